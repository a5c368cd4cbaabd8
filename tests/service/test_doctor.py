from pathlib import Path

import pytest

from extractors.narrative import llm
from extractors.narrative.llm import Tried
from service import doctor
from service.doctor import examine
from service.settings import Settings
from tests.service.made import LimitsOnly

NOTHING_SET = Settings()


def examined(tmp_path: Path, settings: Settings = NOTHING_SET) -> dict[str, tuple[str, str, str]]:
    found = examine(settings, tmp_path / "golden", tmp_path / "out", LimitsOnly())
    return {each.what: (each.state, each.detail, each.remedy) for each in found}


def test_what_is_there_is_ok_and_what_is_not_set_is_optional(tmp_path: Path) -> None:
    told = examined(tmp_path)
    assert told["Python"][0] == told["pymupdf"][0] == told["results"][0] == "ok"
    assert told["MINGZHANG_MODEL"][:2] == ("optional", "not set")
    assert told["self-test"][0] == "optional"


def test_half_a_configuration_says_what_lacks(tmp_path: Path) -> None:
    served = examined(tmp_path, Settings(base_url="http://127.0.0.1:9/v1"))
    assert "no model is asked" in served["MINGZHANG_MODEL"][2] and "offline" in served["OPENAI_API_KEY"][2]
    named = examined(tmp_path, Settings(model="m"))
    assert "no model is asked" in named["OPENAI_BASE_URL"][2] and named["MINGZHANG_MODEL"][0] == "ok"
    assert "no model is asked" not in str(examined(tmp_path).values())


@pytest.mark.parametrize("address", ["127.0.0.1:8090/v1", "localhost", "file:///v1", "http://"])
def test_what_is_no_address_is_not_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(llm, "try_endpoint", lambda endpoint, timeout: pytest.fail("tried"))
    state, detail, remedy = examined(tmp_path, Settings(model="m", base_url=address))["OPENAI_BASE_URL"]
    assert (state, detail) == ("missing", f"{address} is no web address") and "http://127.0.0.1:8090/v1" in remedy


def test_the_key_is_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm, "try_endpoint", lambda endpoint, timeout: [])
    told = examined(tmp_path, Settings(api_key="sk-secret", model="m", base_url="http://localhost:1"))
    assert told["OPENAI_API_KEY"] == ("ok", "set", "")
    assert "sk-secret" not in repr(told)


def test_a_configured_model_is_tried_and_what_fails_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        Tried(what="chat", works=True, seconds=0.5, detail="2"),
        Tried(what="json_schema", works=False, seconds=1.0, detail="no"),
    ]
    monkeypatch.setattr(llm, "try_endpoint", lambda endpoint, timeout: [*answers, Tried(what="tools", works=False, seconds=1.0)])
    told = examined(tmp_path, Settings(model="m", base_url="http://localhost:1"))
    assert told["model: chat"] == ("ok", "0.50 s, 2", "")
    assert told["model: json_schema"][0] == "missing" and "MINGZHANG_MODEL_MODE" in told["model: json_schema"][2]
    assert told["model: tools"][0] == "optional"


def test_a_missing_package_comes_with_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_NEEDED", ("no-such-package",))
    assert examined(tmp_path)["no-such-package"] == ("missing", "not installed", "pip install 'no-such-package'")
