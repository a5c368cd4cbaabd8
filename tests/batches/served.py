"""A service whose sandboxes read small made-up results: what they read depends on the bytes and on the configuration."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

from extractors.model import Extraction
from extractors.pipeline import Config, manifest
from service.application import Application
from service.jobs.embedded import EmbeddedRunner
from service.settings import Serving, Settings
from service.store import runs
from tests.jobs.workshops import Obedient, eventually
from tests.service import made

Reads = Callable[[bytes, Config], Extraction]
WITH_MODEL = {"reader": "llm", "model": "m"}


def reads(data: bytes, config: Config) -> Extraction:
    """The rules read two figures; a model loses one, changes the verdict of the other and finds a third."""
    told = {"sha256": hashlib.sha256(data).hexdigest(), "manifest": manifest(config)}
    if config.reader == "rules":
        return made.extraction(**told)
    facts = (made.fact(verdict="flagged"), made.fact("2010303", "basic", "1.00"))
    return made.extraction(**told, facts=facts, claims=())


def application(folder: Path, golden: str = "none", figures: Reads = reads, work: bool = True, **serving: object) -> Application:
    """Embedded, with a model configured that nobody asks."""
    given = {"data": str(folder / "data"), "golden": golden, "workers": 2 if work else 0, **serving}
    made_ = Application(Settings(model="m", base_url="http://127.0.0.1:1", serving=Serving.model_validate(given)))
    made_.config = Config(limits=made_.config.limits)
    made_.intake._config = made_.batches._config = made_.config
    if isinstance(made_.runner, EmbeddedRunner):
        made_.runner._sandbox = lambda: Obedient(figures)
    return made_


def uploaded(application: Application, *contents: bytes) -> list[str]:
    """Documents of these contents (behind a PDF's first words), read."""
    received = [application.intake.receive(io.BytesIO(b"%PDF-" + each), f"{each.decode()}.pdf", "ann") for each in contents]
    ids = [one.document.id for one in received]
    assert eventually(lambda: all(state(application, each) not in ("queued", "running") for each in ids))
    return ids


def state(application: Application, document: str) -> str:
    """Of its newest run."""
    with application.database.reading() as connection:
        return runs.of_document(connection, document)[0].state
