"""Exports of many documents, one after another as they are asked for: no export is ever whole in memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Literal

from extractors.model import Extraction
from service.exports.files import result_texts
from service.exports.many import About, Narrowing, Table, csv_header, csv_lines, json_lines
from service.reviewed import decisions_of, reviewed
from service.store import documents
from service.store.database import Database
from service.store.documents import Shown, Wanted
from service.store.results import Results

_BOM = "\ufeff"
_UNFIT = re.compile(r"[^\w.-]+")
_NAME_LENGTH = 80


class Exporting:
    """What is handed out is as persons left it."""

    def __init__(self, database: Database, results: Results) -> None:
        self._database, self._results = database, results

    def chosen(self, wanted: Wanted, identities: Sequence[str] = ()) -> list[Shown]:
        """Documents that have a result, oldest first, as they are at this moment."""
        with self._database.reading() as connection:
            return documents.shown(connection, wanted, identities)

    def table(
        self, table: Table, form: Literal["csv", "jsonl"], chosen: Sequence[Shown], narrowing: Narrowing, bom: bool = False
    ) -> Iterator[bytes]:
        """All lines of the documents. `bom`: so that spreadsheets know it is UTF-8."""
        if form == "csv":
            yield ((_BOM if bom else "") + csv_header(table)).encode()
        lines = csv_lines if form == "csv" else json_lines
        for one in chosen:
            yield lines(table, _about(one), self._extraction(one), narrowing).encode("utf-8", "backslashreplace")

    def archive(self, chosen: Sequence[Shown]) -> Iterator[bytes]:
        """A ZIP with a folder for each document, as `mingzhang extract` writes it, without the report page."""
        out = _Passing()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in chosen:
                for name, text in result_texts(self._extraction(one)).items():
                    archive.writestr(f"{_folder(one)}/{name}", text.encode("utf-8", "backslashreplace"))
                yield out.taken()
        yield out.taken()

    def _extraction(self, one: Shown) -> Extraction:
        with self._database.reading() as connection:
            decided = decisions_of(connection, one.document)
        return reviewed(self._results.extraction(one.result), decided)


class _Passing(io.RawIOBase):
    """A stream that passes on what is written to it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        """What was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _about(one: Shown) -> About:
    return About(
        document=one.document,
        document_name=one.name,
        department=one.department,
        fiscal_year=one.fiscal_year,
        genre=one.genre,
    )


def _folder(one: Shown) -> str:
    """A name that is safe wherever the archive is unpacked, and no other document's."""
    stem = _UNFIT.sub("-", one.name.removesuffix(".pdf").removesuffix(".PDF")).strip(".-")[:_NAME_LENGTH]
    return f"{stem or 'document'}-{one.document[:12]}"
