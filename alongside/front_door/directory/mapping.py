"""A map without anybody else's tiles: points on a plain grid, a mile to a square where that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from .search import Hit, Spot
from .search.find import MILES_A_DEGREE

SIZE, EDGE = 600.0, 40.0
# Miles to a square, the least that leaves no more lines than can be read.
SQUARES = (0.25, 0.5, 1, 2, 5, 10, 25, 50)
MOST_SQUARES = 10
LEAST_MILES = 1.0


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    # The numbers of what is there, as in the list beside it.
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        return str(self.numbers[0]) if len(self.numbers) == 1 else f"{self.numbers[0]}+"


@dataclass(frozen=True)
class Map:
    points: tuple[Point, ...]
    lines: tuple[float, ...]
    here: tuple[float, float] | None
    square: str
    size: float = SIZE


def drawn(hits: Sequence[Hit], spot: Spot | None) -> Map | None:
    """Nothing where nothing of this has a place."""
    placed = [(number, hit.place["latitude"], hit.place["longitude"]) for number, hit in enumerate(hits, 1)
              if hit.place and "latitude" in hit.place]
    if not placed:
        return None
    latitudes = [one[1] for one in placed] + ([spot.latitude] if spot else [])
    longitudes = [one[2] for one in placed] + ([spot.longitude] if spot else [])
    middle, centre = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
    high, wide = MILES_A_DEGREE, MILES_A_DEGREE * cos(radians(middle))
    across = max((max(latitudes) - min(latitudes)) * high, (max(longitudes) - min(longitudes)) * wide, LEAST_MILES)
    scale = (SIZE - 2 * EDGE) / across
    square = next((one for one in SQUARES if across / one <= MOST_SQUARES), SQUARES[-1])

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        return (round(SIZE / 2 + (longitude - centre) * wide * scale, 1),
                round(SIZE / 2 - (latitude - middle) * high * scale, 1))

    together: dict[tuple[float, float], list[int]] = {}
    for number, latitude, longitude in placed:
        x, y = at(latitude, longitude)
        # Points that would lie on each other share one.
        near = next((one for one in together if abs(one[0] - x) < 18 and abs(one[1] - y) < 18), (x, y))
        together.setdefault(near, []).append(number)
    step, start = square * scale, SIZE / 2 % (square * scale)
    return Map(
        tuple(Point(x, y, tuple(numbers)) for (x, y), numbers in together.items()),
        tuple(round(start + step * number, 1) for number in range(int((SIZE - start) / step) + 1)),
        at(spot.latitude, spot.longitude) if spot else None,
        {0.25: "a quarter of a mile", 0.5: "half a mile", 1: "1 mile"}.get(square, f"{square:g} miles"),
    )
