"""What the checks hand on."""

from __future__ import annotations

from extractors.model import Claim, Fact, Finding, Frozen


class Judged(Frozen):
    """Facts and claims with verdicts, proofs and reasons; the findings."""

    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
