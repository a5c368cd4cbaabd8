"""What a user may send within a day: so many documents, so many bytes. The same bytes again count nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from extractors.model import Frozen
from service.errors import TooMuch
from service.store import documents, users

_DAY = timedelta(days=1)


class Allowance(Frozen):
    """For users without limits of their own."""

    documents: int
    bytes: int


def demand(connection: Connection, allowance: Allowance, by: str, size: int) -> None:
    """Room for one more document of this size, in the transaction that adds it. Raises TooMuch."""
    users.lock(connection, by)
    account = users.find(connection, by)
    most = (account and account.max_documents) or allowance.documents
    most_bytes = (account and account.max_bytes) or allowance.bytes
    count, sent = documents.received_since(connection, by, datetime.now(UTC) - _DAY)
    if count + 1 > most:
        raise TooMuch(who=by, what=f"{count} documents", limit=most)
    if sent + size > most_bytes:
        raise TooMuch(who=by, what=f"{sent / 2**20:.0f} MB", limit=f"{most_bytes / 2**20:.0f} MB")
