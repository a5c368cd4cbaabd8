"""Structural certainty: a field's words stand in its own item's passage, in the role of the field, and mean what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.elsewhere import told_elsewhere
from extractors.checks.claims.explained import only_explained
from extractors.checks.claims.figures import printed_value
from extractors.checks.claims.labels import mislabelled
from extractors.checks.claims.no_change import of_nothing
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.printed import WORDS, figure_before, figures_in, in_pieces, is_printed, named_last, whole_words
from extractors.checks.claims.roles import (
    means,
    measured_against,
    names_category,
    occurrences,
    of_category,
    out_of_role,
    speaks_of_others,
    ungrouped,
)
from extractors.checks.claims.rows import KINDS, is_row, row_doubts
from extractors.checks.claims.whole_names import cut_names, split_name
from extractors.checks.claims.whose import of_another
from extractors.checks.residue import residue_in
from extractors.model import Claim, ClaimField

_DIRECTIONS = ("direction", "vs_budget_direction", "vs_prior_direction")
_BASE_OF = {"vs_budget_direction": "budget", "vs_prior_direction": "prior"}
_ANOTHER = re.compile(r"[\d。]")
_MARKS_AND_YEARS = re.compile(r"20\d\d年|\d+[.、](?!\d)|\(\d+\)")
_WHOLE = "合计"
_DATED = re.compile(r"(20\d\d)年度?")
_RUNNING = re.compile(r"费?(及|和|与|、)?(公务用车)?(运行|维护)")
_ODD_FIGURE = re.compile(r"0\d[\d.]*")
_MAKES_ANOTHER = re.compile(r"(财政拨款|公共预算|基金预算|经营预算|政府性基金|上级|附属单位|其他|非)$")
_BLANK = re.compile(r"[XxＸ×*]{2,}(?:万元|亿元|元|%)")
_COUNTS = ("vehicles_kept", "vehicles_purchased", "delegations", "persons")
_GOES_ON = re.compile(r"\(?[类款项]\)?支出")
_FIRST_FIGURES = ("amount", "current", "budget", "actual", "revenue", "opening")


def ground_doubts(docket: Docket, name: str, field: ClaimField, proven: bool) -> Iterator[str]:
    """Why the printed words do not make the field certain. Cells of tables stand in no sentence, only in their quote."""
    text, own = ungrouped(squeezed(field.text)), ungrouped(squeezed(docket.claim.quote))
    if not text or not own:
        return
    if is_row(docket):
        yield from row_doubts(docket, name, field)
        yield from _meaning(docket, name, field, "")
        return
    there = ungrouped(docket.context.passages.at(field.boxes))
    if isinstance(field.value, Mapping):
        yield from _counted(field.value, there or own)
    elif there and not is_printed(name, field, text, there):
        yield "other words are printed at its place"
    elif not is_printed(name, field, _own_words(field, text), own) and not _of_its_item(docket, name, field):
        yield "stands in no sentence of its own item"
    else:
        yield from _meaning(docket, name, field, there or own)
        yield from cut_names(docket, name, field, there or own)
        yield from () if docket.planned else split_name(name, field, there or own)
        if only_explained(docket, name, text, there or own):
            yield f"{text} is told in a reason only"
        if not proven and isinstance(field.value, str):
            elsewhere = told_elsewhere(name, field.value, there or own, docket.context.outline.fiscal_year)
            yield from (elsewhere,) if elsewhere else ()
        yield from of_another(docket, name, field)
    beside = name in _names_beside_figures(docket) and not (name == "category" and _headed(docket, str(field.value)))
    if beside and not proven and not leads_figures(docket, field):
        yield "no figure stands beside the name, and no table proves it"
    if name == "text" and _BLANK.search(own):
        yield "its sentence is a template that was not filled in"
    if name in WORDS:
        yield from _misplaced_words(
            docket, name, text, own if text in own else ungrouped(docket.context.passages.around(field.boxes))
        )


def _own_words(field: ClaimField, text: str) -> str:
    """Of a path only its last name need stand in the sentence; what it belongs to may be named before."""
    return squeezed(field.value.rpartition("/")[2]) if isinstance(field.value, str) and "/" in field.value else text


def _misplaced_words(docket: Docket, name: str, text: str, passage: str) -> Iterator[str]:
    """Words follow the figures they explain, and end where the sentence or clause does."""
    explains = docket.claim.kind not in (*KINDS, "statement")  # what is said not to be explains no figure
    before = figure_before(text, passage) if explains else None
    if before is not None and before not in figures_in(docket.claim.fields):
        yield f"stands behind {before}, a figure of another item"
    elif not named_last(_names_said(docket), text, passage):
        yield "another item is named nearer to it"
    elif mislabelled_as := mislabelled(name, text, passage):
        yield mislabelled_as
    elif text in passage and not whole_words(name, text, passage):
        yield "the printed words begin before or go on"


def _names_said(docket: Docket) -> dict[str, bool]:
    """The naming words of the section's claims of this kind; True for this claim's own."""
    claim = docket.claim
    peers = [other for other in docket.context.claims if (other.kind, other.section) == (claim.kind, claim.section)]
    names = {_said_name(other): False for other in peers}
    return {**names, _said_name(claim): True}


def _said_name(claim: Claim) -> str:
    field = next((claim.fields[name] for name in ("part", "item_names", "category", "scope") if claim.get(name)), None)
    if field is None:
        return ""
    return squeezed(field.value[-1] if isinstance(field.value, tuple) else field.text)


def _names_beside_figures(docket: Docket) -> tuple[str, ...]:
    """A part stands beside its figure; the whole it belongs to may be named sentences before."""
    part = docket.claim.get("part")
    return ("part",) if part else ("scope", "item_names", "category")


def _of_its_item(docket: Docket, name: str, field: ClaimField) -> bool:
    """The whole is named in the section; a claim told in several sections: a paragraph about the same category."""
    passages = docket.context.passages
    if name == "scope" and docket.claim.get("part"):
        return not field.boxes or squeezed(field.text) in passages.section(docket.claim.section)
    category = docket.claim.get("category")
    if name == "category" or not isinstance(category, str) or speaks_of_others(category, passages.at(field.boxes)):
        return False
    return of_category(category, passages.around(field.boxes))


def _meaning(docket: Docket, name: str, field: ClaimField, passage: str) -> Iterator[str]:
    value, text = field.value, squeezed(field.text)
    if isinstance(value, str) and _ODD_FIGURE.fullmatch(value):
        yield "no figure is printed so"
    elif isinstance(value, tuple):
        yield from (f"{part} is not printed so" for part in value if passage and not in_pieces(squeezed(part), passage))
        if squeezed("".join(value)) != re.sub("[、,和及]", "", text) and squeezed("".join(value)) != text:
            yield "names are left out"
    elif name == "no":
        yield from (f"{text} is printed",) if squeezed(value) != text else ()
    elif isinstance(value, str) and (number := printed_value(docket.claim, name)) is not None:
        yield from _figure(docket, name, value, (text, passage))
        if name in _COUNTS and residue_in(passage):
            yield "its sentence is a template that was not filled in"
        if name in ("delegations", "persons") and number and _idle_partner(docket, name):
            yield "guests without a visit, or the reverse"
    elif name in _DIRECTIONS:
        yield from _direction(str(value), text)
        if of_nothing(docket, str(value), text, passage):
            yield f"{text} is printed of no change"
        elif name in _BASE_OF and not docket.planned and not measured_against(_BASE_OF[name], text, passage):
            yield f"{text} is said of another comparison"
    elif name == "basis":
        if not _says_basis(docket, str(value), text):
            yield f"{text} is not called so"
    elif isinstance(value, str) and "/" in value:
        if squeezed(value.replace("/", "")) != text:
            yield "its words differ from the passage"
    elif name == "category":
        if _headed(docket, str(value)):
            return
        if not names_category(str(value), text):
            yield f"{text} does not name this category"
        elif _vehicles_go_on(text, squeezed(docket.claim.quote)):
            yield "the printed name goes on"
    elif isinstance(value, str) and not value.isascii() and squeezed(value) != text and not _is_whole(docket, value):
        yield "its words differ from the passage"
    elif name in ("scope", "part") and any(_begins_before(text, each) for each in _own_places(docket, name, passage)):
        yield "the printed name begins before"
    elif name == "part" and passage and not _whole_name(docket, value, text, passage):
        yield "the name is printed in pieces, or goes on"


def _headed(docket: Docket, category: str) -> bool:
    """In a budget a section of its own may name the category in its heading alone."""
    return docket.planned and names_category(category, squeezed(docket.heading))


def _vehicles_go_on(name: str, passage: str) -> bool:
    """Wherever 公务用车购置 is printed, 及运行 follows: both together are meant."""
    ends = [found.end() for found in re.finditer(re.escape(name), passage)]
    return bool(ends) and all(_RUNNING.match(passage, end) for end in ends)


def _begins_before(name: str, passage: str) -> bool:
    """Wherever it is printed, words that make it another's total stand before it."""
    starts = [found.start() for found in re.finditer(re.escape(name), passage)]
    return bool(starts) and all(_MAKES_ANOTHER.search(passage[:start]) for start in starts)


def _own_places(docket: Docket, name: str, passage: str) -> list[str]:
    """Where the name must not begin earlier: at its place and, unless that is told elsewhere, in the quote."""
    quote = squeezed(docket.claim.quote)
    elsewhere = docket.planned and name == "scope" and docket.claim.get("part") and passage
    return [passage] if elsewhere and passage not in quote else [passage, quote]


def _says_basis(docket: Docket, value: str, text: str) -> bool:
    """The words as printed, or 上年 for the year before the document's."""
    year = docket.context.outline.fiscal_year
    dated = _DATED.match(text)
    if dated is None or year is None or int(dated[1]) != year - 1:
        return squeezed(value) == text
    return squeezed(value) in (text, f"上年{text[dated.end() :]}")


def _is_whole(docket: Docket, value: str) -> bool:
    """The sentence of all basic expenditure, and of any whole in a budget, is called 合计 without saying so."""
    return value == _WHOLE and (docket.planned or "基本支出" in str(docket.claim.get("scope")))


def _whole_name(docket: Docket, value: object, text: str, passage: str) -> bool:
    """Printed in one piece and no further, or the name of a code in the tables."""
    if docket.context.names.code(str(value)) is not None or text == _WHOLE or text.endswith("支出") and text in passage:
        return True
    return text in passage and not re.search(re.escape(text) + _GOES_ON.pattern, passage)


def _figure(docket: Docket, name: str, value: str, printed: tuple[str, str]) -> Iterator[str]:
    """The digits are those of the span, and the span stands in the role of the field."""
    text, passage = printed
    plain = re.sub(r"[,%]|万?元", "", text)
    if plain != value.replace("%", ""):
        yield f"{text} is printed"
        return
    out = out_of_role(name, plain, passage, planned=docket.planned) if passage else None
    if out:
        yield out


def _idle_partner(docket: Docket, name: str) -> bool:
    other = printed_value(docket.claim, "persons" if name == "delegations" else "delegations")
    return other is not None and not other


def _direction(value: str, word: str) -> Iterator[str]:
    """The word means it; a change of zero with a word of movement is for a person to read."""
    if not means(value, word):
        yield f"{word} does not mean {value}"
    elif value == "equal" and means("above", word) or value == "equal" and means("below", word):
        yield f"{word} is printed of no change"


def _counted(counts: Mapping[str, str], passage: str) -> Iterator[str]:
    """Each count stands right behind its label."""
    for label, count in counts.items():
        if not re.search(rf"{re.escape(squeezed(label))}[^\d、,。;]{{0,6}}{re.escape(count)}(?!\d|\.\d)", passage):
            yield f"{label} does not stand beside {count}"


def leads_figures(docket: Docket, field: ClaimField) -> bool:
    """The name stands before a figure of the claim with no other figure and no full stop between; in the quote, if at all."""
    own = ungrouped(squeezed(docket.claim.quote))
    name = squeezed(field.text if not isinstance(field.value, tuple) else field.value[-1])
    figures = [v for each in _FIRST_FIGURES if isinstance(v := docket.claim.get(each), str)]
    if not name or name not in own or not figures:
        return True
    starts = [found.end() for found in re.finditer(re.escape(name), own)]
    places = [len(before) for figure in figures for before, _ in occurrences(own, figure)]
    between = (own[start : min(at for at in places if at >= start)] for start in starts if any(at >= start for at in places))
    return any(not _ANOTHER.search(_MARKS_AND_YEARS.sub("", text)) for text in between)
