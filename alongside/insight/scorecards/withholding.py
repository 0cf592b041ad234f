"""Counts of our own records that may not leave the council: too small, or to be worked out from what is shown.

A figure of one of the outcomes measures comes held back already, from the release that stands (`measured.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from alongside.insight.disclosure import apart, is_few, of_counts, policy

from .definition.formula import Missing
from .definition.periods import Period, in_year
from .definition.shapes import Indicator
from .scorecard import Scorecard

WORDS = "Held back: a small number, or one from which a small one follows"


def withheld(card: Scorecard, one: Indicator) -> frozenset[str]:
    """The keys of times whose figure is held back: a count that is small, or tells of one, or what rests on one."""
    if one.by_place or not _rests_on_counts(card, one):
        return frozenset()
    smallest = policy.smallest_anywhere(card.figures.today)
    if one.unit != "count":
        return frozenset(
            period.key
            for year in card.years
            for period in (*one.expected(year), *in_year(year, "year"))
            if any(is_few(count, smallest) for count in _counts_of(card, one, period))
        )
    hidden = _alone(card, one, smallest)
    for other in _tied(card, one):
        if _alone(card, other, smallest):
            # One of those that go together is small: what is missing would be the sum of the others, or their rest.
            hidden |= {period.key for year in card.years for period in (*one.expected(year), *in_year(year, "year"))}
    return frozenset(hidden)


def _tied(card: Scorecard, one: Indicator) -> list[Indicator]:
    """Counts that tell of this one: worked out of it or with it, part of it or beside it, and so on from each."""
    counts = [each for each in card.group.indicators if each.unit == "count" and not each.by_place]
    near = {each.code: _names(each) for each in counts}
    found, known = {one.code}, set(near.get(one.code, {one.code}))
    while more := {code for code, names in near.items() if code not in found and names & known}:
        found |= more
        known |= {name for code in more for name in near[code]}
    return [each for each in counts if each.code in found and each.code != one.code and _rests_on_counts(card, each)]


def _names(one: Indicator) -> set[str]:
    """Itself, its whole, and what its formula asks for."""
    asked = {given.name if given.source == "indicator" else f"{given.source} {given.name}" for given in one.givens
             if given.source != "typed"}
    return {one.code, *asked, *([one.part_of] if one.part_of else [])}


def _alone(card: Scorecard, one: Indicator, smallest: int) -> set[str]:
    hidden: set[str] = set()
    for year in card.years:
        months: dict[str, int] = {}
        for period in one.expected(year):
            result = card.figures.at(one, period)
            if not isinstance(result, Missing) and result == int(result) and result >= 0:
                months[period.key] = int(result)
        hidden |= {key for key, count in months.items() if is_few(count, smallest)}
        if one.year_from == "sum" and months:
            hidden |= _with_their_sum(in_year(year, "year")[0].key, months, smallest)
    return hidden


def _with_their_sum(whole: str, months: dict[str, int], smallest: int) -> set[str]:
    """The year is the sum of its months: each is found by taking the others away."""
    if is_few(sum(months.values()), smallest):
        return {whole, *months}
    held = apart({key: of_counts((count,)) for key, count in months.items()}, smallest=smallest)
    if held.stuck is None:
        return {key for key in months if key in held.keys}
    return {*months, *([whole] if len(months) == 1 else [])}


def _counts_of(card: Scorecard, one: Indicator, period: Period) -> Iterator[int]:
    """What a rate is made of, as far as it is counted in our own records."""
    for given in one.givens:
        other = card.group.indicator(given.name) if given.source == "indicator" else None
        if other is not None:
            yield from _counts_of(card, other, period)
        elif given.source == "count" and period.start <= card.figures.today:
            yield card.figures.counts.of(given.name, period)


def _rests_on_counts(card: Scorecard, one: Indicator) -> bool:
    """Itself, or an indicator it is worked out of."""
    for given in one.givens:
        other = card.group.indicator(given.name) if given.source == "indicator" else None
        if given.source == "count" or (other is not None and _rests_on_counts(card, other)):
            return True
    return False
