"""The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

from pydantic import Field, ValidationError

from extractors.model import Frozen
from extractors.narrative.asking import Asking
from extractors.narrative.readers import ReaderChoice
from service.errors import BadSetting

_ASKING = {
    "MINGZHANG_ASK": "ask",
    "MINGZHANG_MODEL_MODE": "mode",
    "MINGZHANG_MODEL_RETRIES": "retries",
    "MINGZHANG_MODEL_TIMEOUT": "timeout",
    "MINGZHANG_MODEL_CONCURRENCY": "concurrency",
    "MINGZHANG_MODEL_MAX_CALLS": "max_calls",
    "MINGZHANG_MODEL_MAX_TOKENS": "max_tokens",
    "MINGZHANG_MODEL_MAX_SECONDS": "max_seconds",
    "MINGZHANG_MODEL_MAX_OUTPUT_TOKENS": "max_output_tokens",
    "MINGZHANG_MODEL_SHARE": "share",
}
_SERVING = {
    "MINGZHANG_DATA": "data",
    "MINGZHANG_DATABASE": "database",
    "MINGZHANG_FILES": "files",
    "MINGZHANG_WORKERS": "workers",
    "MINGZHANG_STALLED_SECONDS": "stalled_seconds",
    "MINGZHANG_HOSTS": "hosts",
    "MINGZHANG_GOLDEN": "golden",
    "MINGZHANG_MAX_MB": "max_mb",
    "MINGZHANG_LOG": "log",
    "MINGZHANG_USER_DOCUMENTS_A_DAY": "user_documents_a_day",
    "MINGZHANG_USER_MB_A_DAY": "user_mb_a_day",
    "MINGZHANG_SECOND_APPROVER": "second_approver",
    "MINGZHANG_CLAIM_MINUTES": "claim_minutes",
}
_SECRET = frozenset(
    ("OPENAI_API_KEY", "MINGZHANG_TOKEN", "MINGZHANG_DATABASE", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
)


class Serving(Frozen):
    """Where the service keeps things and how much it takes on. `database`, `files`: URLs; None: inside the folder `data`.

    `golden`: a folder of golden cases beside those that come with the code; `none`: not even those are looked at.
    `workers`: documents read at the same time by the process that serves; None: two where it is the only one, else none.
    """

    data: str = "mingzhang-data"
    database: str | None = None
    files: str | None = None
    workers: int | None = Field(default=None, ge=0, le=64)
    stalled_seconds: float = Field(default=20.0, ge=2, le=3600, description="without a sign of life a worker is taken for dead")
    hosts: tuple[str, ...] = ()
    golden: str | None = None
    max_mb: int = Field(default=200, ge=1)
    log: Literal["debug", "info", "warning", "error"] = "info"
    user_documents_a_day: int = Field(default=2000, ge=1)
    user_mb_a_day: int = Field(default=20_000, ge=1)
    second_approver: bool = False
    claim_minutes: int = Field(default=15, ge=1, le=24 * 60)

    @property
    def database_url(self) -> str:
        """The database; a file in the data folder by default."""
        return self.database or f"sqlite:///{self.data}/mingzhang.db"

    @property
    def golden_folders(self) -> tuple[str, ...]:
        """Where golden cases are, besides those of the code; a folder in the data folder by default."""
        return () if self.golden == "none" else (self.golden or f"{self.data}/golden",)

    @property
    def files_url(self) -> str:
        """Where files are kept; a folder in the data folder by default."""
        return self.files or f"{self.data}/files"


class Asked(Frozen):
    """The running service that commands speak to, and the API token they show there."""

    server: str = "http://127.0.0.1:8000"
    token: str | None = None


class Settings(Frozen):
    """What the surroundings decide: the model to ask, if any, how, and where answers are kept (None: nowhere)."""

    base_url: str | None = None
    api_key: str | None = None
    model: str | None = None
    asking: Asking = Asking()
    cache: str | None = None
    serving: Serving = Serving()
    asked: Asked = Asked()

    @property
    def model_configured(self) -> bool:
        """A model is named, and there is a key or a server of one's own to ask."""
        return bool(self.model and (self.api_key or self.base_url))

    @property
    def reader(self) -> ReaderChoice:
        """Who reads the narrative unless it is said otherwise."""
        return "both" if self.model_configured else "rules"


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Settings as an environment states them; empty values count as absent. Raises BadSetting."""
    return Settings(
        base_url=environment.get("OPENAI_BASE_URL") or None,
        api_key=environment.get("OPENAI_API_KEY") or None,
        model=environment.get("MINGZHANG_MODEL") or None,
        asking=_asking(environment),
        cache=_cache(environment),
        serving=_serving(environment),
        asked=Asked(
            server=environment.get("MINGZHANG_SERVER") or Asked().server, token=environment.get("MINGZHANG_TOKEN") or None
        ),
    )


def _serving(environment: Mapping[str, str]) -> Serving:
    stated: dict[str, object] = {field: environment[name] for name, field in _SERVING.items() if environment.get(name)}
    if "hosts" in stated:
        stated["hosts"] = tuple(host.strip() for host in str(stated["hosts"]).split(",") if host.strip())
    try:
        return Serving.model_validate(stated)
    except ValidationError as error:
        wrong = str(error.errors()[0]["loc"][0])
        name = next(name for name, field in _SERVING.items() if field == wrong)
        raise BadSetting(name=name, value=environment.get(name), detail=error.errors()[0]["msg"]) from error


def _asking(environment: Mapping[str, str]) -> Asking:
    stated = {field: environment[name] for name, field in _ASKING.items() if environment.get(name)}
    try:
        return Asking.model_validate(stated)
    except ValidationError as error:
        wrong = str(error.errors()[0]["loc"][0])
        name = next(name for name, field in _ASKING.items() if field == wrong)
        raise BadSetting(name=name, value=environment.get(name), detail=error.errors()[0]["msg"]) from error


def _cache(environment: Mapping[str, str]) -> str | None:
    """The folder of kept answers: MINGZHANG_CACHE (`none` for nowhere), else the user's folder for such things."""
    stated = environment.get("MINGZHANG_CACHE")
    if stated:
        return None if stated == "none" else stated
    home = environment.get("XDG_CACHE_HOME") or (f"{environment['HOME']}/.cache" if environment.get("HOME") else None)
    return f"{home}/mingzhang" if home else None


def current_settings() -> Settings:
    """Settings of this process."""
    return settings_from(os.environ)


# The C library keeps an arena a thread and what was freed; a page read from its picture would hold a third more memory.
_THRIFTY = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "1048576", "MALLOC_MMAP_THRESHOLD_": "1048576"}


def child_environment() -> dict[str, str]:
    """Environment for the extraction child: this one without anything secret, with single-threaded numeric libraries."""
    kept = {name: value for name, value in os.environ.items() if name not in _SECRET}
    return _THRIFTY | kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
