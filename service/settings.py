"""The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

from extractors.model import Frozen

ReaderChoice = Literal["rules", "llm", "both"]


class Settings(Frozen):
    """What the surroundings decide: the model to ask, if any."""

    base_url: str | None = None
    api_key: str | None = None
    model: str | None = None

    @property
    def model_configured(self) -> bool:
        """A model is named, and there is a key or a server of one's own to ask."""
        return bool(self.model and (self.api_key or self.base_url))


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Settings as an environment states them; empty values count as absent."""
    return Settings(
        base_url=environment.get("OPENAI_BASE_URL") or None,
        api_key=environment.get("OPENAI_API_KEY") or None,
        model=environment.get("MINGZHANG_MODEL") or None,
    )


def current_settings() -> Settings:
    """Settings of this process."""
    return settings_from(os.environ)


def child_environment() -> dict[str, str]:
    """Environment for the extraction child: this one without the model's key, with single-threaded numeric libraries."""
    kept = {name: value for name, value in os.environ.items() if name != "OPENAI_API_KEY"}
    return kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
