"""`mingzhang users add | list | remove | passwd | token`."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from service.access.roles import Role
from service.application import Application
from service.console import say
from service.errors import Conflict, Unusable
from service.settings import current_settings

app = typer.Typer(
    help="Who may use the service. Without users, one local user on 127.0.0.1 may do everything.", no_args_is_help=True
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="a to z, 0 to 9 and . _ @ -")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", metavar="FILE", help="Take the password from the first line of a file.")
]
RoleOption = Annotated[Role, typer.Option("--role", help="What the user may do; each role may do what those before it may.")]


@app.command()
def add(
    name: Name,
    role: RoleOption = "viewer",
    password_file: PasswordFile = None,
    if_absent: Annotated[bool, typer.Option("--if-absent", help="Do nothing where the user is there.")] = False,
) -> None:
    """Make a user; the password is asked for, or read from standard input. The first must be an admin."""
    with _opened() as application:
        there = name in [account.name for account in application.accounts.listed()]
        if there and if_absent:
            say(f"{name} is there already")
            return
        if there:
            raise Conflict(reason=f"There is a user {name} already; choose another name")
        account = application.accounts.add(name, role, _password(password_file), _console())
        say(f"{account.name} may sign in as {account.role}")


@app.command("list")
def listed() -> None:
    """Say who there is."""
    with _opened() as application:
        accounts = application.accounts.listed()
    for account in accounts:
        say(f"{account.name:24} {account.role:9} since {account.made_at:%Y-%m-%d}")
    if not accounts:
        say("no users: `serve` has one local user, on 127.0.0.1; make one with `mingzhang users add NAME --role admin`")


@app.command()
def remove(name: Name) -> None:
    """Remove a user: sessions and tokens end, what the user did stays in the history."""
    with _opened() as application:
        application.accounts.remove(name, _console())
    say(f"{name} may no longer sign in")


@app.command()
def passwd(name: Name, password_file: PasswordFile = None) -> None:
    """Set a user's password: it is asked for, or read from standard input. The user is signed out everywhere."""
    with _opened() as application:
        application.accounts.get(name)
        application.accounts.set_password(name, _password(password_file), _console())
    say(f"{name} has a new password and is signed out everywhere")


@app.command()
def token(
    name: Name,
    label: Annotated[str, typer.Option("--label", help="What it is for.")] = "command line",
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="How long it lasts.")] = 90,
    show: Annotated[bool, typer.Option("--list", help="List the user's tokens instead of making one.")] = False,
    revoke: Annotated[str | None, typer.Option("--revoke", metavar="ID", help="Revoke this token instead.")] = None,
) -> None:
    """Make an API token and print it, alone, this once: send it as `Authorization: Bearer …`."""
    with _opened() as application:
        keys = application.signing_in
        if revoke is not None:
            keys.revoke(name, revoke, _console())
            say(f"{revoke} is revoked")
        elif show:
            for each in keys.tokens_of(name):
                ended = "revoked" if each.revoked_at else f"until {each.expires_at:%Y-%m-%d}"
                say(f"{each.id}  {ended:16} {each.name}")
        else:
            say(keys.new_token(name, label[:80] or "token", days, _console()).secret)


@contextmanager
def _opened() -> Iterator[Application]:
    """The users of the store that the settings name; a service may be running on it."""
    application = Application(current_settings())
    application.database.migrate()
    try:
        yield application
    finally:
        application.database.close()


def _password(file: Path | None) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise Unusable(what=f"password file {file}", detail=type(error).__name__) from error
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _console() -> str:
    """Who sits at the console, as the system knows them: no user of the service."""
    try:
        return f"console:{pwd.getpwuid(os.getuid()).pw_name}"
    except KeyError:
        return f"console:{os.getuid()}"
