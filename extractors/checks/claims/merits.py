"""What the page itself says for a reading, besides figures: a name that the tables know, words right behind their label."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.grounds import leads_figures
from extractors.checks.claims.labels import labelled
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.places import places_of
from extractors.checks.claims.printed import WORDS, figure_before, figures_in
from extractors.checks.claims.roles import ungrouped, words
from extractors.checks.claims.rows import is_made_up, is_row
from extractors.model import ClaimField

Merit = Callable[[Docket, str, ClaimField], bool]
_NAMES = ("scope", "part", "class_name", "section_name", "item_names", "project", "item")
_AMOUNT = re.compile(r"\d(?:%|万元)")
_NUMBERING = re.compile(r"^[(]?[\d一二三四五六七八九十]+[)]?[、.,]?")


def merits(docket: Docket, name: str, field: ClaimField) -> frozenset[str]:
    """Those that a field of the claim has. A reading that has them is not put in doubt by one that lacks them."""
    return frozenset(merit for merit, has in _MERITS.items() if has(docket, name, field))


def _made_up(docket: Docket, _name: str, _field: ClaimField) -> bool:
    return is_row(docket) and is_made_up(docket.claim)


def _opens(docket: Docket, _name: str, field: ClaimField) -> bool:
    """What is quoted begins with it, list numbers aside."""
    return _NUMBERING.sub("", squeezed(docket.claim.quote)).startswith(_NUMBERING.sub("", squeezed(field.text)) or "\n")


def _leads(docket: Docket, name: str, field: ClaimField) -> bool:
    """The figures of the claim follow the name, no others between."""
    return name in _NAMES and leads_figures(docket, field)


def _known(docket: Docket, name: str, field: ClaimField) -> bool:
    """The tables print a row of that name, or the words say whose total it is."""
    if name not in _NAMES:
        return False
    values = field.value if isinstance(field.value, tuple) else (str(field.value),)
    if all(docket.context.names.code(value) for value in values):
        return True
    kinds = [kind for kind in ("scope", "part") if kind == name]
    return any(places_of(kind, values[0], docket.context.ledger) for kind in kinds) or bool(
        name == "scope" and re.fullmatch(words()["whole"]["name"], squeezed(values[0]))
    )


def _labelled(docket: Docket, name: str, field: ClaimField) -> bool:
    """The words begin right behind a label of their field."""
    text = ungrouped(squeezed(field.text))
    return bool(text) and labelled(name, text, _passage(docket, field, text))


def _follows(docket: Docket, name: str, field: ClaimField) -> bool:
    """The last figure before the words is one of the claim's."""
    text = ungrouped(squeezed(field.text))
    return name in WORDS and bool(text) and figure_before(text, _passage(docket, field, text)) in figures_in(docket.claim.fields)


def _passage(docket: Docket, field: ClaimField, text: str) -> str:
    own = ungrouped(squeezed(docket.claim.quote))
    return own if text in own else ungrouped(docket.context.passages.around(field.boxes))


def _names_only(_docket: Docket, name: str, field: ClaimField) -> bool:
    """A name, and no amount or rate with it."""
    return name in _NAMES and not _AMOUNT.search(squeezed(field.text))


_MERITS: Mapping[str, Merit] = {
    "made up of cells": _made_up,
    "opens its quote": _opens,
    "leads its figures": _leads,
    "known to the tables": _known,
    "behind its label": _labelled,
    "behind its figures": _follows,
    "a name only": _names_only,
}
