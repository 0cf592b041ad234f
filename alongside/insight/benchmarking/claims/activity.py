"""How much work came or was done, as the council enters it; with an earlier number, the change in per cent."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, entered
from ..standing import Said, Standing

KEY, USES = "activity", 33
TITLE = "Activity, demand or capacity"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "activity":
            yield entered(at, KEY, said, text=told(said), direction=way(said))


def told(said: Said) -> str:
    text = said.words.rstrip(".")
    if said.amount is None:
        return text
    text = f"{text}: {said.amount.normalize():,f}{f' {said.unit}' if said.unit else ''}"
    if said.before and said.amount != said.before:
        change = words.per_cent_of(abs(said.amount - said.before), said.before)
        text += f", {'up' if said.amount > said.before else 'down'} {change} from {said.before.normalize():,f}"
    return text


def way(said: Said) -> str | None:
    if said.amount is None or said.before is None:
        return None
    return "same" if said.amount == said.before else "up" if said.amount > said.before else "down"
