"""What a council's answers say of everybody who could have been asked: each stratum counts by its size.

The national method: within a stratum the answers' mean stands for its people; the variance is
s²/n · N² · (1 − n/N), which for a share is p(1−p)N²(1−n/N)/(n−1); the margin of error is 1.96 of its root, at 95%.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

CRITICAL_VALUE = Decimal("1.96")


class PopulationTooSmall(ValueError):
    """Fewer people than answers: the stratum's number, as the argument."""


@dataclass(frozen=True)
class Estimate:
    """The mean in the answers' own unit. `margin` is None where a stratum has but one answer of several people."""

    mean: Fraction
    margin: Decimal | None
    answers: int
    population: Fraction


def weighted(values: Mapping[int, Sequence[Fraction]], populations: Mapping[int, Fraction]) -> Estimate | None:
    """From the answers of each stratum and how many people it has. A stratum without an answer stands for nobody."""
    there = {stratum: list(of) for stratum, of in values.items() if of}
    if not there:
        return None
    total, whole, variance, known = Fraction(0), Fraction(0), Fraction(0), True
    for stratum, of in there.items():
        size, n = Fraction(populations[stratum]), len(of)
        if size < n:
            raise PopulationTooSmall(stratum)
        mean = sum(of, Fraction(0)) / n
        total += mean * size
        whole += size
        if n > 1:
            spread = sum(((value - mean) ** 2 for value in of), Fraction(0)) / (n - 1)
            variance += spread / n * size * size * (1 - n / size)
        elif size > 1:
            known = False
    margin = root(variance / whole**2) * CRITICAL_VALUE if known else None
    return Estimate(total / whole, margin, sum(map(len, there.values())), whole)


def unweighted(values: Sequence[Fraction]) -> Estimate | None:
    """Where nobody said how many could have been asked: the plain mean, which stands for those who answered alone."""
    if not values:
        return None
    return Estimate(sum(values, Fraction(0)) / len(values), None, len(values), Fraction(0))


def root(value: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 28
        return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
