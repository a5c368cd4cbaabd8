"""An application in a folder of its own, without workers, and clients of it: as this machine, as a user, as another machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from service.api.app import create_app
from service.application import Application
from service.settings import Serving, Settings

HERE = "http://127.0.0.1:8000"
PASSWORD = "correct horse battery"


def application(folder: Path, **serving: object) -> Application:
    """Nothing is worked here: what is uploaded stays queued."""
    return Application(Settings(serving=Serving.model_validate({"data": str(folder / "data"), "workers": 0, **serving})))


@contextmanager
def served(application: Application, host: str = "127.0.0.1", **client: object) -> Iterator[TestClient]:
    """A client on this machine; as another machine with `client=("192.0.2.7", 50000)`."""
    given: dict[str, object] = {"base_url": HERE, "client": ("127.0.0.1", 50000), "follow_redirects": False, **client}
    with TestClient(create_app(application, host), **given) as made:  # type: ignore[arg-type]
        yield made


@contextmanager
def browser_of(site: TestClient) -> Iterator[TestClient]:
    """Another client of an application that is open already, with cookies of its own."""
    made = TestClient(site.app, base_url=HERE, client=("127.0.0.1", 50001), follow_redirects=False)
    yield made
    made.close()


def with_users(application: Application) -> Application:
    """root (admin), rae (reviewer) and vic (viewer), all with PASSWORD."""
    application.database.migrate()
    for name, role in (("root", "admin"), ("rae", "reviewer"), ("vic", "viewer")):
        application.accounts.add(name, role, PASSWORD, "test")  # type: ignore[arg-type]
    return application


def bearer(application: Application, name: str) -> dict[str, str]:
    """Headers of a script of this user."""
    return {"Authorization": f"Bearer {application.signing_in.new_token(name, 'test', 1, 'test').secret}"}


def signed_in(client: TestClient, name: str) -> dict[str, str]:
    """Sign a browser in; the headers it sends along with what it changes."""
    answer = client.post("/api/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return {"X-CSRF-Token": answer.json()["csrf"]}
