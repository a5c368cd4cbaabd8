"""Claims of the narrative against tables, arithmetic and their own words."""

from extractors.checks.claims.read import ClaimsJudged, judged_claims

__all__ = ["ClaimsJudged", "judged_claims"]
