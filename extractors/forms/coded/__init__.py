"""Budget forms whose rows are classification codes, functional or economic, in whatever way a place prints them."""

from extractors.forms.coded.body import is_coded_body
from extractors.forms.coded.reader import read_coded

__all__ = ["is_coded_body", "read_coded"]
