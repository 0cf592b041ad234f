"""What of a survey may be shown beyond those who count: the national rule for surveys, and what follows from totals.

A figure that rests on one or two people's answers, or on all but one or two, is not shown: nor its numbers. Where one
of a group (an age, a gender) is hidden, its smallest neighbour is hidden with it, for the total would give it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

# "Suppressed" and "nobody answered", as the official tables mark them.
SUPPRESSED, NOBODY = "[c]", "[x]"
SMALL = (1, 2)
HIDDEN = ("numerator", "denominator", "outcome", "margin_of_error", "population")
TOTAL = "Total"


def published(results: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same figures, each with `marker` and without its numbers where it may not be shown."""
    rows = [dict(one, marker="") for one in results]
    for row in rows:
        if not row["denominator"]:
            row["marker"] = NOBODY
        elif _gives_somebody_away(row):
            row["marker"] = SUPPRESSED
    for group in _groups(rows):
        _hide_a_second(group)
    for row in rows:
        if row["marker"]:
            row.update(dict.fromkeys(HIDDEN))
    return rows


def _gives_somebody_away(row: Mapping[str, Any]) -> bool:
    of, yes = row["denominator"], row["numerator"]
    return of in SMALL or (yes is not None and (yes in SMALL or of - yes in SMALL))


def _groups(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Parts of one total: the ages of a figure, and its genders."""
    parts: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["age"] != TOTAL:
            parts[row["measure"], row["council"], "age"].append(row)
        elif row["gender"] != TOTAL:
            parts[row["measure"], row["council"], "gender"].append(row)
    return parts.values()


def _hide_a_second(group: list[dict[str, Any]]) -> None:
    hidden = [row for row in group if row["marker"] == SUPPRESSED]
    shown = [row for row in group if not row["marker"]]
    if len(hidden) == 1 and shown:
        min(shown, key=lambda row: row["denominator"])["marker"] = SUPPRESSED
