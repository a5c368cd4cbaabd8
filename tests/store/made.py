"""Rows made by hand."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from service.store import documents, runs
from service.store.runs import Run

MANIFEST = {"code_version": "1", "reader": "rules"}


def document(connection: Connection, name: str = "a") -> str:
    """A document of that name; its id."""
    identity = hashlib.sha256(name.encode()).hexdigest()
    documents.add(connection, identity, f"{name}.pdf", 7, "ann")
    return identity


def run(connection: Connection, name: str = "a", priority: int = runs.UPLOAD, **manifest: str) -> Run:
    """A queued run of a document of that name."""
    return runs.ask_for(connection, document(connection, name), {}, {**MANIFEST, **manifest}, priority)
