"""Population and need, as the council enters them."""

from collections.abc import Iterator

from ..claim import Claim, entered
from ..standing import Standing
from .activity import told, way

KEY, USES = "need", 9
TITLE = "Population or need"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "need":
            yield entered(at, KEY, said, text=told(said), direction=way(said))
