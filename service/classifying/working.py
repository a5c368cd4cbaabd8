"""A pile of files -> an item for each: read in children, as extraction does; the same bytes are looked at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractors.model import Classified
from extractors.outline import department_in_file_name, year_in_file_name
from service.classifying.items import Item, Source
from service.piles import read_input, said_of, status_of
from service.pool import in_sandboxes
from service.sandbox import CLASSIFY, Sandbox

if TYPE_CHECKING:
    from extractors.pipeline import Config


class _Taken(NamedTuple):
    """A file and the digest of its bytes, or why they cannot be had."""

    file: Path
    sha256: str
    error: Exception | None = None


def classified(files: Sequence[Path], config: Config, jobs: int, tell: Callable[[Path], None], job: str = CLASSIFY) -> list[Item]:
    """What each file is, in the given order; `tell` hears of each as it is known."""
    taken = [_taken(file, config.limits.max_bytes) for file in files]
    first: dict[str, _Taken] = {}
    for one in taken:
        if one.error is None:
            first.setdefault(one.sha256, one)

    def look(one: _Taken, sandbox: Sandbox) -> Item:
        try:
            return _done(one, sandbox.classify(read_input(one.file, config.limits.max_bytes), config))
        except Exception as error:  # whatever it is, the others of the pile must not pay for it
            return _not_done(one, error)

    seen = in_sandboxes(tuple(first.values()), job, max(1, min(jobs, len(first))), look, lambda item: tell(item.file))
    known = {item.sha256: item for item in seen}
    return [_item(one, known, tell) for one in taken]


def _taken(file: Path, max_bytes: int) -> _Taken:
    try:
        return _Taken(file, hashlib.sha256(read_input(file, max_bytes)).hexdigest())
    except Exception as error:  # told of this file when its turn comes
        return _Taken(file, "", error)


def _item(one: _Taken, known: dict[str, Item], tell: Callable[[Path], None]) -> Item:
    """The item of a file; that of a copy is what its bytes are, under its own name."""
    if one.error is not None:
        tell(one.file)
        return _not_done(one, one.error)
    item = known[one.sha256]
    if item.file == one.file:
        return item
    tell(one.file)
    return item.model_copy(update={"file": one.file}) if item.what is None else _done(one, item.what)


def _not_done(one: _Taken, error: Exception) -> Item:
    return Item(file=one.file, sha256=one.sha256, status=status_of(error), message=said_of(error))


def _done(one: _Taken, what: Classified) -> Item:
    """What the title page leaves open is taken from the file's name; where they differ, the title page stands."""
    stem = one.file.stem
    year, said = what.fiscal_year, year_in_file_name(stem)
    department = what.department or department_in_file_name(stem)
    return Item(
        file=one.file,
        sha256=one.sha256,
        status="done",
        what=what,
        department=department,
        department_from=_source(what.department, department),
        fiscal_year=year or said,
        fiscal_year_from=_source(year, said),
        notes=(f"its file name says {said}",) if year and said and said != year else (),
    )


def _source(in_document: object, elsewhere: object) -> Source:
    return "document" if in_document else "file name" if elsewhere else ""
