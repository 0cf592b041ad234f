"""The council's own explanation of a figure, beside the figure it explains."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, entered
from ..measures import bare
from ..standing import Standing

KEY, USES = "explanation", 5
TITLE = "Explanation or caveat"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind != "explanation":
            continue
        of = next((one for one in at.measures if bare(one.code) == bare(said.measure)), None)
        figure = f"On {words.lower(of.name)}, {words.amount(of, at.now(of).value)} in {at.year}: " if of else ""
        yield entered(at, KEY, said, text=f"{figure}{said.words.rstrip('.')}")
