"""Named programmes, services and partnerships, as the council enters them."""

from collections.abc import Iterator

from ..claim import Claim, entered
from ..standing import Standing

KEY, USES = "programme", 1
TITLE = "Named programme or partnership"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "programme":
            yield entered(at, KEY, said)
