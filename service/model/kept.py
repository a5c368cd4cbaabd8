"""Answers kept between runs, one small file each, written at once or not at all; any number of processes may share a folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from extractors.narrative.asking import Answer


class KeptAnswers:
    """A folder of answers. A folder that cannot be written, or a spoilt file, costs calls, never a result."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key."""
        try:
            return Answer.model_validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, fresh = tempfile.mkstemp(dir=path.parent, suffix=".new")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(answer.model_dump_json())
            Path(fresh).replace(path)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


class NothingKept:
    """Where answers are not to be kept."""

    def get(self, key: str) -> Answer | None:  # noqa: ARG002
        """Never one."""
        return None

    def put(self, key: str, answer: Answer) -> None:
        """Forgotten at once."""
