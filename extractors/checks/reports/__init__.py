"""Performance reports (绩效评价报告): what their sentences prove of one another, and what they contradict."""

from extractors.checks.reports.grounds import report_doubts
from extractors.checks.reports.sums import check_report
from extractors.checks.reports.wording import report_findings

__all__ = ["check_report", "report_doubts", "report_findings"]
