from service.settings import child_environment, settings_from


def test_a_model_needs_a_name_and_someone_to_ask() -> None:
    assert settings_from({"MINGZHANG_MODEL": "m", "OPENAI_API_KEY": "k"}).model_configured
    assert settings_from({"MINGZHANG_MODEL": "m", "OPENAI_BASE_URL": "http://localhost:1"}).model_configured
    assert not settings_from({"OPENAI_API_KEY": "k"}).model_configured
    assert not settings_from({"MINGZHANG_MODEL": "m", "OPENAI_API_KEY": ""}).model_configured


def test_the_child_never_sees_the_key(monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert "secret" not in child_environment().values()
