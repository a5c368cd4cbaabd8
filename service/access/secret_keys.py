"""Secrets of sessions and tokens: random, shown once, kept only as digests."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_TOKEN_MARK = "mzt_"


def fresh_session() -> str:
    """The secret of a new session, as the cookie carries it."""
    return secrets.token_urlsafe(32)


def fresh_token() -> str:
    """A new API token. Its beginning says what it is to people and to scanners of leaked secrets."""
    return _TOKEN_MARK + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret. It is random and long, so one round of SHA-256 will do."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def csrf_of(session: str) -> str:
    """The token that pages of a session send along with what they change: only they know it, and it opens nothing by itself."""
    return hashlib.sha256(b"csrf:" + session.encode("utf-8", "surrogateescape")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare secrets in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "surrogateescape"), other.encode("utf-8", "surrogateescape"))
