"""What the sandbox's child does with a document: extraction, and the report page if asked for."""

from __future__ import annotations

import time
from collections.abc import Sequence

from extractors.model import Extraction
from extractors.narrative.asking import Answer, Question
from extractors.pipeline import Config
from extractors.pipeline import extract as extract_document
from service.exports.report import render_report
from service.messages import Ask, Done, Request


class FarModel:
    """A model at the other end of the pipe: the child that reads hostile files holds no key and reaches no network."""

    def __init__(self, name: str, ask: Ask) -> None:
        self.name = name
        self._ask = ask

    def ask(self, questions: Sequence[Question]) -> Sequence[Answer]:
        """One answer per question."""
        return self._ask(questions)


def extract(data: bytes, request: Request, ask: Ask) -> Done:
    """Extract, then render. Raises what the extraction raises; a report that fails costs only itself."""
    config = Config.model_validate_json(request.config)
    started = time.perf_counter()
    extraction = extract_document(data, config, FarModel(config.model, ask) if config.model else None)
    extracted = time.perf_counter()
    report, report_error = _report(data, extraction) if request.report else (None, "")
    return Done(
        extraction=extraction.model_dump_json(),
        report=report,
        report_error=report_error,
        seconds=extracted - started,
        report_seconds=time.perf_counter() - extracted,
    )


def _report(data: bytes, extraction: Extraction) -> tuple[str | None, str]:
    """The page, or why there is none: the figures are worth keeping without it."""
    try:
        return render_report(data, extraction), ""
    except Exception as error:  # drawing pages of a half-broken file fails in many unrelated ways
        return None, f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
