"""The tables. Times are UTC; `document` is the SHA-256 of the uploaded bytes in hex, `run` the digest of what decides a run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as UTC without zone: SQLite has none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else value.replace(tzinfo=UTC)


documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("received_by", String(80), nullable=False),
    Column("current_run", String(32)),
    Column("newest_run", String(32)),
    Column("awaited_run", String(32)),
    Column("shown_counts", JSON),
    Column("genre", String(40)),
    Column("title", Text),
    Column("department", Text),
    Column("fiscal_year", Integer),
    Column("pages", Integer),
    Column("hidden", Boolean, nullable=False, default=False),
    Index(None, "received_at"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("config", JSON, nullable=False),
    Column("manifest", JSON, nullable=False),
    Column("corrections", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Text, nullable=False, default=""),
    Column("priority", Integer, nullable=False),
    Column("queued_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("finished_at", UtcTime),
    Column("attempts", Integer, nullable=False, default=0),
    Column("faults", Integer, nullable=False, default=0),
    Column("owner", String(80)),
    Column("result", String(64)),
    Column("report", String(64)),
    Column("counts", JSON),
    Column("seconds", Float),
    Index(None, "state", "priority", "queued_at"),
    Index(None, "document"),
)

batches = Table(
    "batches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("selection", JSON, nullable=False),
    Column("config", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("promoted_at", UtcTime),
    Column("promoted_by", String(80)),
    Column("note", Text, nullable=False, default=""),
)

batch_documents = Table(
    "batch_documents",
    metadata,
    Column("batch", ForeignKey("batches.id"), primary_key=True),
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("before", String(32)),
    Column("chosen", Boolean, nullable=False),
    Column("changes", String(64)),
    Column("totals", JSON(none_as_null=True)),
    Index(None, "run"),
)

review_items = Table(
    "review_items",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("evidence", String(32), nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("cause", Text, nullable=False, default=""),
    Column("severity", String(8), nullable=False),
    Column("form", String(16)),
    Column("section", String(40)),
    Column("page", Integer),
    Column("priority", Float, nullable=False),
    Column("view", JSON, nullable=False),
    Column("run", String(32), nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("decision", BigInteger),
    Column("action", String(16)),
    Column("decided_by", Text),
    Column("correction", JSON(none_as_null=True)),
    Column("claimed_by", String(80)),
    Column("claimed_until", UtcTime),
    Column("version", Integer, nullable=False, default=1),
    UniqueConstraint("document", "subject"),
    Index(None, "state", "priority"),
    Index(None, "cause"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer().with_variant(BigInteger, "postgresql"), primary_key=True, autoincrement=True),
    Column("item", ForeignKey("review_items.id"), nullable=False),
    Column("document", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", String(80), nullable=False),
    Column("action", String(16), nullable=False),
    Column("evidence", String(32), nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("correction", JSON(none_as_null=True)),
    Column("note", Text, nullable=False, default=""),
    Column("undoes", BigInteger),
    Column("bulk", String(32)),
    Index(None, "item"),
    Index(None, "document"),
)

users = Table(
    "users",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("made_at", UtcTime, nullable=False),
    Column("max_documents", Integer),
    Column("max_bytes", BigInteger),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Index(None, "user"),
)

guesses = Table(
    "guesses",
    metadata,
    Column("id", Integer().with_variant(BigInteger, "postgresql"), primary_key=True, autoincrement=True),
    Column("key", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "key", "at"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("user", ForeignKey("users.name"), nullable=False),
    Column("name", String(80), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime),
    Column("revoked_at", UtcTime),
    Index(None, "user"),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer().with_variant(BigInteger, "postgresql"), primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False),
    Column("by", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index(None, "subject"),
)
