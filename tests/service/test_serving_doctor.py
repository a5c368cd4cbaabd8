from pathlib import Path

import pytest

from service import serving_doctor
from service.serving_doctor import examine_serving
from service.settings import Serving
from tests.service.served import application, with_users


def told(**serving: object) -> dict[str, tuple[str, str, str]]:
    return {each.what: (each.state, each.detail, each.remedy) for each in examine_serving(Serving.model_validate(serving))}


def test_looking_makes_nothing(tmp_path: Path) -> None:
    found = told(data=str(tmp_path / "data"))
    assert found["database"][0] == "optional" and "mingzhang serve" in found["database"][2]
    assert "users" not in found and not (tmp_path / "data").exists()


def test_what_is_kept_and_who_may_come_in(tmp_path: Path) -> None:
    kept = application(tmp_path)
    kept.database.migrate()
    data = kept.settings.serving.data
    assert told(data=data)["users"][:2] == ("optional", "none") and "users add" in told(data=data)["users"][2]
    with_users(kept)
    found = told(data=data, hosts=("mz.example.org",))
    assert found["database"][1] == "SQLite, 0 documents, 0 runs wait"
    assert found["users"][1] == "rae (reviewer), root (admin), vic (viewer)"
    assert found["host names"][1] == "mz.example.org"
    kept.database.close()


def test_a_database_that_does_not_answer_is_missing(tmp_path: Path) -> None:
    found = told(database="postgresql://u:secret@127.0.0.1:9/x?connect_timeout=1")
    assert found["database"][0] == "missing" and "secret" not in str(found)


def test_packages_are_needed_only_where_they_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving_doctor, "_S3", {"no_such_module": "no-such-package"})
    assert told(data=str(tmp_path))["S3 storage"][0] == "optional"
    used = told(data=str(tmp_path), files="s3://bucket")["S3 storage"]
    assert used[0] == "missing" and "mingzhang[s3]" in used[2]


def test_files_that_cannot_be_kept_say_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = told(data=str(tmp_path), files=str(tmp_path / "file" / "files"))["files"]
    assert found[0] == "missing" and "MINGZHANG_FILES" in found[2]
    assert told(data=str(tmp_path), files=str(tmp_path / "files"))["files"][0] == "ok"
