import pytest

from service.commands.options import config_of
from service.errors import BadSetting, ReaderUnavailable
from service.settings import child_environment, settings_from


def test_a_model_needs_a_name_and_someone_to_ask() -> None:
    assert settings_from({"MINGZHANG_MODEL": "m", "OPENAI_API_KEY": "k"}).model_configured
    assert settings_from({"MINGZHANG_MODEL": "m", "OPENAI_BASE_URL": "http://localhost:1"}).model_configured
    assert not settings_from({"OPENAI_API_KEY": "k"}).model_configured
    assert not settings_from({"MINGZHANG_MODEL": "m", "OPENAI_API_KEY": ""}).model_configured


def test_the_child_never_sees_the_key(monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert "secret" not in child_environment().values()


def test_how_a_model_is_asked_comes_from_the_environment() -> None:
    asking = settings_from({"MINGZHANG_ASK": "always", "MINGZHANG_MODEL_MODE": "tools", "MINGZHANG_MODEL_MAX_CALLS": "7"}).asking
    assert (asking.ask, asking.mode, asking.max_calls, asking.retries) == ("always", "tools", 7, 2)


def test_a_setting_that_cannot_be_used_is_named() -> None:
    with pytest.raises(BadSetting, match="MINGZHANG_MODEL_MAX_CALLS=many"):
        settings_from({"MINGZHANG_MODEL_MAX_CALLS": "many"})


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"MINGZHANG_CACHE": "/kept"}, "/kept"),
        ({"MINGZHANG_CACHE": "none", "HOME": "/home/a"}, None),
        ({"HOME": "/home/a"}, "/home/a/.cache/mingzhang"),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/home/a"}, "/c/mingzhang"),
        ({}, None),
    ],
)
def test_where_answers_are_kept(environment: dict[str, str], folder: str | None) -> None:
    assert settings_from(environment).cache == folder


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "MINGZHANG_MODEL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_model")
def test_without_a_model_the_rules_read_and_others_say_what_they_need() -> None:
    assert config_of(None).reader == "rules"
    with pytest.raises(ReaderUnavailable, match="MINGZHANG_MODEL"):
        config_of("both")


@pytest.mark.usefixtures("no_model")
def test_with_a_model_both_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_MODEL", "small")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:1/v1")
    config = config_of(None, ask="never")
    assert (config.reader, config.model, config.asking.ask) == ("both", "small", "never")
    assert config_of("rules").model is None
