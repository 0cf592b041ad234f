"""The first acceptance of benchmarking: published outcomes follow from their own counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from alongside.insight.benchmarking import places, recompute
from alongside.insight.benchmarking.official.published import Published

from . import official

# Of 2024-25: how many councils have an outcome and both counts.
COUNCILS = {
    "2A": 146,
    "2B": 150,
    "2C": 152,
    "2D(1)": 138,
    "2D(2)": 138,
    "2E(1)": 151,
    "2E(2a)": 152,
    "2E(2b)": 152,
    "3D(1a)": 152,
    "3D(2a)": 152,
}
COUNCILS_THEN = {
    "1C(1A)": 150,
    "1C(2A)": 150,
    "1C(1B)": 147,
    "1C(2B)": 147,
    "1E": 149,
    "1G": 149,
    "2A(1)": 150,
    "2A(2)": 150,
    "2B(1)": 147,
    "2B(2)": 150,
    "2D": 150,
}


def one(**given) -> Published:
    return Published(
        **{
            "framework": "2024-25",
            "code": "2A",
            "year": "2024-25",
            "area": "313",
            "kind": "council",
            "name": "Wigan",
            "outcome": Decimal("68.0"),
            "numerator": Decimal(768),
            "denominator": Decimal(1129),
            **given,
        }
    )


def test_a_councils_outcome_is_worked_out_again_exactly():
    assert recompute.check(one()) == recompute.EXACT
    assert recompute.check(one(outcome=Decimal("68.1"))) == recompute.DIFFERS


def test_half_is_rounded_up():
    assert (
        recompute.check(one(numerator=Decimal(1), denominator=Decimal(2000), outcome=Decimal("0.1"))) == recompute.EXACT
    )


def test_two_decimal_places_where_two_are_published():
    reablement = one(code="2D(1)", numerator=Decimal(330), denominator=Decimal(519), outcome=Decimal("63.58"))
    assert recompute.check(reablement) == recompute.EXACT
    assert recompute.check(replace(reablement, outcome=Decimal("63.6"))) == recompute.DIFFERS


def test_added_up_areas_lie_within_what_rounded_counts_allow():
    england = one(area="England", kind="england", numerator=Decimal(100), denominator=Decimal(200))
    assert recompute.check(replace(england, outcome=Decimal("51.8"))) == recompute.WITHIN
    assert recompute.check(replace(england, outcome=Decimal("53.0"))) == recompute.DIFFERS


def test_a_survey_is_taken_as_published():
    assert recompute.check(one(code="1D", numerator=None, denominator=None)) == recompute.TAKEN


def _of_councils(name, year):
    figures = [
        figure
        for figure in official.read(name).figures
        if figure.kind == "council" and figure.year == year and not figure.part
    ]
    return Counter((figure.code, recompute.check(figure)) for figure in figures if figure.outcome is not None)


@official.needed
def test_every_council_of_2024_25_is_reproduced():
    found = _of_councils(official.SERIES, "2024-25")
    assert {code: found[code, recompute.EXACT] for code in COUNCILS} == COUNCILS
    assert [key for key in found if key[1] == recompute.DIFFERS] == []


@official.needed
def test_every_council_of_2020_21_is_reproduced():
    found = _of_councils(official.OPEN, "2020-21")
    assert {code: found[code, recompute.EXACT] for code in COUNCILS_THEN} == COUNCILS_THEN
    assert [key for key in found if key[1] == recompute.DIFFERS] == []


@official.needed
@pytest.mark.parametrize("name", [official.SERIES, official.OPEN])
def test_nothing_in_either_file_differs_parts_and_added_up_areas_too(name):
    counts, differing = recompute.summary(official.read(name).figures)
    assert differing == []
    assert counts[recompute.WITHIN] > 500


@official.needed
def test_safeguarding_lies_within_its_interval():
    found = [
        figure
        for figure in official.read(official.SERIES).figures
        if figure.code == "4B" and figure.outcome is not None and figure.numerator is not None
    ]
    assert len(found) > 300
    assert {recompute.check(figure) for figure in found} == {recompute.WITHIN}


@official.needed
def test_our_map_of_regions_adds_up_to_the_official_regions():
    """The populations of the councils that we put into a region are the population published for it."""
    figures = {(figure.area): figure for figure in official.read(official.SERIES).figures if figure.code == "2C"}
    for name, area in places.REGION_CODES.items():
        members = [figures[code] for code in places.region(name).members("2024-25")]
        if any(one.denominator is None for one in members):
            continue
        assert abs(sum(one.denominator for one in members) - figures[area].denominator) <= 3, name
