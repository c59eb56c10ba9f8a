"""Pages behind the sign-in: what surrounds each of them, and what was done, said on the page that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.access import Person
from app.text import _
from app.web.language import translations
from app.web.pages import page

# What the page that follows a deed says about it, by a word of the address; nothing else can be made to appear there.
_SAID: Final = {
    "saved": _("Saved."),
    "sent": _("Sent to the centre. You will see here what becomes of it."),
    "copied": _("A copy. Change what is different, then send it."),
    "not-all": _("Not every file could be used as a picture. JPEG, PNG, WebP and HEIC can be."),
    "no-paper": _("A file could not be used. PDF without a password and pictures can be, up to the size that is said."),
    "renewing": _("Fill in the number and the days of the new certificate, then send it."),
    "taken-back": _("Taken back. It is a draft again."),
    "approved": _("Approved. It is on show now."),
    "approved-all": _("All of them are approved. They are on show now."),
    "claimed": _("It is yours for 15 minutes."),
    "released": _("Left to others again."),
    "rebased": _("Compared anew with what is on show now."),
    "asked": _("Sent back with your question."),
    "declined": _("Declined."),
    "removed": _("Removed."),
    "joined": _("Welcome. You are in."),
    "registered": _("Welcome. Now tell the centre about your enterprise, then add your first product."),
    "password": _("The new password holds. All other devices are signed out."),
    "invited": _("The link is made. Hand it over; it works once."),
    "suspended": _("Suspended. Nothing of it is on show."),
    "taken-down": _("Taken off show. Its enterprise is told."),
    "restored": _("Restored. What was on show before is on show again."),
    "entered": _("Entered as a draft. Now let the enterprise confirm it."),
    "handed-in": _("Handed in. It stands in the queue."),
    "disabled": _("Locked out, and signed out everywhere."),
    "enabled": _("Let in again, with the password as it was."),
    "signed-out": _("Signed out everywhere."),
    "featured": _("In front now, on the website and the kiosks."),
    "unfeatured": _("No longer in front."),
    "as-in-pack": _("It says again what the pack says."),
    "merged": _("Merged. Old links and lists lead to the other category from now on."),
    "split": _("Taken back. The products are where they were before."),
    "translations-confirmed": _("Confirmed. It is on show now."),
    "in-forms": _("Written into the form. Look at it there and send it to the centre."),
    "none-confirmed": _("Nothing was confirmed: the drafts have changed or are gone. Please look again."),
    "started": _("Under way. This page shows how far it is."),
    "question-answered": _("Marked as answered."),
    "question-open": _("It waits for an answer again."),
    "question-archived": _("Put away."),
    "question-reported": _("Reported. The centre looks at it."),
    "question-handed": _("Noted: the enterprise has it."),
    "question-returned": _("Given back to the enterprise."),
    "erased": _("Deleted for good."),
    "taken-out": _("The enterprise is off all pages, and its data is deleted."),
}


class Refused(Exception):
    """The form again, with what is wrong with it. Raised, because what was written before is rolled back by a raise only."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True)
class Way:
    """A way in: its key, its address, its icon, its words, and how many things wait there."""

    key: str
    href: str
    icon: str
    words: str
    waiting: int = 0


def office(
    request: Request, template: str, person: Person | None, *, room: str = "", ways: Sequence[Way] = (), status: int = 200, **context: Any
) -> Response:
    """A page behind the sign-in, with the ways in of its side."""
    done = _SAID.get(request.query_params.get("done", ""), "")
    said = translations(request.state.language).gettext(done) if done else ""
    return page(request, template, status=status, person=person, room=room, ways=ways, said=said, **context)


def onward(request: Request, path: str, done: str = "", **query: str) -> Response:
    """After a deed: on to the page that shows what came of it, in the same language."""
    return redirect(path, request.state.language, **query, **({"done": done} if done else {}))


def redirect(path: str, language: str, **query: str) -> Response:
    """On to a path of this site, which may have a query of its own, in that language."""
    parts = urlsplit(path)
    asked = {**dict(parse_qsl(parts.query)), **{name: value for name, value in query.items() if value}, "lang": language}
    return RedirectResponse(f"{parts.path}?{urlencode(asked)}{f'#{parts.fragment}' if parts.fragment else ''}", status_code=303)


def inside(wanted: str, otherwise: str) -> str:
    """The wanted address when it is a path of this site, else the other. A browser takes //host and /\\host for another host."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours and wanted.isprintable() else otherwise


def sentences(problems: Sequence[Any], language: str) -> Mapping[str, str]:
    """Problems of a form by the name of their field, in the reader's language; of one field the first."""
    words, found = translations(language), dict[str, str]()
    for problem in problems:
        said = words.gettext(problem.message)
        found.setdefault(problem.pointer.strip("/"), said.format(offered=problem.offered) if problem.offered else said)
    return found
