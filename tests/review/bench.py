"""A store, a reviewer's desk over it, and documents whose results are made by hand; corrections are read again on the spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from extractors.corrections import applying_to_facts, corrected_fact
from extractors.model import Extraction, Fact
from extractors.pipeline import Config
from extractors.subjects import fact_subjects
from service.asking import ask
from service.jobs.perform import publish
from service.review.corrections import Verdict
from service.review.desk import Desk
from service.review.rereading import Rereader
from service.reviewed import decisions_of, reviewed
from service.store import documents, review_items, runs
from service.store.database import Database
from service.store.results import counts_of
from service.store.review_items import Item, Wish
from service.store.runs import Run
from tests.jobs.workshops import Obedient, workshop_over
from tests.service.made import extraction, fact

RIGHT: Mapping[str, str] = {"2010301": "942.50", "2010302": "10.00"}
FLAGGED = ("contradicted by FA05.rollup:20103",)


def flagged(row: str = "2010301", value: str = "924.50", **more: object) -> Fact:
    """A figure in doubt."""
    return fact(row, "basic", value, **{"verdict": "flagged", "proofs": (), "reasons": FLAGGED, **more})


def result(*facts: Fact, **more: object) -> Extraction:
    """A result with these figures and nothing else."""
    return extraction(**{"facts": facts, "claims": (), "findings": (), **more})


def checked(read: Extraction, config: Config) -> Extraction:
    """The corrections in place; a figure is accepted where it is right, as if an identity said so."""
    by_subject = {each.subject: each for each in config.corrections}
    applied = {each.subject: each for each in applying_to_facts(read.facts, by_subject)}
    facts = []
    for one, subject in zip(read.facts, fact_subjects(read.facts), strict=True):
        now = corrected_fact(one, applied[subject]) if subject in applied else one
        if now is not None:
            facts.append(_judged(now))
    return read.model_copy(update={"facts": tuple(facts), "corrections": tuple(applied.values())})


def _judged(one: Fact) -> Fact:
    if one.value != Decimal(RIGHT.get(one.row, "0")):
        return one
    return one.model_copy(update={"verdict": "accepted", "proofs": ("FA05.rollup:20103",), "reasons": ()})


class Bench:
    """`alice` and `bob` review."""

    def __init__(self, database: Database, folder: Path, seconded: bool = False, minutes: int = 15) -> None:
        self.database = database
        self.workshop = workshop_over(database, folder)
        self.rereader = Rereader(database, self.workshop.results)
        self.desk = Desk(database, self.rereader, self.work, seconded, minutes)
        self.reads: dict[str, Extraction] = {}

    def show(self, name: str, read: Extraction, **config: object) -> str:
        """A document of this name shows what is read of it, with the corrections that stand. Its id."""
        identity = self.workshop.files.put(name.encode())
        self.reads[name] = read
        with self.database.begin() as connection:
            documents.add(connection, identity, f"{name}.pdf", 7, "ann")
            run = ask(connection, identity, Config.model_validate(config), runs.UPLOAD)
        self.work([run])
        after = None
        with self.database.begin() as connection:
            run = runs.get(connection, run.id)
            if documents.get(connection, identity).current_run != run.id:
                assert run.result is not None
                after = publish(connection, run, self.workshop.results.extraction(run.result))
        self.work([after] if after else [])
        return identity

    def verdict(self, action: str, item: Item, **more: object) -> Verdict:
        """A decision on an item as it was looked at."""
        return Verdict.model_validate({"action": action, "version": item.version, **more})

    def items(self, document: str | None = None, **wish: object) -> list[Item]:
        """Items, most urgent first."""
        wanted = Wish.model_validate({"document": document, **wish})
        with self.database.begin() as connection:
            return review_items.page(connection, wanted, 10_000, 0)[1]

    def item(self, document: str, subject: str = "fact:FA05/2010301/basic") -> Item:
        """The item of a subject."""
        with self.database.begin() as connection:
            return review_items.get(connection, review_items.item_id(document, subject))

    def shown(self, document: str) -> Extraction:
        """The result with the decisions."""
        with self.database.begin() as connection:
            _, read = self.rereader.shown(connection, document)
            return reviewed(read, decisions_of(connection, document))

    def listed(self, document: str) -> documents.Document:
        """The document as a list shows it."""
        with self.database.begin() as connection:
            return documents.get(connection, document)

    def counts_agree(self, document: str) -> bool:
        """The counts of lists are those of what is shown."""
        return self.listed(document).counts == counts_of(self.shown(document))

    def work(self, queued: Sequence[Run]) -> None:
        """As a worker does."""
        for run in queued:
            with self.database.begin() as connection:
                taken = runs.take(connection, run.id, "here")
            if taken is not None:
                self.workshop.perform(taken, Obedient(lambda data, config: checked(self.reads[data.decode()], config)))
