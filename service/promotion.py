"""Makes the runs of a batch current: refused where golden gets worse, and for documents that have moved on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from service.access.roles import User
from service.batches import Batches
from service.comparing import Comparing
from service.errors import Conflict, Forbidden, GoldenWorse, MovedOn, NoReason, StillRunning
from service.jobs.perform import publish
from service.jobs.port import Runner
from service.store import batches, documents, history, runs
from service.store.batches import Batch, Member
from service.store.database import Database
from service.store.results import Results
from service.store.runs import Run

_NAMED = 5


class Promotion:
    """One promotion at a time is meant; two at once harm nothing."""

    def __init__(self, database: Database, results: Results, runner: Runner, batches_: Batches, comparing: Comparing) -> None:
        self._database, self._results, self._runner = database, results, runner
        self._batches, self._comparing = batches_, comparing

    def promote(self, identity: str, user: User, override: bool = False, reason: str = "") -> Batch:
        """Every document of the batch that was read shows its new run.

        Raises StillRunning, GoldenWorse, MovedOn (then nothing was changed), Forbidden or NoReason for an override.
        """
        if override:
            _demand_admin(user, reason)
        batch, members = self._ready(identity)
        if batch.state == "promoted":
            return batch
        against = [line for case in self._comparing.golden(identity) for line in case.worse]
        if against and not override:
            raise GoldenWorse(reason=_some(against, "; "))
        _demand_unmoved(members)
        left = [member.name for member in members if not self._shown(member)]
        if left:
            raise MovedOn(count=len(left), names=_some(left, ", "))
        return self._close(identity, user, len(members), reason if against else "", against)

    def _ready(self, identity: str) -> tuple[Batch, Sequence[Member]]:
        progress = self._batches.progress(identity)
        with self._database.reading() as connection:
            batch = batches.get(connection, identity)
            found = batches.members(connection, identity)
        if batch.state != "promoted" and (progress.running or progress.compared_with):
            raise StillRunning(left=max(progress.total - progress.ended, progress.compared_with, 1))
        return batch, [member for member in found if member.chosen and member.state == "done"]

    def _shown(self, member: Member) -> bool:
        """Let one document show its new run; False where it shows another by now than the one that was compared."""
        extraction = self._results.extraction(member.result or "")
        again: Run | None = None
        with self._database.begin() as connection:
            documents.lock(connection, member.document)
            current = documents.get(connection, member.document).current_run
            if current in (member.before, None) and current != member.run:
                again = publish(connection, runs.get(connection, member.run), extraction)
        if again is not None:
            self._runner.submit([again])
        return current in (None, member.before, member.run)

    def _close(self, identity: str, user: User, count: int, reason: str, against: Sequence[str]) -> Batch:
        detail = {"override": reason, "golden_worse": len(against)} if against else {}
        with self._database.begin() as connection:
            if batches.lock(connection, identity).state != "promoted":
                batches.set_state(connection, identity, "promoted", promoted_at=datetime.now(UTC), promoted_by=user.name)
                history.note(connection, user.name, "batch.promote", f"batch:{identity}", documents=count, **detail)
            return batches.get(connection, identity)


def _demand_admin(user: User, reason: str) -> None:
    if not user.may("admin"):
        raise Forbidden(what="An override of the golden gate", role="admin")
    if not reason.strip():
        raise NoReason()


def _demand_unmoved(members: Sequence[Member]) -> None:
    if not members:
        raise Conflict(reason="No document of the batch was read, so there is nothing to promote: resume it, or start a new one")
    moved = [member.name for member in members if member.moved]
    if moved:
        raise MovedOn(count=len(moved), names=_some(moved, ", "))


def _some(items: Sequence[str], between: str) -> str:
    more = f"{between}and {len(items) - _NAMED} more" if len(items) > _NAMED else ""
    return between.join(items[:_NAMED]) + more
