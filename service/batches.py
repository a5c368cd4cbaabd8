"""Re-extraction of many documents by one configuration: start, follow, cancel, resume. `promotion.py` makes its runs current."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from extractors.model import Frozen
from extractors.narrative.asking.questions import AskWhen
from extractors.narrative.readers import ReaderChoice
from extractors.pipeline import Config, manifest
from service.errors import Conflict, NothingChosen, ReaderUnavailable
from service.golden.cases import Case
from service.jobs.port import Runner
from service.settings import Settings
from service.store import batches, documents, history, runs
from service.store.batches import Batch, Chosen, Selection
from service.store.database import Database
from service.store.files import FileStore
from service.store.runs import Asked, run_id

CasesNow = Callable[[], Mapping[str, Case]]


class Choice(Frozen):
    """The configuration of a batch; what is left out is as for uploads."""

    reader: ReaderChoice | None = None
    model: str | None = None
    ask: AskWhen | None = None


class Progress(Frozen):
    """How far a batch is. `states`: chosen documents by state; `checks`: the same of golden cases that were not chosen.

    `compared_with`: how many earlier runs, such as those of fresh uploads, must be read before all can be compared.
    """

    total: int
    ended: int
    states: Mapping[str, int]
    checks: Mapping[str, int]
    compared_with: int
    running: bool


class Batches:
    """`config`: what uploads are read by; `cases`: golden cases by their document's digest, as they are at a moment."""

    def __init__(
        self, database: Database, files: FileStore, runner: Runner, settings: Settings, config: Config, cases: CasesNow
    ) -> None:
        self._database, self._files, self._runner = database, files, runner
        self._settings, self._config, self._cases = settings, config, cases

    def config_of(self, choice: Choice) -> Config:
        """A choice spelled out. Raises ReaderUnavailable for a reader that needs a model where none is configured."""
        reader = choice.reader or self._settings.reader
        if reader == "rules":
            return Config(limits=self._config.limits)
        if not self._settings.model_copy(update={"model": choice.model or self._settings.model}).model_configured:
            raise ReaderUnavailable(reader=reader)
        asking = self._settings.asking.model_copy(update={"ask": choice.ask} if choice.ask else {})
        return Config(limits=self._config.limits, reader=reader, model=choice.model or self._settings.model, asking=asking)

    def start(self, selection: Selection, choice: Choice, by: str, note: str = "") -> Batch:
        """Choose documents and queue them, and with them the golden cases. Raises NothingChosen, ReaderUnavailable."""
        config = self.config_of(choice)
        cases = self._cases()
        self._keep(cases)
        with self._database.begin() as connection:
            chosen = self._chosen(connection, selection, config)
            if not chosen:
                raise NothingChosen()
            made = batches.new(secrets.token_hex(16), by, selection, config.model_dump(mode="json"), note)
            members = [*self._members(connection, chosen, config), *self._checks(connection, cases, chosen, config)]
            batches.add(connection, made, members)
            history.note(connection, by, "batch.start", f"batch:{made.id}", documents=len(chosen))
            queued = batches.waiting(connection, [run for one in members for run in (one["run"], one["before"]) if run])
        self._runner.submit(queued)
        return made

    def progress(self, identity: str) -> Progress:
        """How far a batch is. Raises NotFound."""
        with self._database.reading() as connection:
            batch = batches.get(connection, identity)
            return _progress(connection, batch)

    def cancel(self, identity: str, by: str) -> Batch:
        """Documents not yet begun are not read. Raises Conflict where the batch is promoted."""
        with self._database.begin() as connection:
            _demand_unpromoted(batches.lock(connection, identity))
            cancelled = batches.cancel(connection, identity)
            batches.set_state(connection, identity, "cancelled")
            history.note(connection, by, "batch.cancel", f"batch:{identity}", documents=cancelled)
            return batches.get(connection, identity)

    def resume(self, identity: str, by: str) -> Batch:
        """What was cancelled or failed is read after all. Raises Conflict where the batch is promoted."""
        with self._database.begin() as connection:
            _demand_unpromoted(batches.lock(connection, identity))
            queued = batches.resume(connection, identity)
            batches.set_state(connection, identity, "open")
            history.note(connection, by, "batch.resume", f"batch:{identity}", documents=len(queued))
            made = batches.get(connection, identity)
        self._runner.submit(queued)
        return made

    def _chosen(self, connection: Connection, selection: Selection, config: Config) -> Sequence[Chosen]:
        pinned = _pinned(config)
        found = batches.choose(connection, selection)
        if not selection.outdated:
            return found
        return [one for one in found if one.shown_run != run_id(one.document, pinned, one.corrections)]

    def _members(self, connection: Connection, chosen: Sequence[Chosen], config: Config) -> list[dict[str, Any]]:
        """Each with its run, which knows what persons corrected in the result shown."""
        asked = [Asked(document=one.document, corrections=one.corrections) for one in chosen]
        made = runs.ask_for_many(connection, asked, config.model_dump(mode="json"), _pinned(config), runs.BATCH)
        return [
            {"document": one.document, "run": run, "before": one.shown_run, "chosen": True}
            for one, run in zip(chosen, made, strict=True)
        ]

    def _checks(
        self, connection: Connection, cases: Mapping[str, Case], chosen: Sequence[Chosen], config: Config
    ) -> list[dict[str, Any]]:
        """Golden cases whose documents were not chosen: read by the batch's configuration and by that of uploads."""
        left = sorted(set(cases) - {one.document for one in chosen})
        asked = [Asked(document=document) for document in left]
        pairs = [
            runs.ask_for_many(connection, asked, each.model_dump(mode="json"), _pinned(each), runs.BATCH)
            for each in (config, self._config)
        ]
        return [
            {"document": document, "run": run, "before": before, "chosen": False}
            for document, run, before in zip(left, *pairs, strict=True)
        ]

    def _keep(self, cases: Mapping[str, Case]) -> None:
        for digest, case in cases.items():
            self._files.put_file(case.source, digest)
        with self._database.begin() as connection:
            for digest, case in cases.items():
                documents.keep_aside(connection, digest, f"{case.name}.pdf", case.source.stat().st_size)


def _pinned(config: Config) -> dict[str, Any]:
    return manifest(config).model_dump(mode="json")


def _progress(connection: Connection, batch: Batch) -> Progress:
    states = batches.progress(connection, batch.id)
    checks = batches.progress(connection, batch.id, chosen=False)
    ended = batches.ended(states)
    total = sum(states.values())
    left = total + sum(checks.values()) - ended - batches.ended(checks)
    compared_with = batches.compared_with(connection, batch.id)
    running = left > 0 or (compared_with > 0 and batch.state == "open")
    return Progress(total=total, ended=ended, states=states, checks=checks, running=running, compared_with=compared_with)


def _demand_unpromoted(batch: Batch) -> None:
    if batch.state == "promoted":
        raise Conflict(reason="The batch is promoted and over: start a new one")
