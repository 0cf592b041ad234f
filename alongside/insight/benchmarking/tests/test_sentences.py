"""Every sentence that can be made of every council in England, in both years: shares in per cent, their differences in
percentage points, and nothing that a careful analyst would not write."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest

from alongside.insight.benchmarking import claims, places
from alongside.insight.benchmarking.claim import Claim
from alongside.insight.benchmarking.measures import all_measures
from alongside.insight.benchmarking.standing import Standing

from . import official
from .test_north_west import table

pytestmark = official.needed
YEARS = [("2015-16", ""), ("2024-25", "2023-24"), ("2024-25", "2015-16")]
UNITS = {one.series: one.unit for one in all_measures()}
# What stands after a word of movement or distance, up to its unit.
FAR = re.compile(
    r"(?:rose by|fell by|up|down|by|difference of|at .{0,40}?, |stood) "
    r"(?P<number>[\d,]+(?:\.\d+)?)(?P<unit>%| percentage points?| points?| per 100,000)"
)


@cache
def everything(year: str, baseline: str) -> tuple[Claim, ...]:
    found: list[Claim] = []
    for code in sorted(table().councils_in(year)):
        council = places.council_of(code, year)
        assert council
        peers = tuple(one for one in places.built_in_groups() if one.kind == "peers" and code in one.members(year))
        found += claims.every(Standing(table(), council, year, baseline, peers))
    return tuple(found)


@pytest.mark.parametrize("year, baseline", YEARS)
def test_differences_of_shares_are_percentage_points_and_never_per_cent(year, baseline):
    """A share: points only. A rate: per cent of itself, or per 100,000. A score: points, and never a percentage."""
    right = {"percent": {"percentage point"}, "per_100000": {"%", "per 100,000"}, "score": {"point"}}
    seen: Counter[str] = Counter()
    for one in everything(year, baseline):
        if not one.series:
            continue
        for found in FAR.finditer(one.text):
            unit = found["unit"].strip().removesuffix("s")
            seen[unit] += 1
            assert unit in right[UNITS[one.series]], one.text
        if UNITS[one.series] == "score":
            assert "%" not in one.text and "per cent" not in one.text, one.text
        if UNITS[one.series] == "per_100000" and "percentage" in one.text:
            pytest.fail(one.text)
    assert seen["percentage point"] > 500 and seen["point"] > 50
    assert year == "2015-16" or seen["per 100,000"] > 100


@pytest.mark.parametrize("year, baseline", YEARS)
def test_a_stated_change_is_the_difference_of_the_two_figures_beside_it(year, baseline):
    """from 66.1% to 76.2% is 10.1 percentage points, not 15%; and a rise is called one."""
    share = re.compile(r"(rose by|fell by|up|down) ([\d.]+) percentage points?.*?from ([\d.]+)% to ([\d.]+)%")
    checked = 0
    for one in everything(year, baseline):
        if found := share.search(one.text):
            way, far, first, last = found[1], *map(Decimal, found.groups()[1:])
            assert abs(abs(last - first) - far) <= Decimal("0.05"), one.text
            assert (way in ("rose by", "up")) == (last > first), one.text
            checked += 1
    assert checked > 100 or not baseline


@pytest.mark.parametrize("year, baseline", YEARS)
def test_every_sentence_is_whole_and_plain(year, baseline):
    rough = re.compile(
        r"\s\s|\.\.|,,| ,|\bNone\b(?! of)|nan\b|Decimal|\{|\}|\bno declined|\bno improved|\(\)|the the | a a "
        r"|\ball two\b|-\d+(?:\.\d+)? (?:percentage|points)|significant|\bSt\. Helens\.\.|in (?:North|South|East|West) "
    )
    for one in everything(year, baseline):
        assert one.text[0].isupper() or one.text[0].isdigit(), one.text
        assert one.text.endswith("."), one.text
        assert not rough.search(one.text), one.text
        assert len(one.text) < 420, one.text


@pytest.mark.parametrize("year, baseline", YEARS)
def test_every_claim_leads_to_its_numbers_and_says_its_year(year, baseline):
    for one in everything(year, baseline):
        assert one.series or one.measure_set, one.text
        assert year in one.text, one.text


@pytest.mark.parametrize("year, baseline", YEARS[1:])
def test_a_count_names_its_set_and_its_baseline(year, baseline):
    counts = [one for one in everything(year, baseline) if one.pattern in ("improved_count", "up_same_down")]
    assert {one.measure_set for one in counts} >= {"every", "users"}
    for one in counts:
        assert str(one.comparator) in one.text and ("measures from" in one.text or "can be compared" in one.text)


@pytest.mark.parametrize("year, baseline", YEARS)
def test_as_much_is_said_of_the_last_as_of_the_first(year, baseline):
    """Whoever is last of a region in a measure is told so as plainly as whoever is first."""
    ranked = [one for one in everything(year, baseline) if one.pattern == "regional_rank"]
    first = Counter(one.series for one in ranked if one.rank == 1)
    behind = Counter(one.series for one in everything(year, baseline) if one.pattern == "candour" and one.rank)
    assert set(first) <= set(behind)
