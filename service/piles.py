"""A pile of PDFs -> one result folder each. A bad document never costs the others their results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractors.errors import FileMissing, MingzhangError, TooLarge
from extractors.model import Frozen
from service.errors import NotAFile, Unforeseen, Unreadable
from service.exports.files import write_result
from service.pool import in_sandboxes
from service.sandbox import EXTRACT, Sandbox
from service.summary import one_line, paragraph

if TYPE_CHECKING:
    from extractors.pipeline import Config

OutcomeStatus = Literal["done", "refused", "no_disclosure"]


class Outcome(Frozen):
    """How one input ended. `paragraph` and `line` say it to a person at length and in short; the result itself is on disk."""

    source: Path
    status: OutcomeStatus
    message: str = ""
    folder: Path | None = None
    written: tuple[Path, ...] = ()
    paragraph: tuple[str, ...] = ()
    line: str = ""
    report_error: str = ""
    genre: str = ""
    pages: int = 0
    pictures: bool = False
    seconds: float = 0.0


class Order(Frozen):
    """How a pile is to be worked."""

    out: Path
    report: bool = True
    jobs: int = 1
    job: str = EXTRACT


def exit_code(statuses: Iterable[str]) -> int:
    """2 if any input was refused, else 3 if any is no disclosure, else 0."""
    statuses = set(statuses)
    if "refused" in statuses:
        return 2
    return 3 if "no_disclosure" in statuses else 0


def folders_for(sources: Sequence[Path], out: Path) -> list[Path]:
    """One folder per input: its stem; a later input with a stem already taken gets `-2`, `-3`, … in input order."""
    stems = [_folder_name(source) for source in sources]
    own = {stem.casefold() for stem in stems}
    taken: set[str] = set()
    folders = []
    for stem in stems:
        name, count = stem, 1
        while name.casefold() in taken or (count > 1 and name.casefold() in own):
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        folders.append(out / name)
    return folders


def _folder_name(source: Path) -> str:
    """The stem, but for files named `..pdf`, whose stem would be the folder above or `out` itself."""
    return source.name if source.stem in (".", "..") else source.stem


def work(sources: Sequence[Path], config: Config, order: Order, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Extract every input; `tell` hears of each as it ends. Outcomes come back in input order."""
    inputs = list(zip(sources, folders_for(sources, order.out), strict=True))

    def one(given: tuple[Path, Path], sandbox: Sandbox) -> Outcome:
        return _one(*given, config, order, sandbox)

    return in_sandboxes(inputs, order.job, order.jobs, one, tell)


def _one(source: Path, folder: Path, config: Config, order: Order, sandbox: Sandbox) -> Outcome:
    try:
        return _extract_one(source, folder, config, order, sandbox)
    except Exception as error:  # whatever it is, the others of the pile must not pay for it
        return Outcome(source=source, status=status_of(error), message=said_of(error))


def status_of(error: Exception) -> Literal["refused", "no_disclosure"]:
    """How an input ends that met this error."""
    return "no_disclosure" if isinstance(error, MingzhangError) and error.exit_code == 3 else "refused"


def said_of(error: Exception) -> str:
    """The one sentence about it."""
    if isinstance(error, MingzhangError):
        return str(error)
    return str(Unforeseen(detail=" ".join(f"{type(error).__name__}: {error}".split())[:160]))


def _extract_one(source: Path, folder: Path, config: Config, order: Order, sandbox: Sandbox) -> Outcome:
    produced = sandbox.run(read_input(source, config.limits.max_bytes), config, order.report)
    written = write_result(folder, produced.extraction, produced.report)
    return Outcome(
        source=source,
        status="done",
        folder=folder,
        written=written,
        paragraph=tuple(paragraph(produced.extraction)),
        line=one_line(produced.extraction),
        report_error=produced.report_error,
        genre=produced.extraction.outline.genre,
        pages=produced.extraction.page_count,
        pictures=any(form.status == "picture" for form in produced.extraction.forms),
        seconds=produced.seconds,
    )


def read_input(source: Path, max_bytes: int) -> bytes:
    """The bytes of an input file. Raises FileMissing, NotAFile, Unreadable or TooLarge."""
    try:
        if not source.exists():
            raise FileMissing(path=source)
        if not source.is_file():
            raise NotAFile(path=source)
        size = source.stat().st_size
        if size > max_bytes:
            raise TooLarge(size_mb=size / 2**20, limit_mb=max_bytes / 2**20)
        return source.read_bytes()
    except OSError as error:
        raise Unreadable(path=source, detail=error.strerror or error) from error
