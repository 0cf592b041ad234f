"""What people say outside the national surveys, as the council enters it with its source."""

from collections.abc import Iterator

from ..claim import Claim, entered
from ..standing import Standing
from .activity import told, way

KEY, USES = "feedback", 7
TITLE = "Feedback outside the national surveys"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "feedback":
            yield entered(at, KEY, said, text=told(said), direction=way(said))
