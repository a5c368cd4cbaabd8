"""Times the same work several times over and keeps the median."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from extractors.model import Frozen
from extractors.pipeline import Config, extract
from service.bench import yardsticks
from service.exports.report import render_report

Work = Callable[[Path], None]


class Timing(Frozen):
    """Median seconds per page of one way of reading one file; None when it failed or is not installed."""

    name: str
    seconds_per_page: float | None
    note: str = ""


class FileTimings(Frozen):
    """All ways of reading one file."""

    path: Path
    pages: int
    timings: tuple[Timing, ...]

    @property
    def ours(self) -> float | None:
        """Extraction without the report, seconds per page."""
        return self.timings[0].seconds_per_page


def time_file(path: Path, runs: int, slow_runs: int) -> FileTimings:
    """Measure one file. Raises what extraction raises on it."""
    data = path.read_bytes()
    extraction = extract(data, Config())
    pages = extraction.page_count

    def extract_only(_: Path) -> None:
        extract(data, Config())

    def with_report(_: Path) -> None:
        render_report(data, extract(data, Config()))

    ways: list[tuple[str, Work, int]] = [
        ("mingzhang", extract_only, runs),
        ("mingzhang with report.html", with_report, runs),
        ("MuPDF words and drawings", yardsticks.mupdf_reading, runs),
        ("pdfplumber tables", yardsticks.pdfplumber_tables, slow_runs),
        ("camelot default, all pages", yardsticks.camelot_default, slow_runs),
    ]
    return FileTimings(path=path, pages=pages, timings=tuple(_timed(name, way, path, pages, count) for name, way, count in ways))


def _timed(name: str, way: Work, path: Path, pages: int, runs: int) -> Timing:
    if way is yardsticks.pdfplumber_tables and not yardsticks.has_pdfplumber():
        return Timing(name=name, seconds_per_page=None, note=yardsticks.HOW_TO_GET_PDFPLUMBER)
    try:
        return Timing(name=name, seconds_per_page=median_seconds(lambda: way(path), runs) / pages)
    except Exception as error:  # a yardstick may fail on a file that we read; that is worth a line, not the end
        return Timing(name=name, seconds_per_page=None, note=f"{type(error).__name__}: {error}")


def median_seconds(work: Callable[[], None], runs: int) -> float:
    """Median wall time of `runs` runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)
