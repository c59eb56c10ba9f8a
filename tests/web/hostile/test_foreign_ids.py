"""Somebody of another enterprise, in whose own address stands what belongs to others: it is answered as an id that nobody has."""

import re
from uuid import uuid4

from tests import factories
from tests.web.hostile.trial import Trial

VOLATILE = ("date", "x-request-id", "content-length", "set-cookie")


def test_an_id_of_others_cannot_be_told_from_one_that_nobody_has(trial: Trial) -> None:
    ids = trial.hall.ids
    own = ids | {"enterprise_id": str(factories.an_id("Kopi Koya"))}
    things = sorted(name for name, value in ids.items() if re.fullmatch(r"[0-9a-f-]{36}", value) and name != "enterprise_id")
    wrong, tried = [], 0
    for method, path in trial.routes():
        for name in (n for n in things if f"{{{n}" in path):
            answers = []
            for value in (ids[name], str(uuid4())):
                trial.hall.ids = own | {name: value}
                address = trial.address(path)
                answer = trial.ask("stranger", method, address)
                told = {key: text.replace(value, "ID") for key, text in answer.headers.items() if key not in VOLATILE}
                answers.append((answer.status_code, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", answer.text), told, bool(trial.dumps)))
            trial.hall.ids = ids
            tried += 1
            if answers[0] != answers[1]:
                wrong.append(f"{method} {path} by {name}: {[a[0] for a in answers]} {[a[2] for a in answers]}"[:600])
    assert "\n".join(wrong) == ""
    assert tried >= 40
