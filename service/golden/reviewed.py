"""A document whose every doubt a person decided becomes a golden case: by the one way there is, the sheet filled in by name."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extractors.model import Extraction, Frozen
from service.errors import GoldenRefused
from service.exports.files import write_result
from service.golden.adding import NewCase, add_case
from service.golden.sheet import SheetLine, sheet_of, write_sheet
from service.showing import Showing
from service.store import history, review_items
from service.store.database import Database
from service.store.files import FileStore
from service.store.review_items import WAITING, Wish

_MOST = 1_000_000


class Vouched(Frozen):
    """What a person says with it: every line of this result was compared with the page, accepted ones too."""

    name: str
    by: str
    origin: str = ""


class Goldsmith:
    """`folder`: where cases are made; None: nowhere."""

    def __init__(self, database: Database, files: FileStore, showing: Showing, folder: Path | None) -> None:
        self._database, self._files, self._showing, self._folder = database, files, showing, folder

    def make(self, document: str, vouched: Vouched) -> Path:
        """The case's folder. Raises NotFound, GoldenRefused: while anything waits for a person nothing is golden."""
        if self._folder is None:
            raise GoldenRefused(reason="this service keeps no golden cases; set MINGZHANG_GOLDEN to a folder")
        _, extraction = self._showing.result(document)
        people = self._deciders(document)
        self._folder.mkdir(parents=True, exist_ok=True)
        made = self._made(self._folder, document, extraction, vouched, people)
        with self._database.begin() as connection:
            history.note(connection, vouched.by, "golden.add", f"document:{document}", case=vouched.name)
        return made

    def _deciders(self, document: str) -> Sequence[str]:
        """Everybody whose decision is in the result."""
        with self._database.reading() as connection:
            _, items = review_items.page(connection, Wish(document=document), _MOST, 0)
        left = sum(item.state in WAITING for item in items)
        if left:
            raise GoldenRefused(reason=f"{left} items of the document wait for a decision")
        decided = [item.decided_by or "" for item in items if item.state == "decided"]
        return sorted({name for names in decided for name in names.split("+") if name})

    def _made(self, folder: Path, document: str, extraction: Extraction, vouched: Vouched, people: Sequence[str]) -> Path:
        names = ", ".join(dict.fromkeys([vouched.by, *people]))
        with tempfile.TemporaryDirectory(prefix="mingzhang-case-") as aside:
            result, pdf, sheet = Path(aside) / "result", Path(aside) / f"{document[:12]}.pdf", Path(aside) / "sheet.csv"
            pdf.write_bytes(self._files.get(document))
            write_result(result, extraction, None)
            sheet.write_text(write_sheet([_checked(line) for line in sheet_of(result)]), encoding="utf-8")
            case = NewCase(
                name=vouched.name,
                result=result,
                pdf=pdf,
                sheet=sheet,
                checked_by=names,
                checked_on=date.today(),
                origin=vouched.origin,
            )
            return add_case(folder, case)


def _checked(line: SheetLine) -> SheetLine:
    """As the person vouches: an accepted line is right; a finding, which has no verdict, is one that the person looked at.

    A line in doubt stays unchecked, and the case is refused for it.
    """
    mark = "confirmed" if line.what == "finding" else "yes" if line.verdict == "accepted" else ""
    return line.model_copy(update={"checked": mark})
