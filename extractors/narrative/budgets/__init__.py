"""The narrative of budgets by wording alone: what is planned, and how it stands to an earlier year."""

from extractors.narrative.budgets.reader import read_budget

__all__ = ["read_budget"]
