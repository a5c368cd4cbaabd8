"""What the sandbox's child does where it is only to be said what a file is. Light: no tables engine, no narrative."""

from __future__ import annotations

import json

from extractors.classifying import classify as classify_document
from extractors.pages import Limits
from service.messages import Ask, Recognised, Request


def classify(data: bytes, request: Request, ask: Ask) -> Recognised:  # noqa: ARG001
    """What the document is. Raises what looking at it raises."""
    limits = Limits.model_validate(json.loads(request.config)["limits"])
    return Recognised(classified=classify_document(data, limits))
