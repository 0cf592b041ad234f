"""Quartile among the councils of the region, by the stated rule of cutting."""

from collections.abc import Iterator

from ..claim import Claim
from ..standing import Standing
from .national_band import banded_claims

KEY, USES = "regional_band", 11
TITLE = "Regional quartile"


def claims(at: Standing) -> Iterator[Claim]:
    yield from banded_claims(at, KEY, at.region)
