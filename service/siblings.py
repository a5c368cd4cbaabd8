"""How documents of one department and year stand to each other, by what is known of them already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from extractors.outline import level_in
from service.store import documents
from service.store.documents import Document, Wanted

Standing = Literal["edition", "half", "other"]

_MOST = 20


class Sibling(NamedTuple):
    """`edition`: the same said otherwise; `half`: tables to this one's narrative, or the reverse; `other`: another document."""

    document: Document
    standing: Standing


def siblings_of(connection: Connection, document: Document) -> tuple[Sibling, ...]:
    """The others of its department and year, newest first, at most so many; none while it is not known whose it is."""
    if not document.department or not document.fiscal_year:
        return ()
    wanted = Wanted(department=document.department, fiscal_year=document.fiscal_year)
    found = documents.page(connection, wanted, _MOST, 0)[1]
    return tuple(Sibling(other, standing(document, other)) for other in found if other.id != document.id)


def standing(one: Document, other: Document) -> Standing:
    """A department's own and a unit's are two documents, as are performance reports of two titles."""
    levels = {level for level in (level_in(one.title or ""), level_in(other.title or "")) if level}
    reports = one.genre == "performance_report" and one.title != other.title
    if one.genre != other.genre or len(levels) > 1 or reports:
        return "other"
    return "half" if {_holds(one), _holds(other)} == {"tables", "narrative"} else "edition"


def _holds(document: Document) -> str:
    figures, claims = (sum((document.counts or {}).get(name, {}).values()) for name in ("facts", "claims"))
    return "tables" if figures and not claims else "narrative" if claims and not figures else ""


def editions_beside(connection: Connection, shown: Sequence[Document]) -> dict[str, int]:
    """By id, how many more there are of a document's genre, department and year; those that stand alone are left out."""
    counts = documents.alike(connection, {document.department for document in shown if document.department})
    keys = {document.id: (document.genre, document.department, document.fiscal_year) for document in shown}
    return {identity: counts[key] - 1 for identity, key in keys.items() if counts.get(key, 0) > 1}
