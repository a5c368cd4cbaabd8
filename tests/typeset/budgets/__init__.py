"""Typesets invented budgets in the layouts of many places, with the truth of every printed figure."""

from tests.typeset.budgets.document import MadeBudget, make_budget
from tests.typeset.budgets.mixes import random_style
from tests.typeset.budgets.places import PLACES
from tests.typeset.budgets.style import Style

__all__ = ["PLACES", "MadeBudget", "Style", "make_budget", "random_style"]
