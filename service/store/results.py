"""What a run found, kept as compressed JSON; the pages of its report, compressed."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from extractors.model import Extraction
from service.store.files import FileStore

_KEPT_OPEN = 24


class Results:
    """Extractions and report pages by the digest of their stored form; the last few stay parsed."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._parsed = lru_cache(maxsize=_KEPT_OPEN)(self._parse)

    def keep(self, extraction: Extraction) -> str:
        """Store an extraction; equal ones are one file."""
        return self._files.put(_packed(extraction.model_dump_json()))

    def keep_report(self, page: str) -> str:
        """Store a report page."""
        return self.keep_text(page)

    def keep_text(self, text: str) -> str:
        """Store any text."""
        return self._files.put(_packed(text))

    def extraction(self, digest: str) -> Extraction:
        """A stored extraction. Raises FileGone."""
        return self._parsed(digest)

    def report(self, digest: str) -> str:
        """A stored report page. Raises FileGone."""
        return self.text(digest)

    def text(self, digest: str) -> str:
        """A stored text. Raises FileGone."""
        return gzip.decompress(self._files.get(digest)).decode()

    def _parse(self, digest: str) -> Extraction:
        return Extraction.model_validate_json(gzip.decompress(self._files.get(digest)))


def counts_of(extraction: Extraction) -> dict[str, Any]:
    """Figures, claims and findings by verdict and severity, and which forms there are, for lists."""
    none = {"accepted": 0, "flagged": 0, "rejected": 0}
    return {
        "facts": none | Counter(fact.verdict for fact in extraction.facts),
        "claims": none | Counter(claim.verdict for claim in extraction.claims),
        "forms": [form.form for form in extraction.forms if form.status in ("read", "blank", "picture")],
        "findings": {"error": 0, "warning": 0, "info": 0} | Counter(finding.severity for finding in extraction.findings),
    }


def described(extraction: Extraction) -> Mapping[str, Any]:
    """What a document is, as columns of its row."""
    outline = extraction.outline
    return {
        "genre": outline.genre,
        "title": outline.title,
        "department": outline.department,
        "fiscal_year": outline.fiscal_year,
        "pages": extraction.page_count,
    }


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8", "backslashreplace"), 6, mtime=0)
