"""Which figures of the measures are held back: all those of one council together, for they count the same people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from alongside.insight.disclosure import Counts, Kind, Split, apart, hold_back, is_few, of_counts

HELD_BACK, NOT_LISTED = "held_back", "not_listed"
MONTH = "month"
# A figure by its measure, what it is by, and the part; and its two counts, the second of which may be unknown.
Key = tuple[str, str, str]
Figures = Mapping[Key, tuple[int, int | None]]
# The same people by one thing about them, or by several that lie within one another: of each part, how many add what
# to which measures.
Parts = tuple[str, ...]
Crowd = Mapping[Parts, Mapping[Kind, int]]
Splits = tuple[str, ...]
# A postcode sector lies in a ward, or nearly: whoever has a map may add sectors up.
WITHIN: Splits = ("ward", "area")
# Some measures are of one age or one support reason: with another, a person would not be counted.
DEFINING = frozenset({"age", "support_reason"})


def side_by_side(splits: Iterable[str]) -> list[Splits]:
    """Those that lie within one another together, any other by itself."""
    there = list(splits)
    within = tuple(split for split in WITHIN if split in there)
    return [*((split,) for split in there if split not in within), *([within] if within else [])]


def held_back(
    figures: Figures,
    crowds: Mapping[Splits, Crowd],
    *,
    smallest: int,
    populations: AbstractSet[str],
    months: AbstractSet[str] = frozenset(),
) -> dict[Key, str]:
    """Of each figure that is not shown, whether its place is (`held_back`) or not even that (`not_listed`).

    `populations` are the measures whose denominator is public, `months` those within the year.
    """
    counts = {key: _protected(key[0], pair, populations) for key, pair in figures.items()}
    alike = _same_denominator(crowds)
    held = _with_the_like({key[0] for key, one in counts.items() if not key[1] and is_few(min(one), smallest)}, alike)
    found: dict[Key, str] = {(measure, "", ""): HELD_BACK for measure in held}
    # What is apart from a figure that is held back would tell of it.
    found |= {key: NOT_LISTED for key in figures if key[0] in held and key[1] not in ("", MONTH)}
    left = {key: one for key, one in counts.items() if key[1] not in ("", MONTH) and key[0] not in held}
    by_people: set[Key] = set()
    for splits, crowd in crowds.items():
        known = {measure for kinds in crowd.values() for kind in kinds for measure, _ in kind}
        keys = {key for key in left if key[1] in splits and key[0] in known}
        found |= _apart(splits, keys, crowd, smallest)
        by_people |= keys
    found |= _by_counts({key: one for key, one in left.items() if key not in by_people}, smallest)
    found |= _months(counts, alike, smallest, months)
    return found


def _protected(measure: str, pair: tuple[int, int | None], populations: AbstractSet[str]) -> Counts:
    """The counts that people of ours stand behind."""
    top, below = pair
    return (top,) if below is None or measure in populations else (top, below)


def _same_denominator(crowds: Mapping[Splits, Crowd]) -> dict[str, set[str]]:
    """Measures that are over the very same people: whoever knows the one denominator knows the other."""
    over: dict[str, Counter[Any]] = defaultdict(Counter)
    for crowd in list(crowds.values())[:1]:
        for part, kinds in crowd.items():
            for kind, people in kinds.items():
                for measure, adds in kind:
                    if len(adds) > 1 and adds[-1]:
                        over[measure][part, tuple(name for name, each in kind if len(each) > 1 and each[-1])] += people
    return {
        measure: {other for other in over if over[other].keys() == there.keys() and all(
            other in together and measure in together for _, together in there)}
        for measure, there in over.items()
    }


def _with_the_like(measures: Iterable[str], alike: Mapping[str, set[str]]) -> set[str]:
    return {other for measure in measures for other in (measure, *alike.get(measure, ()))}


def _apart(splits: Splits, keys: AbstractSet[Key], crowd: Crowd, smallest: int) -> dict[Key, str]:
    """All measures by the same splits; a measure that cannot be apart by one is left out, the rest tried without."""
    listed = {key[:2] for key in keys}
    while True:
        measures = {measure for measure, _ in listed}
        bound = {measure for measure, _, _ in keys} - measures if DEFINING & set(splits) else set[str]()
        people = {part: _of(measures | bound, kinds) for part, kinds in crowd.items()}
        split = Split(people, partial(_keys, splits, frozenset(listed)), bound=frozenset(bound))
        held = hold_back([split], smallest=smallest)
        if held.stuck is None:
            gone = {key: NOT_LISTED for key in keys if key[:2] not in listed}
            return gone | {key: HELD_BACK for key in keys if key in held.keys and key not in gone}
        listed -= {key[:2] for key in held.lost}


def _by_counts(counts: Mapping[Key, Counts], smallest: int) -> dict[Key, str]:
    """Figures of which nobody says who stands behind them: each measure and split by itself."""
    tables: dict[tuple[str, str], dict[Any, dict[Counts, int]]] = defaultdict(dict)
    for key, one in counts.items():
        tables[key[:2]][key] = of_counts(one)
    found: dict[Key, str] = {}
    for parts in tables.values():
        held = apart(parts, smallest=smallest, all_named=False)
        found |= dict.fromkeys(parts, NOT_LISTED) if held.stuck else dict.fromkeys(held.keys & parts.keys(), HELD_BACK)
    return found


def _keys(splits: Splits, listed: AbstractSet[tuple[str, str]], measure: str, part: Any) -> AbstractSet[Key]:
    return {(measure, split, name) for split, name in zip(splits, part, strict=True) if (measure, split) in listed}


def _of(measures: AbstractSet[str], kinds: Mapping[Kind, int]) -> dict[Kind, int]:
    found: Counter[Kind] = Counter()
    for kind, people in kinds.items():
        found[tuple(each for each in kind if each[0] in measures)] += people
    del found[()]
    return dict(found)


def _months(
    counts: Mapping[Key, Counts], alike: Mapping[str, set[str]], smallest: int, of_the_year: AbstractSet[str]
) -> dict[Key, str]:
    """Each a figure of its own; those of a measure whose months make up its year are parts of it as well."""
    months = {key: one for key, one in counts.items() if key[1] == MONTH}
    small = {key for key, one in months.items() if is_few(min(one), smallest)}
    found = {
        (measure, MONTH, part): HELD_BACK for one, _, part in small for measure in _with_the_like([one], alike)
        if (measure, MONTH, part) in months
    }
    for measure, split, _ in counts:
        whole = counts.get((measure, "", ""))
        within = {key: one for key, one in months.items() if key[0] == measure and key[2] in of_the_year}
        if split or whole is None or not within:
            continue
        left = tuple(all_of - sum(each) for all_of, each in zip(whole, zip(*within.values(), strict=True), strict=True))
        if min(left) < 0 or list(left) != sorted(left):
            continue
        parts: dict[Any, dict[Counts, int]] = {key: of_counts(one) for key, one in within.items()}
        if any(left):
            # Days that are in no whole month: shown nowhere, and found by taking the months away.
            parts["the rest"] = of_counts(left)
        held = apart(parts, smallest=smallest)
        found |= dict.fromkeys(within if held.stuck else [key for key in within if key in held.keys], HELD_BACK)
    return found


def crowd_of(rows: Iterable[tuple[Parts, str, str, int, int | None]]) -> Crowd:
    """From a row for each person and measure: their part, they, the measure, and what they add to its counts."""
    added: dict[tuple[Parts, str], list[tuple[str, Counts]]] = defaultdict(list)
    for part, person, measure, top, below in rows:
        adds = (top,) if below is None else (top, below)
        if any(adds):
            added[part, person].append((measure, adds))
    crowd: dict[Parts, Counter[Kind]] = defaultdict(Counter)
    for (part, _), each in added.items():
        crowd[part][tuple(sorted(each))] += 1
    return {part: dict(kinds) for part, kinds in crowd.items()}
