"""Questions in rounds: what does not stand goes back to the model with what was wrong, once or twice; then it is null."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.narrative.asking.grounded import Grounded, at_odds, ground, values_of
from extractors.narrative.asking.purse import Purse
from extractors.narrative.asking.questions import Answer, Exchange, Model, Question
from extractors.narrative.segments import Segment

_AGAIN = "上面的回答有误：\n{what}\n请重新回答，只输出完整的 JSON；原文没有写的填 null。"
_SPOILT = {"malformed": "回答不是所要求的 JSON。", "truncated": "回答太长，没有写完；请只摘录需要的文字。"}


class Reading(NamedTuple):
    """What came of asking about one piece. `grounded` is None where there was no usable answer: `unread` says why."""

    segment: Segment
    grounded: Grounded | None
    answers: tuple[Answer, ...]
    unread: str


class _Open(NamedTuple):
    """A piece still being asked about."""

    place: int
    question: Question
    best: Grounded | None


def converse(model: Model, segments: Sequence[Segment], retries: int, purse: Purse) -> list[Reading]:
    """One reading per piece, in order. Further exchanges only while the purse lasts."""
    answers: dict[int, list[Answer]] = {place: [] for place in range(len(segments))}
    grounded: dict[int, Grounded | None] = dict.fromkeys(answers)
    open_ = [_Open(place, Question(kind=s.kind, context=s.context, source=s.source), None) for place, s in enumerate(segments)]
    for round_ in range(retries + 1):
        if not open_:
            break
        replies = model.ask([each.question for each in open_])
        later = []
        for each, answer in zip(open_, replies, strict=True):
            answers[each.place].append(answer)
            purse.pay(answer)
            best, objection = _weighed(segments[each.place], each.best, answer, first=round_ == 0)
            grounded[each.place] = best
            if objection and answer.of_the_model:
                earlier = (*each.question.earlier, Exchange(answer=answer.text, objection=_AGAIN.format(what=objection)))
                later.append(_Open(each.place, each.question.model_copy(update={"earlier": earlier}), best))
        open_ = [each for each in later if purse.affords(each.question)]
    return [_reading(segment, grounded[at], tuple(answers[at])) for at, segment in enumerate(segments)]


def _reading(segment: Segment, grounded: Grounded | None, answers: tuple[Answer, ...]) -> Reading:
    last = answers[-1]
    why = "" if grounded is not None else (last.detail or last.status)
    return Reading(segment, grounded, answers, why)


def _weighed(segment: Segment, best: Grounded | None, answer: Answer, *, first: bool) -> tuple[Grounded | None, str]:
    """The better of what is known, and what to object to the answer."""
    if answer.status != "answered":
        return best, _SPOILT.get(answer.status, "")
    try:
        found = ground(segment, values_of(segment.kind, answer.text))
    except ValueError:
        return best, _SPOILT["malformed"]
    known = _joined(best, found)
    lines = [f"- {name}: {problem.why}" for name, problem in known.problems.items()]
    odds = at_odds(segment.kind, known.fields) if first else None
    return known, "\n".join([*lines, *([f"- {odds}"] if odds else [])])


def _joined(best: Grounded | None, found: Grounded) -> Grounded:
    """What stood stays, unless it is stated anew or its place is given to another field."""
    if best is None:
        return found
    given = {span for spans in found.spans.values() for span in spans}
    kept = {name for name in best.fields if name not in found.fields and not given & set(best.spans[name])}
    fields = {**{name: best.fields[name] for name in kept}, **found.fields}
    spans = {**{name: best.spans[name] for name in kept}, **found.spans}
    problems = {name: problem for name, problem in {**best.problems, **found.problems}.items() if name not in fields}
    return Grounded(fields, spans, problems)
