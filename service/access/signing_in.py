"""Who a password, a session cookie or an API token belongs to."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from service.access import passwords, secret_keys
from service.access.roles import User
from service.errors import BadKey, TooManyGuesses, WrongPassword
from service.store import guesses, history, keys, users
from service.store.database import Database
from service.store.keys import Token

SESSION = timedelta(hours=12)
_SAME_USER_SAME_PLACE, _SAME_PLACE, _SAME_USER = 5, 40, 60


class Opened(NamedTuple):
    """A session just begun. `secret` goes into the cookie."""

    user: User
    secret: str
    expires_at: datetime


class NewToken(NamedTuple):
    """A token just made. `secret` is shown this once."""

    token: Token
    secret: str


class SigningIn:
    """Passwords, sessions and tokens of the users of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sign_in(self, name: str, password: str, place: str) -> Opened:
        """Begin a session. `place`: the address of who asks. Raises WrongPassword or TooManyGuesses."""
        user = self._checked(name, password, place)
        secret, expires_at = secret_keys.fresh_session(), datetime.now(UTC) + SESSION
        with self._database.begin() as connection:
            keys.open_session(connection, secret_keys.digest(secret), user.name, expires_at)
            history.note(connection, user.name, "session.open", f"user:{user.name}")
        return Opened(user, secret, expires_at)

    def check_password(self, name: str, password: str, place: str) -> None:
        """Raises WrongPassword or TooManyGuesses."""
        self._checked(name, password, place)

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with self._database.begin() as connection:
            keys.close_session(connection, secret_keys.digest(secret))

    def of_session(self, secret: str) -> User | None:
        """Whose session a cookie names, if it lasts."""
        with self._database.reading() as connection:
            return keys.session_user(connection, secret_keys.digest(secret))

    def of_token(self, secret: str) -> User:
        """Whose token this is. Raises BadKey."""
        with self._database.reading() as connection:
            user = keys.token_user(connection, secret_keys.digest(secret))
        if user is None:
            raise BadKey(what="API token")
        return user

    def new_token(self, user: str, name: str, days: int, by: str) -> NewToken:
        """A token for a user's scripts. Raises NotFound."""
        now, secret = datetime.now(UTC), secret_keys.fresh_token()
        token = Token(id=uuid.uuid4().hex, user=user, name=name, made_at=now, expires_at=now + timedelta(days=days))
        with self._database.begin() as connection:
            users.get(connection, user)
            keys.add_token(connection, token, secret_keys.digest(secret))
            history.note(connection, by, "token.add", f"user:{user}", token=token.id, name=name, days=days)
        return NewToken(token, secret)

    def tokens_of(self, user: str) -> list[Token]:
        """A user's tokens. Raises NotFound."""
        with self._database.reading() as connection:
            users.get(connection, user)
            return keys.tokens_of(connection, user)

    def revoke(self, user: str, identity: str, by: str) -> None:
        """End a token. Raises NotFound."""
        with self._database.begin() as connection:
            keys.revoke_token(connection, user, identity)
            history.note(connection, by, "token.revoke", f"user:{user}", token=identity)

    def _checked(self, name: str, password: str, place: str) -> User:
        here = f"{name[:80]}@{place[:80]}"
        limits = {f"both:{here}": _SAME_USER_SAME_PLACE, f"place:{place[:80]}": _SAME_PLACE, f"user:{name[:80]}": _SAME_USER}
        with self._database.begin() as connection:
            allowed = guesses.attempt(connection, limits)
            kept = users.password_of(connection, name)
        if not allowed:
            raise TooManyGuesses(minutes=int(guesses.WINDOW.total_seconds() // 60))
        if not passwords.matches(kept, password):
            raise WrongPassword()
        with self._database.begin() as connection:
            guesses.forget(connection, f"both:{here}")
            account = users.get(connection, name)
        return User(name=account.name, role=account.role)
