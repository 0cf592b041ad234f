"""The nation rounds half up, from unrounded whole numbers; a computer's own rounding goes to the even neighbour and is
wrong one time in many."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

PER = {"percent": 100, "per_100000": 100_000, "score": 1, "days": 1}


def outcome(numerator: int, denominator: int | None, unit: str, places: int = 1) -> Decimal | None:
    """The published figure. A denominator of nought gives nought, as the nation does; an unknown one gives nothing."""
    if unit not in PER:
        raise ValueError(f"There is no unit called {unit}: it is one of {', '.join(PER)}.")
    if denominator is None:
        return None
    if denominator == 0:
        return rounded(Decimal(0), places)
    with localcontext() as exact:
        # Enough digits that only a half rounds as one: quotients of whole counts come no nearer to it than this.
        exact.prec = 60
        return rounded(Decimal(numerator * PER[unit]) / Decimal(denominator), places)


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, and with all its places: 74.0, not 74."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
