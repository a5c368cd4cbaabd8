"""Checks: what the accounting identities say about figures and claims. Facts and claims in, verdicts, proofs and findings out."""

from extractors.checks.indicators import indicator_findings
from extractors.checks.judge import judge
from extractors.checks.judged import Judged
from extractors.checks.rulebook import rulebook, rules_hash

__all__ = ["Judged", "indicator_findings", "judge", "rulebook", "rules_hash"]
