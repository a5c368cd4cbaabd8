"""Asking a model: questions, what of its answers stands on the page, and what to tell it where they do not."""

from extractors.narrative.asking.questions import Answer, Asking, Exchange, Model, Question

__all__ = ["Answer", "Asking", "Exchange", "Model", "Question"]
