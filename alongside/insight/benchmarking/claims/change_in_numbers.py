"""How far a measure moved, in percentage points for shares and in per cent for rates, and whether that is real."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, movement_weight, since
from ..standing import Standing

KEY, USES = "change_in_numbers", 20
TITLE = "Change over time with numbers"


def claims(at: Standing) -> Iterator[Claim]:
    for of, moved in at.changes():
        if not moved.by:
            yield since(
                at,
                KEY,
                of,
                moved,
                f"{of.name} stood at {words.amount(of, moved.now.value)} in {at.year}, as in {moved.year}.",
            )
            continue
        numbers = words.moved(of, moved.then.value, moved.now.value)
        if moved.is_real:
            verb = "improved" if moved.direction == "improved" else "got worse"
            yield since(
                at,
                KEY,
                of,
                moved,
                f"{of.name} {verb} between {moved.year} and {at.year}: {numbers}.",
                weight=movement_weight(at, of, moved),
            )
        else:
            why = "within the survey’s margins of error" if moved.tested else "within the stated tolerance"
            yield since(
                at, KEY, of, moved, f"{of.name}: no real change between {moved.year} and {at.year} ({numbers}, {why})."
            )
