"""What the sandbox's child does with a document: extraction, and the report page if asked for."""

from __future__ import annotations

import time

from extractors.pipeline import Config
from extractors.pipeline import extract as extract_document
from service.exports.report import render_report
from service.messages import Done, Request


def extract(data: bytes, request: Request) -> Done:
    """Extract, then render. Raises what the extraction raises."""
    config = Config.model_validate_json(request.config)
    started = time.perf_counter()
    extraction = extract_document(data, config)
    extracted = time.perf_counter()
    report = render_report(data, extraction) if request.report else None
    return Done(
        extraction=extraction.model_dump_json(),
        report=report,
        seconds=extracted - started,
        report_seconds=time.perf_counter() - extracted,
    )
