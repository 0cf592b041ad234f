"""Which way a measure went, without its numbers. Within the margin of error it went no way."""

from collections.abc import Iterator

from ..change import IMPROVED
from ..claim import Claim, since
from ..standing import Standing

KEY, USES = "direction", 31
TITLE = "Change over time, direction only"


def claims(at: Standing) -> Iterator[Claim]:
    for of, moved in at.changes():
        if not moved.is_real:
            why = "within the survey’s margins of error" if moved.tested else "within the stated tolerance"
            yield since(at, KEY, of, moved, f"{of.name}: no real change between {moved.year} and {at.year}, {why}.")
        else:
            verb = "improved" if moved.direction == IMPROVED else "got worse"
            yield since(at, KEY, of, moved, f"{of.name} {verb} between {moved.year} and {at.year}.", weight=0.1)
