import pytest

from service.settings import child_environment


def test_the_child_gives_memory_back_and_holds_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    given = child_environment()
    assert given["MALLOC_ARENA_MAX"] == "1"
    assert "OPENAI_API_KEY" not in given


def test_what_is_set_for_memory_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert child_environment()["MALLOC_ARENA_MAX"] == "4"
