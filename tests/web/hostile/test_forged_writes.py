"""A page of another site, a network in between, a program without a browser: no write of theirs is taken, on whatever address."""

from itertools import product
from typing import Final

from tests.web.hostile.trial import Trial

HOME: Final = "http://testserver"
FORGED: Final[dict[str, dict[str, str]]] = {
    "nothing that browsers send": {},
    "another site": {"origin": "https://shop.example.com"},
    "a frame without origin": {"origin": "null"},
    "a site beside": {"origin": "http://shop.testserver"},
    "a host that begins alike": {"origin": "http://testserver.example.com"},
    "a host in the name of a person": {"origin": "http://testserver@example.com"},
    "another port": {"origin": "http://testserver:8443"},
    "another scheme": {"origin": "ftp://testserver"},
    "half an origin": {"origin": "http://["},
    "no scheme": {"origin": "testserver"},
    "a browser that says cross-site": {"origin": HOME, "sec-fetch-site": "cross-site"},
    "a browser that says same-site": {"origin": HOME, "sec-fetch-site": "same-site"},
    "a browser that says nobody's": {"sec-fetch-site": "none"},
    "an invented word": {"origin": HOME, "sec-fetch-site": "same-origin, cross-site"},
    "another method behind this one": {"x-http-method-override": "GET", "x-method-override": "GET"},
}


def test_no_write_from_elsewhere_is_taken(trial: Trial) -> None:
    del trial.client.headers["origin"]
    wrong = []
    for (method, path), (how, forged) in product(trial.routes(writing=True), FORGED.items()):
        if path.startswith("/api/") and not forged.keys() & {"origin", "sec-fetch-site"}:
            continue  # programs may write where nobody is signed in
        answer = trial.ask(trial.who(method, path)[0], method, trial.address(path), headers=forged)
        if answer.status_code != 403 or trial.dumps:
            wrong.append(f"{how}: {method} {path} -> {answer.status_code}")
    assert "\n".join(wrong) == ""


def test_our_own_pages_are_heard_however_their_browser_says_so(trial: Trial) -> None:
    del trial.client.headers["origin"]
    sending = next(s for s in trial.sendings() if s.route == "/account/name")
    for headers in ({"origin": HOME}, {"sec-fetch-site": "same-origin"}, {"origin": "https://testserver"}):
        assert trial.send(sending, sending.form.fields, headers=headers).status_code == 303, headers


def test_over_https_a_plain_page_of_the_same_host_is_another_site(trial: Trial) -> None:
    trial.client.base_url = "https://testserver"
    wrong = []
    for method, path in trial.routes(writing=True):
        answer = trial.ask("nobody", method, trial.address(path), headers={"origin": HOME})
        if answer.status_code != 403:
            wrong.append(f"{method} {path} -> {answer.status_code}")
    assert "\n".join(wrong) == ""
