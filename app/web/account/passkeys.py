"""Passkeys: what the browser asks for and answers, as JSON."""

import json
from typing import Any

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse

from app.accounts import passkeys
from app.accounts.passkeys import Site
from app.web.account.signing import address_of, device_of, signed_in
from app.web.deps import Frame, Tx, state_of
from app.web.office import inside
from app.web.pages import public_address
from app.web.people import Member

router = APIRouter(include_in_schema=False)


@router.post("/account/passkeys/sign-in/options")
def signin_options(request: Request, tx: Tx, frame: Frame) -> Response:
    state_of(request).limits.hit("address", address_of(request))
    return Response(passkeys.signin_options(tx, _site(request, frame)), media_type="application/json")


@router.post("/account/passkeys/sign-in")
def sign_in(request: Request, tx: Tx, frame: Frame, answered: dict[str, Any] = Body(max_length=10)) -> Response:
    state_of(request).limits.hit("address", address_of(request))
    user = passkeys.check(tx, _site(request, frame), json.dumps(answered.get("credential")))
    onward = signed_in(request, tx, user, inside(str(answered.get("next", "")), ""), passkey=True)
    # The browser's script goes on by itself; the cookie comes with this answer.
    answer = JSONResponse({"next": onward.headers["location"]})
    answer.raw_headers.extend((name, value) for name, value in onward.raw_headers if name == b"set-cookie")
    return answer


@router.post("/account/passkeys/options")
def registration_options(request: Request, tx: Tx, member: Member, frame: Frame) -> Response:
    return Response(passkeys.registration_options(tx, member.user, _site(request, frame)), media_type="application/json")


@router.post("/account/passkeys")
def register(request: Request, tx: Tx, member: Member, frame: Frame, answered: dict[str, Any] = Body(max_length=10)) -> Response:
    passkeys.register(tx, member.user, _site(request, frame), json.dumps(answered.get("credential")), name=device_of(request))
    return JSONResponse({"next": f"/account?done=saved&lang={request.state.language}#keys"})


def _site(request: Request, frame: Frame) -> Site:
    """The origin as the browser has it: that of the request, unless the installation says which one is public."""
    return Site(origin=public_address(request), name=frame.name(frame.centre, "en"))
