"""The manifest names the code that read a document."""

from __future__ import annotations

from pathlib import Path

from extractors.pipeline import Config, manifest
from extractors.versions import digest_of


def test_any_source_or_data_file_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "one.py").write_text("x = 1")
    (tmp_path / "words.toml").write_text("a = 1")
    before = digest_of(tmp_path)
    (tmp_path / "notes.md").write_text("decides nothing")
    assert digest_of(tmp_path) == before
    (tmp_path / "words.toml").write_text("a = 2")
    changed = digest_of(tmp_path)
    (tmp_path / "words.toml").rename(tmp_path / "room" / "words.toml")
    assert len({before, changed, digest_of(tmp_path)}) == 3


def test_the_manifest_names_sources_and_engines() -> None:
    made = manifest(Config())
    assert "+" in made.code_version
    assert {"pymupdf", "camelot-py"} <= set(made.engines) <= {"pymupdf", "camelot-py", "rapidocr", "onnxruntime"}
