"""/api/users: administrators manage users and tokens, everybody their own tokens. /api/history: who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from service.access.roles import Role, User
from service.api.access import Admin, Viewer
from service.api.holder import Held
from service.api.problems import responses
from service.api.shapes import Page, Shape, paged
from service.errors import Forbidden
from service.store import history
from service.store.history import Entry
from service.store.keys import Token
from service.store.users import Account

router = APIRouter(prefix="/api", tags=["users"])

_NAME = r"^[a-z0-9][a-z0-9._@-]{0,79}$"
_MOST_DAYS = 3660
UserName = Annotated[str, Path(description="a user's name", pattern=_NAME, examples=["ann"])]
TokenId = Annotated[str, Path(description="a token's id", pattern="^[0-9a-f]{32}$")]
Password = Annotated[str, Field(min_length=10, max_length=1000, examples=["correct horse battery"])]
MaxDocuments = Annotated[int | None, Field(ge=1, le=10**6, description="documents a day; null: as the settings say")]
MaxBytes = Annotated[int | None, Field(ge=1, le=10**15, description="bytes a day; null: as the settings say")]


class NewUser(Shape):
    """A user to be made. The first must be an administrator."""

    name: str = Field(pattern=_NAME, examples=["ann"])
    role: Role = Field(examples=["reviewer"])
    password: Password


class UserChange(Shape):
    """What is to be different; what is left out stays."""

    role: Role | None = Field(None, examples=["admin"])
    password: Password | None = None
    max_documents: MaxDocuments = None
    max_bytes: MaxBytes = None


class UserShape(Shape):
    """One user."""

    name: str = Field(examples=["ann"])
    role: Role
    made_at: datetime
    max_documents: int | None = None
    max_bytes: int | None = None


class NewTokenShape(Shape):
    """A token to be made."""

    name: str = Field(min_length=1, max_length=80, description="what it is for", examples=["nightly upload"])
    days: int = Field(90, ge=1, le=_MOST_DAYS, description="how long it lasts")


class TokenShape(Shape):
    """A token. `secret` is shown once, when it is made: send it as `Authorization: Bearer …`."""

    id: str
    name: str
    made_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    secret: str | None = Field(None, examples=["mzt_…"])


@router.get("/users", responses=responses(401, 403))
def listed(application: Held, _: Admin) -> Page[UserShape]:
    """All users, by name."""
    found = [_user(account) for account in application.accounts.listed()]
    return paged(found, len(found), 0)


@router.post("/users", status_code=201, responses=responses(401, 403, 409))
def add(application: Held, admin: Admin, given: NewUser, response: Response) -> UserShape:
    """Make a user. The first one ends the time of the local user: sign in from then on."""
    account = application.accounts.add(given.name, given.role, given.password, admin.name)
    response.headers["Location"] = f"/api/users/{account.name}"
    return _user(account)


@router.get("/users/{name}", responses=responses(401, 403, 404))
def one(application: Held, _: Admin, name: UserName) -> UserShape:
    """One user."""
    return _user(application.accounts.get(name))


@router.patch("/users/{name}", responses=responses(401, 403, 404, 409))
def change(application: Held, admin: Admin, name: UserName, given: UserChange) -> UserShape:
    """Change role, limits or password. A new password signs the user out everywhere."""
    stated = given.model_dump(exclude_unset=True, exclude={"password"})
    if given.role is None:
        stated.pop("role", None)
    if given.password is not None:
        application.accounts.set_password(name, given.password, admin.name)
    return _user(application.accounts.change(name, admin.name, **stated) if stated else application.accounts.get(name))


@router.delete("/users/{name}", status_code=204, response_class=Response, responses=responses(401, 403, 404, 409))
def remove(application: Held, admin: Admin, name: UserName) -> None:
    """Remove a user: sessions and tokens end, what the user did stays in the history."""
    application.accounts.remove(name, admin.name)


@router.get("/users/{name}/tokens", responses=responses(401, 403, 404))
def tokens(application: Held, user: Viewer, name: UserName) -> Page[TokenShape]:
    """A user's API tokens, newest first, without their secrets."""
    _own(user, name)
    found = [_token(token) for token in application.signing_in.tokens_of(name)]
    return paged(found, len(found), 0)


@router.post("/users/{name}/tokens", status_code=201, responses=responses(401, 403, 404))
def add_token(application: Held, user: Viewer, name: UserName, given: NewTokenShape) -> TokenShape:
    """Make an API token; this answer alone holds its secret."""
    _own(user, name)
    made = application.signing_in.new_token(name, given.name, given.days, user.name)
    return _token(made.token, made.secret)


@router.delete("/users/{name}/tokens/{token}", status_code=204, response_class=Response, responses=responses(401, 403, 404))
def revoke(application: Held, user: Viewer, name: UserName, token: TokenId) -> None:
    """Revoke an API token."""
    _own(user, name)
    application.signing_in.revoke(name, token, user.name)


class EntryShape(Shape):
    """One entry of the history."""

    id: int
    at: datetime
    by: str = Field(examples=["ann"])
    action: str = Field(examples=["document.upload"])
    subject: str = Field(examples=["user:bob"])
    detail: dict[str, Any]


@router.get("/history", responses=responses(401, 403))
def entries(
    application: Held,
    _: Admin,
    subject: Annotated[str | None, Query(max_length=200, description="as in an entry")] = None,
    by: Annotated[str | None, Query(max_length=80, description="a user's name")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Page[EntryShape]:
    """Who did what, newest first."""
    with application.database.reading() as connection:
        total, found = history.page(connection, subject, by, limit, offset)
    return paged([_entry(entry) for entry in found], total, offset)


def _own(user: User, name: str) -> None:
    if user.name != name and not user.may("admin"):
        raise Forbidden(what="Another user's tokens", role="admin")


def _user(account: Account) -> UserShape:
    return UserShape.model_validate(account.model_dump(exclude={"active"}))


def _token(token: Token, secret: str | None = None) -> TokenShape:
    return TokenShape.model_validate(token.model_dump(exclude={"user"}) | {"secret": secret})


def _entry(entry: Entry) -> EntryShape:
    return EntryShape.model_validate(entry.model_dump())
