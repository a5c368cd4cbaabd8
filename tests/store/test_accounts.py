import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.access import passwords
from service.access.accounts import Accounts
from service.access.passwords import hashed, matches
from service.access.secret_keys import digest
from service.access.signing_in import SigningIn
from service.errors import BadKey, Conflict, NotFound, TooManyGuesses, Unusable, WrongPassword
from service.store import guesses, history
from service.store.database import Database
from tests.service.served import PASSWORD


@pytest.fixture
def database(database: Database) -> Database:
    """With one user, root."""
    Accounts(database).add("root", "admin", PASSWORD, "test")
    return database


def actions(database: Database, subject: str) -> list[tuple[str, str]]:
    with database.reading() as connection:
        return [(entry.by, entry.action) for entry in reversed(history.page(connection, subject, None, 50, 0)[1])]


def test_a_password_is_kept_as_argon2id_and_only_itself_matches() -> None:
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$") and PASSWORD not in kept
    assert matches(kept, PASSWORD) and not matches(kept, PASSWORD + "!") and not matches(None, "nobody's password")
    with pytest.raises(Unusable, match="10 to 1000"):
        hashed("short")


def test_the_first_user_is_an_administrator_and_the_last_one_stays(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/empty.db")
    database.migrate()
    accounts = Accounts(database)
    assert not accounts.configured()
    with pytest.raises(Conflict, match="administrator"):
        accounts.add("vic", "viewer", PASSWORD, "test")
    accounts.add("root", "admin", PASSWORD, "test")
    assert accounts.configured()
    for spoil in (lambda: accounts.remove("root", "test"), lambda: accounts.change("root", "test", role="viewer")):
        with pytest.raises(Conflict, match="last administrator"):
            spoil()
    assert [account.role for account in accounts.listed()] == ["admin"]
    database.close()


@pytest.mark.parametrize("name", ["", "Ann", "local", "a b", "-a", "a" * 81, "王"])
def test_names_that_cannot_be_told_apart_are_refused(database: Database, name: str) -> None:
    with pytest.raises(Unusable, match="user name"):
        Accounts(database).add(name, "viewer", PASSWORD, "test")


def test_every_write_is_in_the_history_with_who_did_it(database: Database) -> None:
    accounts, signing = Accounts(database), SigningIn(database)
    accounts.add("ann", "viewer", PASSWORD, "root")
    accounts.change("ann", "root", role="reviewer")
    token = signing.new_token("ann", "nightly", 3, "ann")
    signing.revoke("ann", token.token.id, "root")
    accounts.set_password("ann", PASSWORD + "2", "ann")
    accounts.remove("ann", "root")
    told = ["user.add", "user.change", "token.add", "token.revoke", "user.password", "user.remove"]
    assert actions(database, "user:ann") == list(zip(["root", "root", "ann", "root", "ann", "root"], told, strict=True))


def test_a_session_lasts_until_its_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = SigningIn(database)
    opened = signing.sign_in("root", PASSWORD, "here")
    assert signing.of_session(opened.secret) == opened.user and signing.of_session(opened.secret + "x") is None
    signing.sign_out(opened.secret)
    assert signing.of_session(opened.secret) is None
    monkeypatch.setattr("service.access.signing_in.SESSION", timedelta(seconds=-1))
    assert signing.of_session(signing.sign_in("root", PASSWORD, "here").secret) is None


def test_a_new_password_and_removal_end_what_was_open(database: Database) -> None:
    accounts, signing = Accounts(database), SigningIn(database)
    accounts.add("ann", "viewer", PASSWORD, "root")
    first, token = signing.sign_in("ann", PASSWORD, "here"), signing.new_token("ann", "t", 1, "ann")
    accounts.set_password("ann", "another password", "ann")
    assert signing.of_session(first.secret) is None and signing.of_token(token.secret).name == "ann"
    second = signing.sign_in("ann", "another password", "here")
    accounts.remove("ann", "root")
    assert signing.of_session(second.secret) is None
    for refused in (lambda: signing.of_token(token.secret), lambda: signing.of_token("mzt_made-up")):
        with pytest.raises(BadKey):
            refused()
    with pytest.raises(NotFound):
        accounts.get("ann")
    assert accounts.add("ann", "viewer", PASSWORD, "root").active
    with pytest.raises(BadKey):  # who comes back does not get the old tokens back
        signing.of_token(token.secret)


def test_a_token_runs_out_and_is_kept_as_its_digest(database: Database) -> None:
    signing = SigningIn(database)
    lasting, over = signing.new_token("root", "a", 1, "root"), signing.new_token("root", "b", -1, "root")
    assert lasting.token.expires_at is not None and lasting.token.expires_at > datetime.now(UTC)
    assert signing.of_token(lasting.secret).role == "admin"
    with pytest.raises(BadKey):
        signing.of_token(over.secret)
    with database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT digest FROM tokens").scalars().all()
    assert digest(lasting.secret) in kept and lasting.secret not in kept


def test_guessing_is_stopped_also_where_the_last_guess_is_right(database: Database) -> None:
    signing = SigningIn(database)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            signing.sign_in("root", "wrong password", "there")
    with pytest.raises(TooManyGuesses, match="15 minutes"):
        signing.sign_in("root", PASSWORD, "there")
    assert signing.sign_in("root", PASSWORD, "elsewhere").user.name == "root"


def test_a_storm_of_guesses_does_not_hold_all_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_waiting_room", threading.BoundedSemaphore(1))
    kept = hashed(PASSWORD)
    with passwords._waiting_room, pytest.raises(TooManyGuesses):
        matches(kept, PASSWORD)
    assert matches(kept, PASSWORD) and not matches(kept, "another password") and matches(kept, PASSWORD)


def test_guesses_at_many_names_from_one_place_are_stopped(database: Database) -> None:
    with database.begin() as connection:
        tries = [guesses.attempt(connection, {f"user:{number}": 5, "place:there": 4}) for number in range(6)]
    assert tries == [True] * 4 + [False] * 2


def test_guesses_are_forgotten_after_a_while(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.begin() as connection:
        assert guesses.attempt(connection, {"k": 1}) and not guesses.attempt(connection, {"k": 1})
        monkeypatch.setattr(guesses, "WINDOW", timedelta(0))
        assert guesses.attempt(connection, {"k": 1})
