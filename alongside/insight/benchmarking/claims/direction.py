"""Which way a measure went, without its numbers. Within the margin of error it went no way."""

from collections.abc import Iterator

from .. import words
from ..change import IMPROVED
from ..claim import Claim, since
from ..standing import Standing

KEY, USES = "direction", 31
TITLE = "Change over time, direction only"


def claims(at: Standing) -> Iterator[Claim]:
    for of, moved in at.changes():
        years = f"between {moved.year} and {at.year}"
        if not moved.is_real:
            yield since(at, KEY, of, moved, f"{of.name} showed no real change {years}.")
            continue
        verb = "rose" if moved.by > 0 else "fell"
        which = words.which_is(moved.direction == IMPROVED)
        yield since(at, KEY, of, moved, f"{of.name} {verb} {years}, {which}.", weight=0.1)
