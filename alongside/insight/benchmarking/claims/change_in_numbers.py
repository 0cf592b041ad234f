"""How far a measure moved, in percentage points for shares and in per cent for rates, and whether that is real."""

from collections.abc import Iterator

from .. import words
from ..change import IMPROVED
from ..claim import Claim, movement_weight, since
from ..standing import Standing

KEY, USES = "change_in_numbers", 20
TITLE = "Change over time with numbers"


def claims(at: Standing) -> Iterator[Claim]:
    for of, moved in at.changes():
        then, now = moved.then.value, moved.now.value
        weight = 0.0
        if not moved.by:
            text = f"{of.name} stood at {words.amount(of, now)} in {at.year}, the same as in {moved.year}."
        elif moved.is_real:
            which = words.which_is(moved.direction == IMPROVED)
            text = f"{of.name} {words.rose(of, then, now, (moved.year, at.year))}, {which}."
            weight = movement_weight(at, of, moved)
        else:
            why = "the survey’s margins of error" if moved.tested else "the stated tolerance"
            text = (
                f"{of.name} showed no real change: {words.amount(of, then)} in {moved.year} and "
                f"{words.amount(of, now)} in {at.year}, a difference within {why}."
            )
        yield since(at, KEY, of, moved, text, weight=weight)
