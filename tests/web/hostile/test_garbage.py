"""Whatever is sent to whatever address: an answer, never a failure; and on the page that comes back all of it is text."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import quote

from httpx2 import Response

from app.web.asking import Query
from tests.conftest import LONG
from tests.web.hostile.garbage import BODIES, PIECES, TEXTS
from tests.web.hostile.trial import Trial


def models(model: type[Query] = Query) -> Iterator[type[Query]]:
    for other in model.__subclasses__():
        yield other
        yield from models(other)


def shown(answer: Response) -> bool:
    """Whether the page has become another one."""
    return "<b id=canary" in answer.text and "html" in answer.headers["content-type"]


PARAMETERS = sorted({name for model in models() for name in model.model_fields} | {"next", "done", "lang", "token", "q", "after", "page"})


def test_whatever_is_typed_into_a_form_is_answered_and_stays_text(trial: Trial) -> None:
    wrong, turns = [], cycle(TEXTS.items())
    for sending in trial.sendings():
        for family, text in islice(turns, len(TEXTS) if LONG else 2):
            fields = [(name, text if name in sending.form.shown else value) for name, value in sending.form.fields]
            answer = trial.send(sending, fields)
            if answer.status_code >= 500 or shown(answer):
                wrong.append(f"{family}: {sending.route} -> {answer.status_code}")
    assert "\n".join(wrong) == ""


def test_what_a_page_sends_by_itself_may_be_anything(trial: Trial) -> None:
    """One field after the other, beside others that fit: at each change some families in turn, in a long run all."""
    wrong, turns, seen = [], cycle(TEXTS.items()), set[tuple[str, str]]()
    for sending in trial.sendings():
        names = {(sending.route, re.sub(r"[0-9a-f]{64}|\d+", "", name)): name for name, _value in sending.form.fields}
        new = [name for key, name in names.items() if key not in seen]
        seen |= names.keys()
        for name in new if LONG else new[::2]:
            for family, text in islice(turns, len(TEXTS) if LONG else 1):
                answer = trial.send(sending, [(n, text if n == name else value) for n, value in sending.form.fields])
                if answer.status_code >= 500 or shown(answer):
                    wrong.append(f"{family} as {name}: {sending.route} -> {answer.status_code}")
    assert "\n".join(wrong) == ""


def test_bodies_that_are_not_what_they_say_are_answered(trial: Trial) -> None:
    wrong = []
    turns = cycle(BODIES.items())
    for sending in {sending.route: sending for sending in trial.sendings()}.values():
        for family, (kind, body) in islice(turns, len(BODIES) if LONG else 2):
            headers = {"content-type": kind} if kind else {}
            answer = trial.ask(sending.actor, "POST", sending.form.action, content=body, headers=headers)
            if answer.status_code >= 500:
                wrong.append(f"{family}: {sending.route} -> {answer.status_code}")
    assert "\n".join(wrong) == ""


def test_any_piece_of_an_address_and_any_parameter_is_answered(trial: Trial) -> None:
    wrong = []
    everything = {piece: "&".join(f"{parameter}={piece}" for parameter in PARAMETERS) for piece in PIECES if len(piece) < 100}
    everything |= {
        family: "&".join(f"{parameter}={quote(text)}" for parameter in PARAMETERS) for family, text in TEXTS.items() if len(text) < 100
    }
    pieces, queries = cycle(PIECES), cycle(everything.values())
    for method, path in trial.routes():
        actor = trial.who(method, path)[-1]
        addresses = []
        for name in re.findall(r"\{(\w+)", path):
            turn = islice(pieces, len(PIECES) if LONG else 4)
            addresses += [trial.address(re.sub(rf"\{{{name}(:\w+)?\}}", piece, path)) for piece in turn]
        if method == "GET":
            addresses += [f"{trial.address(path)}?{query}" for query in islice(queries, len(everything) if LONG else 4)]
        for address in addresses:
            answer = trial.ask(actor, method, address)
            if answer.status_code >= 500 or shown(answer) or "x-canary" in answer.headers:
                wrong.append(f"{method} {path}: {address[:200]} -> {answer.status_code}")
    assert "\n".join(wrong) == ""
