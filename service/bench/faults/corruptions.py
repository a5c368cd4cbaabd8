"""Ways in which a reader of the narrative goes wrong, by name: pure functions of claims."""

from __future__ import annotations

from collections.abc import Mapping

from service.bench.faults import figures, joined, names, words
from service.bench.faults.fault import Corruption

CORRUPTIONS: Mapping[str, Corruption] = {
    "digit changed": figures.digit_changed,
    "digits swapped": figures.digits_swapped,
    "digit lost": figures.digit_lost,
    "decimal point moved": figures.point_moved,
    "sign turned": figures.sign_turned,
    "another unit": figures.unit_changed,
    "neighbouring item's figure": figures.neighbours_figure,
    "other year's or role's figure": figures.other_role,
    "two roles exchanged": figures.roles_exchanged,
    "another figure of the sentence": figures.another_of_the_sentence,
    "another figure of the page": figures.another_of_the_page,
    "words paraphrased": words.words_paraphrased,
    "words cut": words.words_cut,
    "words run on": words.words_run_on,
    "words of another item": words.words_of_another,
    "words of another field": words.words_of_another_field,
    "direction turned": words.direction_turned,
    "name of another item": names.name_of_another,
    "name cut": names.name_cut,
    "one of several dropped": names.one_dropped,
    "counts exchanged": names.counts_exchanged,
    "item invented": names.item_invented,
    "all figures of another item": names.section_mistaken,
    "another item's figures with their sentence": joined.sentence_mistaken,
    "a pair of a neighbour's, both quoted": joined.pair_of_a_neighbour,
    "a neighbour's figure, both quoted": joined.figure_of_a_neighbour,
    "a sibling's words, both quoted": joined.words_of_a_sibling,
    "a neighbour's name, both quoted": joined.name_of_a_neighbour,
    "name of a twin": joined.name_of_a_twin,
    "direction turned, rate recomputed": joined.direction_recomputed,
    "words to another mark": joined.to_another_mark,
}
