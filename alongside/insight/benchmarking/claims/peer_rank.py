"""Place among a group of peers: a city region, nearest neighbours, any list. No average of a list is made up."""

from collections.abc import Iterator

from ..claim import Claim
from ..standing import Standing
from .national_rank import ranked_claims

KEY, USES = "peer_rank", 5
TITLE = "Rank among peers"


def claims(at: Standing) -> Iterator[Claim]:
    for group in at.peers:
        yield from ranked_claims(at, KEY, group)
