"""Tokens: long, never the same, and not to be found in the database."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from app.accounts import tokens


def test_a_token_has_256_bits_and_is_never_the_same() -> None:
    made = {tokens.new() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(token) for token in made} == {43}  # 32 bytes in base64url


def test_what_is_stored_is_the_sha_256() -> None:
    assert tokens.digest("abc") == hashlib.sha256(b"abc").hexdigest()
    assert tokens.digest(b"abc") == tokens.digest("abc")


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_a_cookie_holds_has_a_digest(text: str) -> None:
    assert len(tokens.digest(text)) == 64
