"""The second acceptance: claims of 2015-16 from the official file, with their ranks, bands and direction."""

from __future__ import annotations

from functools import cache

import pytest

from alongside.insight.benchmarking import claims, places
from alongside.insight.benchmarking.standing import Standing
from alongside.insight.benchmarking.table import Table

from . import official
from .factories import only

pytestmark = official.needed
SIX_SURVEY_MEASURES = ["1A", "1D", "3A", "3C(1)", "4A", "5A(1)"]


@cache
def table():
    return Table.of(official.read(official.SERIES).figures)


@cache
def said_of(council, year="2015-16", baseline=""):
    found = places.find_council(council, year)
    peers = tuple(one for one in places.built_in_groups() if one.kind == "peers" and found.code in one.members(year))
    return list(claims.every(Standing(table(), found, year, baseline, peers)))


def by_hand(series, council, year="2015-16", region="North West"):
    """Rank and number of councils, worked out again without the product's own ranking."""
    members = [one.code for one in places.councils() if one.region == region and one.stood_in(year)]
    values = {code: table().get(series, year, code).value for code in members if table().get(series, year, code)}
    own = values[places.find_council(council, year).code]
    return 1 + len([value for value in values.values() if value > own]), len(values)


@pytest.mark.parametrize(
    "council, measure, series, value, england, north_west",
    [
        ("Wigan", "1D", "satisfaction", "68.6", "64.4", "64.9"),
        ("Cheshire West and Chester", "1A", "quality_of_life", "19.5", "19.1", "19.1"),
        ("Cheshire West and Chester", "4A", "feel_safe", "73.3", "69.2", "70.0"),
    ],
)
def test_the_figures_of_2015_16_come_out_as_claims(council, measure, series, value, england, north_west):
    for group, average in (("England", england), ("North West", north_west)):
        claim = only(said_of(council), pattern="against_average", measure=measure, comparator=group)
        assert (claim.value, claim.comparator_value, claim.direction) == (value, average, "better")
    rank, of = by_hand(series, council)
    ranked = only(said_of(council), pattern="regional_rank", measure=measure)
    assert (ranked.rank, ranked.of) == (rank, of)
    assert ranked.band == "top quartile" if rank <= 6 else ranked.band != "top quartile"


def test_wigan_is_first_of_greater_manchester_and_fourth_of_the_region():
    assert only(said_of("Wigan"), pattern="peer_rank", measure="1D").rank == 1
    assert "4th of 23 in the North West" in only(said_of("Wigan"), pattern="regional_rank", measure="1D").text


def test_2015_16_has_six_survey_measures_and_no_change_to_speak_of():
    wigan = said_of("Wigan")
    assert [one.measure for one in wigan if one.pattern == "level"] == SIX_SURVEY_MEASURES
    assert [one for one in wigan if one.pattern in ("improved_count", "change_in_numbers", "run")] == []


def test_every_council_of_the_region_has_its_claims_in_both_years():
    for year, how_many in (("2015-16", 23), ("2024-25", 24)):
        members = places.region("North West").members(year)
        assert len(members) == how_many
        for code in members:
            assert any(one.pattern == "regional_rank" for one in said_of(code, year)), (code, year)


def test_somebody_is_last_in_every_measure_and_it_is_said():
    last = {
        one.measure
        for code in places.region("North West").members("2024-25")
        for one in said_of(code, "2024-25")
        if one.pattern == "candour" and one.comparator == "North West" and one.rank == one.of
    }
    assert {"1A", "2C", "3D(1a)", "4A"} <= last


def test_records_of_2024_25_are_not_compared_with_the_older_method():
    compared = {one.measure for one in said_of("Wigan", "2024-25", "2023-24") if one.pattern == "change_in_numbers"}
    assert "1D" in compared and not compared & {"2A", "2B", "2C", "2D(1)", "2E(1)", "3D(1a)"}
