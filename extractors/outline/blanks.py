"""Templates that nobody filled in: names and years left open, hardly a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.errors import BlankTemplate
from extractors.outline.identity import Identity
from extractors.outline.rows import Row
from extractors.outline.wording import WORDING

_NAME = re.compile(WORDING.blank_name)
_YEAR = re.compile(WORDING.blank_year)
_TEXT = re.compile(WORDING.blank_text)
_FIGURE = re.compile(r"\d\.\d")
_FEW_FIGURES = 3
_SEVERAL_BLANKS, _MANY_BLANKS = 4, 12
_LONGEST_SHOWN = 40
_OF_DISCLOSURE = re.compile(r"决算|预算|绩效")


def refuse_blank(rows: Sequence[Row], identity: Identity) -> None:
    """Raises BlankTemplate where the title or the department is left open, and the text is as well or prints no figures.

    A published document that kept such a word somewhere prints its figures all the same.
    """
    figures = sum(_FIGURE.search(row.text) is not None for row in rows)
    blanks = [row.text for row in rows if _TEXT.search(row.text)]
    says = _left_open(identity) or (_forms(identity, blanks) if figures < _FEW_FIGURES else "")
    if says and (figures < _FEW_FIGURES or len(blanks) >= max(_MANY_BLANKS, figures)):
        raise BlankTemplate(says=f"“{says[:_LONGEST_SHOWN]}”")


def _left_open(identity: Identity) -> str:
    """The name or title with a blank in it."""
    if identity.department and _NAME.search(identity.department):
        return identity.department
    return identity.title if _YEAR.search(identity.title) or _NAME.search(identity.title) else ""


def _forms(identity: Identity, blanks: Sequence[str]) -> str:
    """The first of several blanks under the title of a disclosure."""
    return blanks[0] if len(blanks) >= _SEVERAL_BLANKS and _OF_DISCLOSURE.search(identity.title) else ""
