import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.api import running
from service.application import Application
from service.cli import app
from service.errors import CannotListen, Conflict, DataInUse, ServeRefused
from service.settings import current_settings
from tests.service.served import PASSWORD


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("MINGZHANG_DATABASE", raising=False)


def mingzhang(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, words, input=typed)


def test_users_are_made_listed_and_removed(tmp_path: Path) -> None:
    assert "no users" in mingzhang("users", "list").stdout
    (tmp_path / "secret").write_text(PASSWORD + "\n")
    assert mingzhang("users", "add", "root", "--role", "admin", "--password-file", str(tmp_path / "secret")).exit_code == 0
    assert mingzhang("users", "add", "ann", typed=PASSWORD + "\n").exit_code == 0
    assert "there already" in mingzhang("users", "add", "ann", "--if-absent").stdout
    assert isinstance(mingzhang("users", "add", "ann", typed=PASSWORD + "\n").exception, Conflict)
    assert [line.split()[:2] for line in mingzhang("users", "list").stdout.splitlines()] == [["ann", "viewer"], ["root", "admin"]]
    assert mingzhang("users", "passwd", "ann", typed=PASSWORD + "2\n").exit_code == 0
    assert mingzhang("users", "remove", "ann").exit_code == 0
    assert "ann" not in mingzhang("users", "list").stdout


def test_a_token_is_printed_once_and_can_be_revoked() -> None:
    mingzhang("users", "add", "root", "--role", "admin", typed=PASSWORD)
    secret = mingzhang("users", "token", "root", "--label", "nightly").stdout.strip()
    listed = mingzhang("users", "token", "root", "--list").stdout
    assert secret.startswith("mzt_") and secret not in listed and "nightly" in listed
    assert mingzhang("users", "token", "root", "--revoke", listed.split()[0]).exit_code == 0
    assert "revoked" in mingzhang("users", "token", "root", "--list").stdout


def test_without_users_only_this_machine_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[str] = []
    monkeypatch.setattr(running, "run", lambda application, host, listener: began.append(host))
    refused = mingzhang("serve", "--host", "0.0.0.0").exception
    assert isinstance(refused, ServeRefused) and refused.exit_code == 2 and "mingzhang users add" in str(refused)
    assert mingzhang("serve", "--port", "0").exit_code == 0
    mingzhang("users", "add", "root", "--role", "admin", typed=PASSWORD)
    assert mingzhang("serve", "--host", "0.0.0.0", "--port", "0").exit_code == 0
    assert began == ["127.0.0.1", "0.0.0.0"]


def test_what_stands_against_serving_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = mingzhang("serve", "--port", str(taken.getsockname()[1])).exception
    assert isinstance(refused, CannotListen) and refused.exit_code == 2
    with Application(current_settings()).held_alone():
        assert isinstance(mingzhang("serve", "--port", "0").exception, DataInUse)


def test_small_answers_are_sent_at_once() -> None:
    with running.listening("localhost", 0) as listener, socket.create_connection(listener.getsockname()) as asking:
        answering, _ = listener.accept()
        assert answering.proto == socket.IPPROTO_TCP  # what asyncio looks at before it sets TCP_NODELAY
        answering.close()
        assert asking.getpeername()[0] == "127.0.0.1"
