"""Which of two editions of a document looks later, and by what."""

from __future__ import annotations

from extractors.model import Classified
from extractors.outline import revised_in
from service.classifying.items import Item


def order_of(one: Item, first: Classified, other: Item, second: Classified) -> tuple[bool | None, str]:
    """Whether `one` looks later, with the reason; None where nothing tells, or what is printed contradicts itself.

    What the title page prints comes first, then the file's name, and at last the date that the program wrote into the file.
    """
    printed = [vote for vote in (_by_word(first, second), _by_date(first, second)) if vote[0] is not None]
    if len({later for later, _ in printed}) > 1:
        return None, "; but ".join(why for _, why in printed)
    for later, why in (*printed, _by_name(one, other), _by_file(first, second)):
        if later is not None:
            return later, why
    return None, "neither prints a date or calls itself a correction"


def _by_word(first: Classified, second: Classified) -> tuple[bool | None, str]:
    if bool(first.revised) == bool(second.revised):
        return None, ""
    return bool(first.revised), f"the title page says {first.revised or second.revised}"


def _by_date(first: Classified, second: Classified) -> tuple[bool | None, str]:
    """Dates as far as both are printed: a month does not tell from a day in it."""
    shared = min(len(first.dated), len(second.dated))
    mine, its = first.dated[:shared], second.dated[:shared]
    if not shared or mine == its:
        return None, ""
    return mine > its, f"the title pages say {first.dated} and {second.dated}"


def _by_name(one: Item, other: Item) -> tuple[bool | None, str]:
    mine, its = revised_in(one.file.stem), revised_in(other.file.stem)
    if bool(mine) == bool(its):
        return None, ""
    return bool(mine), f"the file name says {mine or its}"


def _by_file(first: Classified, second: Classified) -> tuple[bool | None, str]:
    if not first.written or not second.written or first.written == second.written:
        return None, ""
    return first.written > second.written, f"by the dates inside the files only, {first.written} and {second.written}"
