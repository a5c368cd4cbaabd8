"""The narrative: pages and outline -> claims, each grounded in its exact place."""

from extractors.narrative.reader import Reader

__all__ = ["Reader"]
