"""Asks the ledger for a run of a document: by a configuration, with what persons corrected in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from extractors.pipeline import Config, manifest
from service.store import decisions, runs
from service.store.runs import Run


def ask(connection: Connection, document: str, config: Config, priority: int) -> Run:
    """The run, as it stands or queued now. The same document, code, configuration and corrections are the same run."""
    bare = config.model_copy(update={"corrections": ()})
    standing = [one.model_dump(mode="json") for one in decisions.corrections_of(connection, document)]
    stated: Mapping[str, Any] = bare.model_dump(mode="json")
    return runs.ask_for(connection, document, stated, manifest(bare).model_dump(mode="json"), priority, standing)


def config_of(run: Run) -> Config:
    """What a run is read by."""
    return Config.model_validate({**run.config, "corrections": run.corrections})
