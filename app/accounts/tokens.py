"""Secrets in cookies and links: 256 random bits for whoever holds them, and only their SHA-256 for the database."""

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32


def new() -> str:
    """43 characters that may stand in a cookie and in an address."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str | bytes) -> str:
    """What is stored of a token. A token has 256 random bits, so nothing slower than SHA-256 is needed to keep it secret."""
    return hashlib.sha256(token if isinstance(token, bytes) else token.encode("utf-8", "surrogatepass")).hexdigest()
