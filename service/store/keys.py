"""The rows of sessions and API tokens, by the digest of their secret: who reads the database cannot use them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, and_, delete, or_, select, update

from extractors.model import Frozen
from service.access.roles import User
from service.errors import NotFound
from service.store.schema import sessions, tokens, users


class Token(Frozen):
    """An API token without its secret."""

    id: str
    user: str
    name: str
    made_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


_SHOWN = [column for column in tokens.c if column.name in Token.model_fields]


def open_session(connection: Connection, digest: str, user: str, expires_at: datetime) -> None:
    """Begin a session; those that have run out go."""
    connection.execute(delete(sessions).where(sessions.c.expires_at < datetime.now(UTC)))
    connection.execute(sessions.insert().values(id=digest, user=user, expires_at=expires_at))


def close_session(connection: Connection, digest: str) -> None:
    """End a session."""
    connection.execute(delete(sessions).where(sessions.c.id == digest))


def close_sessions(connection: Connection, user: str) -> None:
    """End all sessions of a user."""
    connection.execute(delete(sessions).where(sessions.c.user == user))


def session_user(connection: Connection, digest: str) -> User | None:
    """Whose session this is, unless it has run out."""
    valid = and_(sessions.c.id == digest, sessions.c.expires_at > datetime.now(UTC), users.c.active)
    row = connection.execute(
        select(users.c.name, users.c.role).join(sessions, sessions.c.user == users.c.name).where(valid)
    ).first()
    return None if row is None else User(name=row.name, role=row.role)


def add_token(connection: Connection, token: Token, digest: str) -> None:
    """Keep a new token."""
    connection.execute(tokens.insert().values(digest=digest, **token.model_dump()))


def tokens_of(connection: Connection, user: str) -> list[Token]:
    """A user's tokens, newest first."""
    rows = connection.execute(select(*_SHOWN).where(tokens.c.user == user).order_by(tokens.c.made_at.desc(), tokens.c.id))
    return [Token.model_validate(dict(row._mapping)) for row in rows]


def revoke_token(connection: Connection, user: str, identity: str) -> None:
    """End a token. Raises NotFound."""
    chosen = update(tokens).where(tokens.c.user == user, tokens.c.id == identity, tokens.c.revoked_at.is_(None))
    if connection.execute(chosen.values(revoked_at=datetime.now(UTC))).rowcount != 1:
        raise NotFound(what=f"valid token of {user}", id=identity)


def revoke_tokens(connection: Connection, user: str) -> None:
    """End all tokens of a user."""
    chosen = update(tokens).where(tokens.c.user == user, tokens.c.revoked_at.is_(None))
    connection.execute(chosen.values(revoked_at=datetime.now(UTC)))


def token_user(connection: Connection, digest: str) -> User | None:
    """Whose token this is, unless it has run out or was revoked."""
    lasting = or_(tokens.c.expires_at.is_(None), tokens.c.expires_at > datetime.now(UTC))
    valid = and_(tokens.c.digest == digest, tokens.c.revoked_at.is_(None), lasting, users.c.active)
    row = connection.execute(select(users.c.name, users.c.role).join(tokens, tokens.c.user == users.c.name).where(valid)).first()
    return None if row is None else User(name=row.name, role=row.role)
