"""Runs the documents of a truth folder and scores what comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model import Frozen, Genre
from service.errors import NothingToScore
from service.evaluation.scores import SetScore, score_document, truth_names
from service.piles import Order, Outcome, work

if TYPE_CHECKING:
    from extractors.pipeline import Config


class Selection(Frozen):
    """Which documents of a truth folder are scored. Genre and text layer are taken from NAME.meta.json, else from the result."""

    only: str = "*"
    genre: Genre | None = None
    text_layer: bool = False


class Evaluated(Frozen):
    """Scores, how each document ended, and truth that has no PDF beside it."""

    score: SetScore
    outcomes: tuple[Outcome, ...]
    without_pdf: tuple[str, ...] = ()


def chosen(truth_dir: Path, selection: Selection) -> list[str]:
    """Names in the folder that the selection does not rule out before reading them. Raises NothingToScore."""
    names = [name for name in truth_names(truth_dir) if fnmatchcase(name, selection.only) and _fits(truth_dir, name, selection)]
    if not names:
        raise NothingToScore(folder=truth_dir, detail="no truth file fits the selection")
    return names


def evaluate(truth_dir: Path, selection: Selection, config: Config, order: Order, tell: Callable[[Outcome], None]) -> Evaluated:
    """Extract the chosen documents into `order.out` and score them against the truth beside them."""
    names = chosen(truth_dir, selection)
    present = [name for name in names if (truth_dir / f"{name}.pdf").exists()]
    outcomes = work([truth_dir / f"{name}.pdf" for name in present], config, order, tell)
    counted = [outcome for outcome in outcomes if _fits_result(truth_dir, outcome, selection)]
    documents = tuple(
        score_document(truth_dir, outcome.source.stem, order.out / outcome.source.stem, (outcome.pages, outcome.seconds))
        for outcome in counted
    )
    absent = tuple(name for name in names if name not in present)
    return Evaluated(score=SetScore(documents=documents), outcomes=tuple(counted), without_pdf=absent)


def count_of(truth_dir: Path, names: Sequence[str]) -> int:
    """How many of the names have a PDF."""
    return sum((truth_dir / f"{name}.pdf").exists() for name in names)


def _meta(truth_dir: Path, name: str) -> dict[str, Any]:
    path = truth_dir / f"{name}.meta.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return read


def _fits(truth_dir: Path, name: str, selection: Selection) -> bool:
    meta = _meta(truth_dir, name)
    if selection.genre and meta.get("genre", selection.genre) != selection.genre:
        return False
    printed_as_pictures = meta.get("text_layer") == "none" or bool(meta.get("picture_forms"))
    return not (selection.text_layer and printed_as_pictures)


def _fits_result(truth_dir: Path, outcome: Outcome, selection: Selection) -> bool:
    """Second look where the meta file is silent: a result of another genre, or with tables printed as pictures, is left out."""
    meta = _meta(truth_dir, outcome.source.stem)
    if selection.genre and "genre" not in meta and outcome.genre != selection.genre:
        return False
    return not (selection.text_layer and not meta and (outcome.pictures or outcome.status == "no_disclosure"))
