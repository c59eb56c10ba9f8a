"""The translators' page: what wants a translation, the source beside it, and what a machine has made, to be confirmed."""

from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.access import Person
from app.catalogue.reference import Reference
from app.catalogue.translations import ONE_LINE, longest, part_of
from app.errors import CatalogueError
from app.review import live, translating, untranslated
from app.review.untranslated import TO_DO, Item, State, Wanted, to_do
from app.web import translations as shared
from app.web.deps import Db, Frame, Language, Tx
from app.web.desk.ways import ways
from app.web.forms import Fields, Form
from app.web.language import own_name, translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Translator
from app.web.translations import box, chosen

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/translations"
_THING: Final = PATH + "/{kind}/{entity_id}/{target}"
_ALL: Final = "all"


@dataclass(frozen=True)
class Narrowing:
    """The filters as they stand in the address; what cannot be meant counts as not chosen. Without a state: what is to do."""

    target: str = ""
    state: str = ""
    kind: str = ""
    maker: str = ""
    category: str = ""
    q: str = ""

    @property
    def states(self) -> tuple[State, ...]:
        if self.state == _ALL:
            return ()
        return (State(self.state),) if self.state in list(State) else TO_DO

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            states=self.states,
            kind=self.kind if self.kind in (live.PRODUCT, live.ENTERPRISE) else "",
            enterprise_id=_id(self.maker),
            category=self.category,
            words=self.q,
        )

    @property
    def query(self) -> dict[str, str]:
        return dict(vars(self))


def _narrowing(target: str = "", state: str = "", kind: str = "", maker: str = "", category: str = "", q: str = "") -> Narrowing:
    return Narrowing(target[:35], state, kind, maker, category[:64], q.strip()[:100])


Narrowed = Annotated[Narrowing, Depends(_narrowing)]


@router.get(PATH)
def browse(request: Request, db: Db, person: Translator, frame: Frame, language: Language, narrowing: Narrowed, page: int = 1) -> Response:
    return listed(request, db, person, frame, language, narrowing, page=page)


@router.post(f"{PATH}/confirmations")
def confirm(request: Request, tx: Tx, person: Translator, narrowing: Narrowed, form: Form) -> Response:
    """Puts drafts on show that somebody has read: one, or all of a page."""
    count = translating.confirm(tx, person, chosen(form.all("chosen")))
    return onward(request, PATH, "translations-confirmed" if count else "none-confirmed", count=str(count), **narrowing.query)


@router.get(_THING)
def look(
    request: Request, db: Db, person: Translator, language: Language, narrowing: Narrowed, kind: str, entity_id: UUID, target: str
) -> Response:
    return _beside(request, db, person, language, narrowing, untranslated.of(db, kind, entity_id, target))


@router.post(_THING)
def save(
    request: Request,
    db: Db,
    tx: Tx,
    person: Translator,
    language: Language,
    narrowing: Narrowed,
    form: Form,
    kind: str,
    entity_id: UUID,
    target: str,
) -> Response:
    """Takes over the words that were changed, and confirms those that were ticked as right."""
    try:
        _save(tx, person, form, kind, entity_id, target)
    except translating.NoTranslation:
        raise
    except CatalogueError as error:
        again = untranslated.of(db, kind, entity_id, target)
        answer = _beside(request, db, person, language, narrowing, again, typed=form, error=error)
        raise Refused(answer) from error
    if form.get("onward"):
        following = _next(tx, narrowing, entity_id, target)
        return onward(request, f"{PATH}/{following}" if following else PATH, "saved", **narrowing.query)
    return onward(request, f"{PATH}/{kind}/{entity_id}/{target}", "saved", **narrowing.query)


def listed(
    request: Request,
    session: Session,
    person: Person,
    frame: Reference,
    language: str,
    narrowing: Narrowing,
    *,
    page: int = 1,
    problem: str = "",
    status: int = 200,
) -> Response:
    """The work list in one target language."""
    found = untranslated.work(session, narrowing.wanted, language=narrowing.target, page=page)
    counts = found.counts[found.language]
    context: dict[str, Any] = {
        "lines": found.lines,
        "page": page,
        "more": page * untranslated.PAGE < found.total,
        "total": found.total,
        "tongues": [(code, own_name(code), to_do(count), count[State.DONE], count.total()) for code, count in found.counts.items()],
        "target": found.language,
        "counts": {"": to_do(counts), **{str(state): counts[state] for state in State}, _ALL: counts.total()},
        "narrowing": {**narrowing.query, "target": found.language},
        "narrowed": any((narrowing.kind, narrowing.maker, narrowing.category, narrowing.q)),
        "makers": untranslated.makers(session),
        "categories": [(c.key, frame.name(c, language)) for c in frame.categories.values() if c.parent_key is None],
        "named": lambda thing: frame.words(dict(thing.names), language),
        "box": box,
        "confirmed": request.query_params.get("count", ""),
        "problem": problem,
        **shared.words(language),
    }
    bar = ways(session, person, language)
    return office(request, "desk/translations.html", person, status=status, room="translations", ways=bar, **context)


def _beside(
    request: Request,
    session: Session,
    person: Person,
    language: str,
    narrowing: Narrowing,
    items: list[Item],
    *,
    typed: Fields | None = None,
    error: CatalogueError | None = None,
) -> Response:
    """One thing in one language, source and translation side by side. Raises NoTranslation where there is nothing to translate."""
    if not items:
        raise translating.NoTranslation
    thing = items[0].thing
    context: dict[str, Any] = {
        "thing": thing,
        "items": items,
        "target": items[0].language,
        "target_name": own_name(items[0].language),
        "seen": untranslated.mark(items),
        "value": lambda item: typed.get(f"text.{item.field}", "") if typed else item.draft or item.text,
        "machine": bool(typed and typed.get("machine")),
        "wrong": {f"text.{name}": words for name, words in sentences(error.problems, language).items()} if error else {},
        "sentence": translations(language).gettext(error.message) if error else "",
        "narrowing": narrowing.query,
        "box": box,
        "longest": longest,
        "one_line": lambda field: part_of(field) in ONE_LINE,
        **shared.words(language),
    }
    bar = ways(session, person, language)
    status = error.status if error else 200
    return office(request, "desk/translation.html", person, status=status, room="translations", ways=bar, **context)


def _save(tx: Session, person: Person, form: Fields, kind: str, entity_id: UUID, target: str) -> None:
    texts = {name.removeprefix("text."): text for name, text in form.items() if name.startswith("text.")}
    right = [one for one in chosen(form.all("right")) if (one.kind, one.entity_id, one.language) == (kind, entity_id, target)]
    before = {item.field: item for item in untranslated.of(tx, kind, entity_id, target)}
    translating.write(tx, person, kind, entity_id, target, texts, seen=form.get("mark", ""), machine=bool(form.get("machine")))
    for one in right:
        item = before.get(one.field)
        if item and texts.get(one.field, "").strip() == (item.draft or item.text):
            if item.draft:
                translating.confirm(tx, person, [one])
            elif item.state is State.OUTDATED:
                translating.vouch(tx, person, one)


def _next(session: Session, narrowing: Narrowing, entity_id: UUID, target: str) -> str:
    """The thing behind this one in the list, as the end of an address; empty where it was the last."""
    lines = untranslated.work(session, narrowing.wanted, language=target, limit=1_000_000).lines
    keys = [line.thing.id for line in lines]
    if entity_id in keys:
        lines = lines[keys.index(entity_id) + 1 :]
    return f"{lines[0].thing.kind}/{lines[0].thing.id}/{target}" if lines else ""


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
