"""The figure against a target the council entered: met or missed, whichever way is better."""

from collections.abc import Iterator

from .. import words
from ..claim import BETTER, EQUAL, WORSE, Claim, entered, side
from ..measures import bare
from ..standing import Standing

KEY, USES = "target", 15
TITLE = "Target"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind != "target" or said.amount is None:
            continue
        of = next((one for one in at.measures if bare(one.code) == bare(said.measure)), None)
        if of is None:
            yield entered(
                at,
                KEY,
                said,
                text=f"{said.words.rstrip('.')}: target {said.amount.normalize():f} for "
                f"{said.measure}, of which there is no figure in {at.year}",
            )
            continue
        now = at.now(of).value
        stands = side(of, now, said.amount)
        met = {BETTER: "beat", EQUAL: "met", WORSE: "missed"}[stands]
        gap = "" if stands == EQUAL else f" by {words.gap(of, now - said.amount)}"
        made = entered(
            at,
            KEY,
            said,
            tone=-1 if stands == WORSE else 1,
            direction=stands,
            text=f"{of.name} stood at {words.amount(of, now)} in {at.year} and {met} the target of "
            f"{words.amount(of, said.amount)}{gap}",
        )
        yield Claim(
            **{
                **made.__dict__,
                "value": words.number(of, now),
                "comparator": "target",
                "series": of.series,
                "comparator_value": words.number(of, said.amount),
                "measure": of.code,
            }
        )
