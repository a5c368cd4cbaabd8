import pytest

from service.access.origins import check_host, check_origin, is_loopback, local_path, name_of
from service.errors import CrossSite, HostRefused


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "127.0.0.1", "127.9.9.9", "::1"])
def test_what_only_this_machine_reaches(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "localhost.example.org", "127.0.0.1.nip.io", ""])
def test_what_others_reach(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("netloc", "name"), [("A.example:80", "a.example"), ("[::1]:8000", "::1"), ("x", "x"), ("[", ""), ("", ""), ("a@b:1", "b")]
)
def test_the_name_in_a_host_header(netloc: str, name: str) -> None:
    assert name_of(netloc) == name


def test_only_names_that_are_ours_are_answered() -> None:
    check_host("localhost:8000", (), addresses=False)
    check_host("mz.example.org", ("MZ.example.org",), addresses=False)
    check_host("192.0.2.7:8000", (), addresses=True)
    for netloc, addresses in (("evil.example", True), ("192.0.2.7", False), ("", True), ("127.0.0.1.evil.example", True)):
        with pytest.raises(HostRefused):
            check_host(netloc, ("mz.example.org",), addresses)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "host": "localhost:8000"},
        {"origin": "null", "host": "localhost:8000"},
        {"origin": "http://localhost:3000", "host": "localhost:8000"},
        {"origin": "http://[", "host": ""},
        {"origin": "", "host": ""},
        {"sec-fetch-site": "cross-site", "host": "localhost:8000"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost:8000", "host": "localhost:8000"},
    ],
)
def test_pages_of_other_sites_change_nothing(headers: dict[str, str]) -> None:
    with pytest.raises(CrossSite):
        check_origin("POST", headers)
    check_origin("GET", headers)


def test_our_own_pages_and_scripts_may() -> None:
    check_origin("POST", {"host": "localhost:8000"})
    check_origin("DELETE", {"host": "localhost:8000", "origin": "http://localhost:8000", "sec-fetch-site": "same-origin"})


@pytest.mark.parametrize(
    ("wished", "goes"),
    [
        ("/review?x=1", "/review?x=1"),
        ("//evil.example", "/"),
        ("/\\evil", "/"),
        ("https://evil.example", "/"),
        ("/a\n", "/"),
        ("", "/"),
    ],
)
def test_signing_in_goes_on_to_our_own_pages_only(wished: str, goes: str) -> None:
    assert local_path(wished) == goes
