"""Checks of the running text: wording, names, years, lists and rates, sentence by sentence, claims or not."""

from extractors.checks.sentences.reading import Reading
from extractors.checks.sentences.told import told_by_wording

__all__ = ["Reading", "told_by_wording"]
