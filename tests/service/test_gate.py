from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.application import Application
from tests.service.served import PASSWORD, application, bearer, browser_of, served, signed_in, with_users

PDF = {"file": ("a.pdf", b"%PDF-1.7\n%small", "application/pdf")}
ELSEWHERE = ("192.0.2.7", 50000)


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[TestClient]:
    with served(application(tmp_path)) as client:
        yield client


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Application:
    return with_users(application(tmp_path_factory.mktemp("users")))


@pytest.fixture(scope="module")
def site(shared_folder: Application) -> Iterator[TestClient]:
    with served(shared_folder, "0.0.0.0") as client:
        yield client


def problem(answer: object, status: int, kind: str) -> bool:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()["type"] == f"urn:mingzhang:{kind}"


def test_without_users_this_machine_is_one_local_administrator(alone: TestClient) -> None:
    who = alone.get("/api/session").json()
    assert (who["user"], who["role"], who["local"]) == ("local", "admin", True)
    assert alone.post("/api/documents", files=PDF).status_code == 202


def test_another_name_for_this_machine_is_refused(alone: TestClient) -> None:
    answer = alone.get("/api/documents", headers={"Host": "evil.example:8000"})
    assert problem(answer, 403, "HostRefused") and "MINGZHANG_HOSTS" in answer.json()["detail"]
    assert alone.get("/api/documents", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_listed_name_is_answered(tmp_path: Path) -> None:
    with served(application(tmp_path, hosts=("mz.example.org",))) as client:
        assert client.get("/api/documents", headers={"Host": "mz.example.org"}).status_code == 200
        assert client.get("/api/documents", headers={"Host": "other.example.org"}).status_code == 403


def test_a_post_by_a_page_of_another_site_is_refused(alone: TestClient) -> None:
    answer = alone.post("/api/documents", files=PDF, headers={"Origin": "https://evil.example"})
    assert problem(answer, 403, "CrossSite")
    assert alone.get("/api/documents").json()["total"] == 0
    assert alone.post("/api/documents", files=PDF, headers={"Origin": "http://127.0.0.1:8000"}).status_code == 202


def test_without_users_no_other_machine_gets_in(tmp_path: Path) -> None:
    with served(application(tmp_path), client=ELSEWHERE) as client:  # through a proxy on this machine
        assert problem(client.get("/api/documents"), 401, "NotSignedIn")
    with served(application(tmp_path / "b"), "0.0.0.0") as client:
        assert problem(client.post("/api/documents", files=PDF), 401, "NotSignedIn")


def test_the_first_user_ends_the_time_of_the_local_one(alone: TestClient) -> None:
    made = alone.post("/api/users", json={"name": "root", "role": "admin", "password": PASSWORD})
    assert (made.status_code, made.headers["location"]) == (201, "/api/users/root")
    assert problem(alone.get("/api/documents"), 401, "NotSignedIn")
    signed_in(alone, "root")
    assert alone.get("/api/documents").status_code == 200


@pytest.mark.parametrize(
    ("name", "reads", "uploads", "manages"), [("vic", 200, 403, 403), ("rae", 200, 202, 403), ("root", 200, 200, 200)]
)
def test_roles_say_what_may_be_done(
    site: TestClient, shared_folder: Application, name: str, reads: int, uploads: int, manages: int
) -> None:
    key = bearer(shared_folder, name)
    assert site.get("/api/documents", headers=key).status_code == reads
    assert site.post("/api/documents", files=PDF, headers=key).status_code == uploads
    assert site.get("/api/users", headers=key).status_code == manages


def test_nobody_reads_or_writes(site: TestClient) -> None:
    assert problem(site.get("/api/documents"), 401, "NotSignedIn")
    assert problem(site.post("/api/documents", files=PDF), 401, "NotSignedIn")
    assert problem(site.get("/api/documents", headers={"Authorization": "Bearer mzt_made-up"}), 401, "BadKey")
    page = site.get("/review", headers={"Accept": "text/html"})
    assert page.status_code in (303, 404)


def test_a_session_changes_nothing_without_its_token(site: TestClient) -> None:
    with browser_of(site) as browser:
        token = signed_in(browser, "rae")
        assert problem(browser.post("/api/documents", files=PDF), 403, "BadCsrf")
        assert problem(browser.post("/api/documents", files=PDF, headers={"X-CSRF-Token": "0" * 64}), 403, "BadCsrf")
        assert browser.post("/api/documents", files=PDF, headers=token).status_code in (200, 202)
        assert browser.delete("/api/session", headers=token).status_code == 204
        assert browser.get("/api/session").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_plain_http(site: TestClient) -> None:
    with browser_of(site) as browser:
        given = {"name": "vic", "password": PASSWORD}
        here = browser.post("/api/session", json=given).headers["set-cookie"]
        far = browser.post("/api/session", json=given, headers={"Host": "192.0.2.1"}).headers["set-cookie"]
    assert "HttpOnly" in here and "SameSite=lax" in here and "Secure" not in here
    assert "HttpOnly" in far and "SameSite=lax" in far and "Secure" in far


def test_the_form_signs_in_and_goes_on(site: TestClient) -> None:
    with browser_of(site) as browser:
        assert (
            "用户名" in browser.get("/login?next=/review").text and 'value="/review"' in browser.get("/login?next=/review").text
        )
        wrong = browser.post("/login", data={"name": "vic", "password": "wrong", "next": "/review"})
        assert wrong.status_code == 401 and "密码不正确" in wrong.text
        right = browser.post("/login", data={"name": "vic", "password": PASSWORD, "next": "//evil.example"})
        assert (right.status_code, right.headers["location"]) == (303, "/")
        csrf = browser.get("/api/session").json()["csrf"]
        assert problem(browser.post("/logout", data={"csrf": "no"}), 403, "BadCsrf")
        assert browser.post("/logout", data={"csrf": csrf}).status_code == 303
        assert browser.get("/api/session").status_code == 401


def test_what_is_asked_for_in_the_form_is_shown_as_text(site: TestClient) -> None:
    assert "<script>" not in site.get('/login?next=/"><script>alert(1)</script>').text


def test_one_changes_ones_own_password_and_tokens(site: TestClient, shared_folder: Application) -> None:
    shared_folder.accounts.add("ann", "viewer", PASSWORD, "test")
    with browser_of(site) as browser:
        token = signed_in(browser, "ann")
        made = browser.post("/api/users/ann/tokens", json={"name": "script"}, headers=token).json()
        assert made["secret"].startswith("mzt_")
        assert browser.get("/api/users/ann/tokens").json()["items"][0]["secret"] is None
        assert problem(browser.get("/api/users/root/tokens"), 403, "Forbidden")
        wrong = browser.post("/api/session/password", json={"old": "x", "new": PASSWORD + "2"}, headers=token)
        assert problem(wrong, 401, "WrongPassword")
        right = browser.post("/api/session/password", json={"old": PASSWORD, "new": PASSWORD + "2"}, headers=token)
        assert right.status_code == 204 and browser.get("/api/session").status_code == 401


def test_an_administrator_manages_users(site: TestClient, shared_folder: Application) -> None:
    key = bearer(shared_folder, "root")
    site.post("/api/users", json={"name": "bob", "role": "viewer", "password": PASSWORD}, headers=key)
    again = site.post("/api/users", json={"name": "bob", "role": "viewer", "password": PASSWORD}, headers=key)
    assert problem(again, 409, "Conflict")
    changed = site.patch("/api/users/bob", json={"role": "reviewer", "max_documents": 1}, headers=key).json()
    assert (changed["role"], changed["max_documents"]) == ("reviewer", 1)
    assert site.delete("/api/users/bob", headers=key).status_code == 204
    assert problem(site.get("/api/users/bob", headers=key), 404, "NotFound")
    told = site.get("/api/history", params={"subject": "user:bob"}, headers=key).json()["items"]
    assert [(one["by"], one["action"]) for one in told] == [("root", a) for a in ("user.remove", "user.change", "user.add")]


def test_a_user_sends_so_many_documents_and_bytes_a_day(site: TestClient, shared_folder: Application) -> None:
    shared_folder.accounts.add("pat", "reviewer", PASSWORD, "test")
    shared_folder.accounts.change("pat", "test", max_documents=1)
    key = bearer(shared_folder, "pat")

    def send(text: bytes) -> object:
        return site.post("/api/documents", files={"file": ("a.pdf", b"%PDF-1.7\n" + text, "application/pdf")}, headers=key)

    assert send(b"pat 1").status_code == 202
    assert problem(send(b"pat 2"), 429, "TooMuch") and "limit is 1" in send(b"pat 2").json()["detail"]
    assert send(b"pat 1").status_code == 200, "the same bytes again cost nothing"
    shared_folder.accounts.change("pat", "test", max_documents=None, max_bytes=20)
    assert problem(send(b"pat 3"), 429, "TooMuch")


ANYBODY = {("POST", "/api/session"), ("GET", "/healthz"), ("GET", "/readyz")}
OWN = {
    ("DELETE", "/api/session"),
    ("POST", "/api/session/password"),
    ("POST", "/api/users/{name}/tokens"),
    ("DELETE", "/api/users/{name}/tokens/{token}"),
}


def operations(site: TestClient) -> list[tuple[str, str]]:
    paths = site.app.openapi()["paths"]  # type: ignore[attr-defined]
    return [(verb.upper(), path) for path, verbs in paths.items() for verb in verbs]


def at(path: str) -> str:
    """The path with ids that are well-formed and lead nowhere."""
    known = {"/api/documents/{id}": "0" * 64, "{document}": "0" * 64, "{n}": "1", "{name}": "vic"}
    path = path.replace("/api/documents/{id}", "/api/documents/" + known["/api/documents/{id}"])
    for name in ("{document}", "{n}", "{name}"):
        path = path.replace(name, known[name])
    return "/".join("0" * 32 if part.startswith("{") and part.endswith("}") else part for part in path.split("/"))


def test_every_operation_demands_a_user(site: TestClient) -> None:
    found = operations(site)
    assert len(found) > 40 and set(found) > ANYBODY | OWN
    for verb, path in sorted(set(found) - ANYBODY):
        assert site.request(verb, at(path)).status_code == 401, f"{verb} {path}"


def test_a_viewer_changes_nothing_but_what_is_their_own(site: TestClient, shared_folder: Application) -> None:
    key = bearer(shared_folder, "vic")
    for verb, path in sorted(set(operations(site)) - ANYBODY - OWN):
        if verb != "GET":
            assert site.request(verb, at(path), headers=key, json={}).status_code == 403, f"{verb} {path}"
