"""Files and folders as given -> the files to look at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_HEADER_WINDOW = 1024


class Gathered(NamedTuple):
    """`left` are files of folders that are no PDF by name nor by content: they were not asked for one by one."""

    files: tuple[Path, ...]
    left: tuple[Path, ...]


def gathered(inputs: Sequence[Path]) -> Gathered:
    """Files as given, folders with all below them, each file once; hidden files and folders are passed over."""
    found = [path for given in inputs for path in (_below(given) if given.is_dir() else (given,))]
    once = tuple({path.resolve(): path for path in reversed(found)}[path.resolve()] for path in found)
    named = set(inputs)
    files = dict.fromkeys(path for path in once if path in named or _may_be_pdf(path))
    return Gathered(tuple(files), tuple(dict.fromkeys(path for path in once if path not in files)))


def _below(folder: Path) -> Iterator[Path]:
    """Regular files in the order of their names; links to folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _may_be_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return b"%PDF-" in file.read(_HEADER_WINDOW)
    except OSError:
        return False
