"""Decisions and batches: what was decided goes along with every re-extraction, and is asked again where the reading changed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.model import Extraction
from extractors.pipeline import Config
from service.access.roles import LOCAL
from service.application import Application
from service.batches import Choice
from service.review.corrections import Verdict
from service.store import documents, review_items
from service.store.batches import Selection
from service.store.review_items import Item, item_id
from tests.batches.served import application
from tests.jobs.workshops import eventually
from tests.review.bench import checked, flagged, result

PRINTED, READ_BY_A_MODEL = "924.50", {"same": "924.50", "other": "92.45"}


def figures(data: bytes, config: Config) -> Extraction:
    """A document called `other` is read differently by a model."""
    value = READ_BY_A_MODEL[data.removeprefix(b"%PDF-").decode()] if config.reader == "llm" else PRINTED
    read = result(flagged(value=value), flagged("2010302", "7.00"), sha256=hashlib.sha256(data).hexdigest())
    return checked(read, config)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Application]:
    made = application(tmp_path, figures=figures)
    made.open()
    yield made
    made.close()


def uploaded(site: Application, name: str) -> str:
    document = site.intake.receive(io.BytesIO(f"%PDF-{name}".encode()), f"{name}.pdf", "ann").document.id
    assert eventually(lambda: is_shown(site, document))
    return document


def is_shown(site: Application, document: str) -> bool:
    with site.database.reading() as connection:
        return documents.get(connection, document).current_run is not None


def item(site: Application, document: str, row: str) -> Item:
    with site.database.reading() as connection:
        return review_items.get(connection, item_id(document, f"fact:FA05/{row}/basic"))


def promoted(site: Application, document: str) -> None:
    """Read again with a model, and let it be shown."""
    batch = site.batches.start(Selection(documents=(document,)), Choice(reader="llm"), "root")
    assert eventually(lambda: not site.batches.progress(batch.id).running)
    site.promotion.promote(batch.id, LOCAL)


@pytest.mark.parametrize(("name", "state", "value"), [("same", "decided", "942.50"), ("other", "open", "92.45")])
def test_decisions_go_through_a_batch(site: Application, name: str, state: str, value: str) -> None:
    document = uploaded(site, name)
    corrected, confirmed = (item(site, document, row) for row in ("2010301", "2010302"))
    done = site.desk.decide(corrected.id, Verdict(action="correct", version=1, value="942.50"), "alice")
    assert done.run is not None and site.rereader.awaited(done.run, 20).state == "done"
    site.desk.decide(confirmed.id, Verdict(action="confirm", version=item(site, document, "2010302").version), "bob")
    promoted(site, document)
    assert item(site, document, "2010301").state == state and item(site, document, "2010302").state == "decided"
    by_row = {fact.row: fact for fact in site.showing.result(document)[1].facts}
    assert str(by_row["2010301"].value) == value and by_row["2010302"].proofs == ("review:bob",)
    assert by_row["2010301"].verdict == ("accepted" if state == "decided" else "flagged")
