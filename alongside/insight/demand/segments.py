"""People with support by need, age and place: one release of counts that never tells of fewer than five people.

The release holds everybody, each single answer and each pair of answers. Three at once would point at people, so they
are not there to ask for. What is small is held back once, for all pages and files together: whichever way somebody
opens the segments, they walk about in the same release. `insight/disclosure` finds what goes with it, by people who
could be of another's need, age or place and change nothing that is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..disclosure import SMALLEST_SHOWN, Crossed, crossed

DIMENSIONS = ("need", "age", "place")
AT_ONCE = 2
# One answer or none for each dimension, in their order.
Key = tuple[str | None, str | None, str | None]


Release = Crossed


def put(key: Key, dimension: int, value: str | None) -> Key:
    parts = list(key)
    parts[dimension] = value
    return parts[0], parts[1], parts[2]


def release(
    counts: Mapping[tuple[str, str, str], int], values: Sequence[Sequence[str]], smallest: int = SMALLEST_SHOWN
) -> Release:
    """`counts` by need, age and place; `values` says in which order answers stand."""
    return crossed(counts, values, at_once=AT_ONCE, smallest=smallest, pairs_cost_no_answer=True)
