"""Place among the councils of the region; equals share it."""

from collections.abc import Iterator

from ..claim import Claim
from ..standing import Standing
from .national_rank import ranked_claims

KEY, USES = "regional_rank", 18
TITLE = "Regional rank"


def claims(at: Standing) -> Iterator[Claim]:
    yield from ranked_claims(at, KEY, at.region)
