"""Awards, accreditations and peer reviews, as the council enters them."""

from collections.abc import Iterator

from ..claim import Claim, entered
from ..standing import Standing

KEY, USES = "recognition", 14
TITLE = "Award, accreditation or peer review"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "recognition":
            yield entered(at, KEY, said, tone=1)
