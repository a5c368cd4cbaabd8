"""What the chapters of a performance report say, by wording alone."""

from extractors.narrative.rules.performance.report import read_report

__all__ = ["read_report"]
