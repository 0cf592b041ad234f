"""Invented figures for the councils of the North West, small enough to rank by eye."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from alongside.insight.benchmarking import change, measures, places, sets
from alongside.insight.benchmarking.claim import Claim
from alongside.insight.benchmarking.official.published import Published
from alongside.insight.benchmarking.standing import Said, Standing
from alongside.insight.benchmarking.table import Table

YEAR, BEFORE = "2024-25", "2023-24"
# Wigan and nine others of the region.
CODES = ("313", "304", "305", "306", "307", "308", "309", "310", "311", "312")
WIGAN = CODES[0]


def published(
    code: str,
    values: Mapping[str, object],
    year: str = YEAR,
    *,
    margin: str | None = None,
    framework: str = measures.NEW,
) -> list[Published]:
    """Of areas by their code: 313, NW, England."""

    def kind(area: str) -> str:
        return {"England": "england", "NW": "region"}.get(area, "council")

    return [
        Published(
            framework,
            code,
            year,
            area,
            kind(area),
            area,
            outcome=None if value is None else Decimal(str(value)),
            margin=Decimal(margin) if margin and value is not None else None,
            marks={} if value is not None else {"outcome": "c"},
        )
        for area, value in values.items()
    ]


def ten(
    code: str,
    own: object,
    others: list[object] | None = None,
    year: str = YEAR,
    *,
    nw: object = None,
    england: object = None,
    margin: str | None = None,
) -> list[Published]:
    """Wigan's figure and those of nine others, 10, 20 … 90 unless told."""
    values: dict[str, object] = {WIGAN: own, **dict(zip(CODES[1:], others or list(range(10, 100, 10)), strict=True))}
    if nw is not None:
        values["NW"] = nw
    if england is not None:
        values["England"] = england
    return published(code, values, year, margin=margin)


def standing(
    *figures: list[Published],
    said: tuple[Said, ...] = (),
    baseline: str = BEFORE,
    year: str = YEAR,
    rules: change.Rules | None = None,
    peers: tuple[places.Group, ...] = (),
    measure_sets: tuple[sets.MeasureSet, ...] | None = None,
) -> Standing:
    table = Table.of(one for some in figures for one in some)
    return Standing(
        table,
        places.find_council("Wigan", year),
        year,
        baseline,
        peers,
        rules or change.Rules(),
        said,
        measure_sets or sets.built_in(),
    )


def only(claims: Iterable[Claim], **wanted: object) -> Claim:
    """The one claim with these fields."""
    found = [one for one in claims if all(getattr(one, key) == value for key, value in wanted.items())]
    assert len(found) == 1, [one.text for one in found]
    return found[0]
