"""What a batch would change: each document's new result beside the one it had, and golden cases beside what a person checked.

Results never change, so differences are worked out once and kept: by the worker that read the document, else when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pydantic import TypeAdapter

from extractors.model import Extraction, Frozen
from service.differences import NO_CHANGES, Change, Totals, differences, sum_of, totals_of
from service.golden.cases import Case
from service.golden.compare import Comparison, compare_extraction
from service.golden.gate import worse
from service.store import batches, runs
from service.store.batches import Member
from service.store.database import Database
from service.store.results import Results

_CHANGES: TypeAdapter[tuple[Change, ...]] = TypeAdapter(tuple[Change, ...])


class GoldenChange(Frozen):
    """A golden case under both runs: figures equal, different, missing, extra; `worse` says what is less right now."""

    case: str
    document: str
    before: Mapping[str, int] | None = None
    after: Mapping[str, int] | None = None
    worse: tuple[str, ...] = ()


class Comparing:
    """`cases`: golden cases by their document's digest, as they are at a moment."""

    def __init__(self, database: Database, results: Results, cases: Callable[[], Mapping[str, Case]] = dict) -> None:
        self._database, self._results, self._cases = database, results, cases
        self._judged = lru_cache(maxsize=64)(self._judge)

    def changes(self, batch: str, member: Member) -> tuple[Change, ...]:
        """Every difference of one document; none where its run has no result."""
        if member.changes is not None:
            return _CHANGES.validate_json(self._results.text(member.changes))
        return self.keep(batch, member)

    def keep(self, batch: str, member: Member) -> tuple[Change, ...]:
        """Work out the differences of one document; keep them unless what it is compared with is still being read."""
        after = self._extraction(member.run)
        if after is None:
            return ()
        found = () if member.before == member.run else differences(self._extraction(member.before), after)
        if not self._known(member.before):
            return found
        digest = self._results.keep_text(_CHANGES.dump_json(found).decode())
        with self._database.begin() as connection:
            batches.keep_changes(connection, batch, member, digest, totals_of(found))
        return found

    def totals(self, batch: str, member: Member) -> Totals:
        """How many differences of each kind one document has."""
        if member.totals is not None:
            return member.totals
        return totals_of(self.changes(batch, member)) if member.state == "done" else NO_CHANGES

    def sum(self, batch: str) -> Totals:
        """The same of all chosen documents."""
        with self._database.reading() as connection:
            found = batches.members(connection, batch)
        return sum_of(self.totals(batch, member) for member in found if member.chosen)

    def golden(self, batch: str) -> Sequence[GoldenChange]:
        """Every golden case that the batch read."""
        with self._database.reading() as connection:
            found = batches.members(connection, batch)
        cases = self._cases()
        return [self._golden(cases[member.document], member) for member in found if member.document in cases]

    def _golden(self, case: Case, member: Member) -> GoldenChange:
        before, after = self._comparison(case, member.before), self._comparison(case, member.run)
        made = GoldenChange(case=case.name, document=member.document, before=before.counts if before else None)
        if after is None:
            lost = f"{case.name}: no result ({member.state}{': ' if member.message else ''}{member.message})"
            return made.model_copy(update={"worse": (lost,)})
        reasons = tuple(f"{case.name}: {reason}" for reason in worse(before, after))
        return made.model_copy(update={"after": after.counts, "worse": reasons})

    def _comparison(self, case: Case, run: str | None) -> Comparison | None:
        result = self._result(run)
        return None if result is None else self._judged(case, result)

    def _judge(self, case: Case, result: str) -> Comparison:
        return compare_extraction(case, self._results.extraction(result))

    def _known(self, run: str | None) -> bool:
        if run is None:
            return True
        with self._database.reading() as connection:
            return runs.get(connection, run).ended

    def _extraction(self, run: str | None) -> Extraction | None:
        result = self._result(run)
        return None if result is None else self._results.extraction(result)

    def _result(self, run: str | None) -> str | None:
        if run is None:
            return None
        with self._database.reading() as connection:
            return runs.get(connection, run).result
