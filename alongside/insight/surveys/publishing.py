"""What of a survey may be shown beyond those who count: the national rule for surveys, and what follows from totals.

A figure that rests on one or two people's answers, or on all but one or two, is not shown: nor its numbers. Of a
group (an age, a gender) so much more is hidden that the total gives nothing away; `insight/disclosure` finds how much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alongside.insight.disclosure import SMALLEST_OF_A_SURVEY, Counts, apart, few_answers

# "Suppressed" and "nobody answered", as the official tables mark them.
SUPPRESSED, NOBODY = "[c]", "[x]"
HIDDEN = ("numerator", "denominator", "outcome", "margin_of_error", "population")
TOTAL = "Total"
Row = dict[str, Any]


def published(results: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The same figures, each with `marker` and without its numbers where it may not be shown. Where even that would
    tell, a group is not there at all."""
    rows = [dict(one, marker="" if one["denominator"] else NOBODY) for one in results]
    together: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        together[row["measure"], row["council"]].append(row)
    left_out: list[Row] = []
    for figure in together.values():
        left_out += _marked(figure)
    for row in rows:
        if row["marker"]:
            row.update(dict.fromkeys(HIDDEN))
    return [row for row in rows if not any(row is one for one in left_out)]


def strata_shown(answered: Mapping[int, int]) -> dict[int, int | None]:
    """How many answered, of each group of people who were asked; None is too few to say, or would tell of too few."""
    held = apart({number: {(1,): count} for number, count in answered.items()}, smallest=SMALLEST_OF_A_SURVEY,
                 is_small=few_answers)
    return {number: None if held.stuck is not None or number in held.keys else count
            for number, count in answered.items()}


def _marked(figure: Sequence[Row]) -> list[Row]:
    """Marks what is hidden of one figure and its groups; the groups to be left out."""
    total = next((row for row in figure if row["age"] == TOTAL and row["gender"] == TOTAL), None)
    if total is not None and few_answers(_counts(total)):
        total["marker"] = SUPPRESSED
    left_out: list[Row] = []
    for group in ("age", "gender"):
        parts = [row for row in figure if row[group] != TOTAL]
        answered = [row for row in parts if not row["marker"]]
        if total is not None and total["marker"]:
            left_out += parts
            continue
        crowd = {number: _people(row["denominator"], row["numerator"]) for number, row in enumerate(answered)}
        if total is not None:
            crowd[len(answered)] = _not_said(total, answered)
        held = apart(crowd, smallest=SMALLEST_OF_A_SURVEY, is_small=few_answers, all_named=False)
        if held.stuck is not None:
            left_out += parts
        for number in held.keys & set(range(len(answered))) if held.stuck is None else ():
            answered[number]["marker"] = SUPPRESSED
    return left_out


def _counts(row: Mapping[str, Any]) -> Counts:
    of, yes = row["denominator"], row["numerator"]
    return (of,) if yes is None else (yes, of - yes, of)


def _people(of: int, yes: int | None) -> dict[Counts, int]:
    return {(1,): of} if yes is None else {(1, 0, 1): yes, (0, 1, 1): of - yes}


def _not_said(total: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[Counts, int]:
    """Those of whom the file does not say it: shown nowhere, and found by taking the others away."""
    of = total["denominator"] - sum(row["denominator"] for row in parts)
    yes = None if total["numerator"] is None else total["numerator"] - sum(row["numerator"] for row in parts)
    return _people(max(of, 0), yes if yes is None else min(max(yes, 0), max(of, 0)))
