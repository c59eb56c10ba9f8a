"""Passkeys (WebAuthn): a key of somebody's device instead of a password. It is two steps in one, so no other one is owed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from sqlalchemy import delete
from sqlmodel import Session, col, select
from webauthn.helpers import parse_authentication_credential_json, parse_client_data_json, parse_registration_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts import people, tokens
from app.accounts.models import Challenge, Passkey, User
from app.db import now
from app.errors import Conflict, Invalid, NotFound
from app.text import _

_ANSWER_WITHIN: Final = timedelta(minutes=5)
_MOST: Final = 20
_LONGEST_NAME: Final = 60
# What the library raises for an answer that no browser sends, beside its own.
_MALFORMED: Final = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, EOFError)


class PasskeyRefused(Invalid):
    """Unknown, meant for another site, too late, answered already, of a disabled person: never said which."""

    message = _("This passkey was not accepted. Please try again, or sign in with your password.")


class TooManyPasskeys(Conflict):
    message = _("There are 20 passkeys already. Please remove one that you no longer use.")


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are good. A passkey belongs to the host name for ever, whatever becomes of the port."""

    origin: str
    """As the browser has it: https://example.org, without a slash at the end."""
    name: str

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""


def registration_options(session: Session, user: User, site: Site) -> str:
    """What `navigator.credentials.create` needs, as JSON. Writes a challenge. Raises TooManyPasskeys."""
    held = listed(session, user)
    if len(held) >= _MOST:
        raise TooManyPasskeys
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_name=user.email or user.phone or user.name,
        user_id=user.id.bytes,
        user_display_name=user.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=key.credential_id) for key in held],
    )
    _ask(session, options.challenge, user)
    return webauthn.options_to_json(options)


def register(session: Session, user: User, site: Site, answer: str, *, name: str) -> Passkey:
    """Takes the key that the browser made. `name` is what the person calls the device. Raises PasskeyRefused."""
    try:
        credential = parse_registration_credential_json(answer)
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
        if _taken(session, challenge) != user.id:
            raise PasskeyRefused
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise PasskeyRefused from error
    if _key(session, verified.credential_id):
        raise PasskeyRefused
    passkey = Passkey(
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        user_id=user.id,
        name=" ".join("".join(c if c.isprintable() else " " for c in name).split())[:_LONGEST_NAME],
    )
    session.add(passkey)
    session.flush()
    return passkey


def signin_options(session: Session, site: Site) -> str:
    """What `navigator.credentials.get` needs, as JSON: the browser offers the keys it has, so nobody is named. Writes a challenge."""
    options = webauthn.generate_authentication_options(rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED)
    _ask(session, options.challenge, None)
    return webauthn.options_to_json(options)


def check(session: Session, site: Site, answer: str) -> User:
    """Whose key signed the challenge; then `sessions.begin(..., passkey=True)`. Raises PasskeyRefused."""
    try:
        credential = parse_authentication_credential_json(answer)
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
        passkey = _key(session, credential.raw_id)
        if _taken(session, challenge) is not None or passkey is None:
            raise PasskeyRefused
        if credential.response.user_handle not in (None, passkey.user_id.bytes):
            raise PasskeyRefused
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise PasskeyRefused from error
    user = people.fresh(session, passkey.user_id)
    if user.disabled_at:
        raise PasskeyRefused
    passkey.sign_count, passkey.used_at = verified.new_sign_count, now()
    session.flush()
    return user


def listed(session: Session, user: User) -> list[Passkey]:
    """The person's own, oldest first."""
    return list(session.exec(select(Passkey).where(Passkey.user_id == user.id).order_by(col(Passkey.created_at), col(Passkey.id))))


def remove(session: Session, user: User, passkey_id: UUID) -> None:
    """The key no longer opens anything. Raises NotFound for one that is not the person's own."""
    if session.exec(delete(Passkey).where(col(Passkey.id) == passkey_id, col(Passkey.user_id) == user.id)).rowcount == 0:
        raise NotFound


def _ask(session: Session, challenge: bytes, user: User | None) -> None:
    session.exec(delete(Challenge).where(col(Challenge.expires_at) <= now()))
    session.add(Challenge(digest=tokens.digest(challenge), user_id=user.id if user else None, expires_at=now() + _ANSWER_WITHIN))
    session.flush()


def _taken(session: Session, challenge: bytes) -> UUID | None:
    """Whose challenge it was (None: that of signing in); nobody can answer it again. Raises PasskeyRefused."""
    asked = delete(Challenge).where(col(Challenge.digest) == tokens.digest(challenge), col(Challenge.expires_at) > now())
    row = session.exec(asked.returning(col(Challenge.user_id))).first()
    if row is None:
        raise PasskeyRefused
    owner: UUID | None = row[0]
    return owner


def _key(session: Session, credential_id: bytes) -> Passkey | None:
    return session.exec(select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()).first()
