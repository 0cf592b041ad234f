"""Red, amber or green by rule: pure, said with its reason, and never for what has no number to be held to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .shapes import BANDS, STATUSES, Target

GREEN, AMBER, RED, UNRATED = "green", "amber", "red", ""
WORST_FIRST = (RED, AMBER, UNRATED, GREEN)


@dataclass(frozen=True)
class Rating:
    colour: str
    because: str

    @property
    def words(self) -> str:
        return self.colour.capitalize() or "Not rated"


def rate(value: Decimal | None, target: Target | None, better: str, *, within_percent: Decimal,
         whole: bool = True, why_none: str = "") -> Rating:
    """Green at the target or better; amber within so many per cent of it; red beyond.

    The figure is held to the target as both are shown. A part of a year is not held to the target of a whole one.
    """
    if target is None:
        return Rating(UNRATED, "There is no target for this year")
    if target.status:
        return Rating(UNRATED, status_words(target))
    if target.value is None:
        return Rating(UNRATED, "The target is a place among councils, and no rank is known")
    if value is None:
        return Rating(UNRATED, why_none or "There is no figure")
    if better not in ("higher", "lower"):
        return Rating(UNRATED, "Neither higher nor lower is better, so it is not rated")
    if not whole:
        return Rating(UNRATED, "Part of a year, so it is not held to the target of the whole year")
    short = target.value - value if better == "higher" else value - target.value
    if short <= 0:
        return Rating(GREEN, "At the target" if short == 0 else "Better than the target")
    if short <= abs(target.value) * within_percent / 100:
        return Rating(AMBER, f"Within {plain(within_percent)}% of the target")
    return Rating(RED, f"More than {plain(within_percent)}% from the target")


def cut(out_of: int, share: int) -> int:
    """How many of so many make up a band: the nearest whole number, half up; at least one."""
    return max(1, int((Decimal(out_of) / share).quantize(Decimal(1), ROUND_HALF_UP)))


def quartile(rank: int, out_of: int) -> int:
    """1 is the best. Each quartile ends at the nearest whole number of its share."""
    ends = (int((Decimal(out_of * part) / 4).quantize(Decimal(1), ROUND_HALF_UP)) for part in (1, 2, 3))
    return 1 + sum(rank > max(1, end) for end in ends)


def rate_rank(rank: int | None, out_of: int | None, band: str) -> Rating:
    """A place among councils, 1 the best: green in the band, amber in the better half, red below."""
    if rank is None or out_of is None:
        return Rating(UNRATED, f"The target is the {band}, and no rank is known")
    last = cut(out_of, BANDS[band])
    place = f"Ranked {rank} of {out_of}; the {band} ends at {last}"
    if rank <= last:
        return Rating(GREEN, place)
    return Rating(AMBER if quartile(rank, out_of) <= 2 else RED, place)


def status_words(target: Target) -> str:
    return f"{STATUSES[target.status]}{': ' + target.by if target.by else ''}"


def plain(value: Decimal) -> str:
    """5, not 5.0 and not 5E+0."""
    return f"{value.normalize():f}"
