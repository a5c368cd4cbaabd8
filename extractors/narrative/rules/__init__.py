"""The offline reader: deterministic, no model."""

from extractors.narrative.rules.reader import RulesReader

__all__ = ["RulesReader"]
