"""What of a survey may be shown beyond those who count: the national rule for surveys, and what follows from totals.

A figure that rests on too few people's answers, or on all but too few, is not shown: nor its numbers. Too few are one
or two to 2022-23, and under five from 2023-24 on (the official file of 2024-25, note 1). Of a group (an age, a gender)
so much more is hidden that the total gives nothing away; `insight/disclosure` finds how much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from alongside.insight.disclosure import SMALLEST_OF_A_SURVEY, SMALLEST_SHOWN, Counts, apart, few_answers

from .frameworks import NEW

# "Suppressed" and "nobody answered", as the official tables mark them.
SUPPRESSED, NOBODY = "[c]", "[x]"
HIDDEN = ("numerator", "denominator", "outcome", "margin_of_error", "population")
TOTAL = "Total"
Row = dict[str, Any]


def smallest_of(framework: str) -> int:
    return SMALLEST_SHOWN if framework == NEW else SMALLEST_OF_A_SURVEY


def few(smallest: int) -> Callable[[Counts], bool]:
    return lambda counts: few_answers(counts, smallest)


def published(results: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The same figures, each with `marker` and without its numbers where it may not be shown. Where even that would
    tell, a group is not there at all."""
    rows = [dict(one, marker="" if one["denominator"] else NOBODY) for one in results]
    together: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        together[row["framework"], row["measure"], row["council"]].append(row)
    left_out: list[Row] = []
    for (framework, _, _), figure in together.items():
        left_out += _marked(figure, smallest_of(framework))
    for row in rows:
        if row["marker"]:
            row.update(dict.fromkeys(HIDDEN))
    return [row for row in rows if not any(row is one for one in left_out)]


def strata_shown(answered: Mapping[int, int], smallest: int) -> dict[int, int | None]:
    """How many answered, of each group of people who were asked; None is too few to say, or would tell of too few."""
    people: dict[int, dict[Counts, int]] = {number: {(1,): count} for number, count in answered.items()}
    held = apart(people, smallest=smallest, is_small=few(smallest))
    return {number: None if held.stuck is not None or number in held.keys else count
            for number, count in answered.items()}


def strata_published(strata: Iterable[Mapping[str, Any]], framework: str) -> list[Row]:
    """The same groups; of those in which too few answered, it is not said how many."""
    councils: dict[str, list[Row]] = defaultdict(list)
    for one in strata:
        councils[one["council"]].append(dict(one))
    for there in councils.values():
        answered = strata_shown({one["number"]: one["answered"] for one in there}, smallest_of(framework))
        for one in there:
            one["answered"] = answered[one["number"]]
    return [one for there in councils.values() for one in there]


def _marked(figure: Sequence[Row], smallest: int) -> list[Row]:
    """Marks what is hidden of one figure and its groups; the groups to be left out."""
    total = next((row for row in figure if row["age"] == TOTAL and row["gender"] == TOTAL), None)
    if total is not None and few(smallest)(_counts(total)):
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
        held = apart(crowd, smallest=smallest, is_small=few(smallest), all_named=False)
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
