from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from alongside.insight.demand import settings as own
from alongside.insight.demand.bands import Band
from alongside.insight.demand.rates import BadRates, read_ages, read_conditions, read_groups

ROOT = Path(__file__).resolve().parents[4]
GOOD = """
conditions:
  frailty:
    label: Frailty
    source: A paper
    mark: derived
    seen_on: 2026-11-22
    known_until: 2040-12-31
    rates:
      - {ages: 65-84, percent: 10, low: 8, high: 12}
      - {ages: 85+, percent: 30, low: 20, high: 40}
"""


def conditions(tmp_path, words=GOOD):
    file = tmp_path / "prevalence.yaml"
    file.write_text(words)
    return read_conditions(file)


def test_people_of_each_age_by_their_rate_with_its_margin(tmp_path):
    (frailty,) = conditions(tmp_path)
    there = {("female", Band(65, 84)): Decimal(600), ("male", Band(65, 84)): Decimal(400),
             ("female", Band(85, None)): Decimal(100), ("male", Band(85, None)): Decimal(0),
             ("male", Band(0, 64)): Decimal(9000)}
    assert frailty.people(there) == (Decimal(100), Decimal(130), Decimal(160)) and frailty.has_margin


def test_ages_that_do_not_fit_give_nothing(tmp_path):
    (frailty,) = conditions(tmp_path)
    assert frailty.people({("all", Band(60, 70)): Decimal(5), ("all", Band(85, None)): Decimal(5)}) is None
    assert frailty.people({}) is None


@pytest.mark.parametrize(("change", "words"), [
    (("mark: derived", "mark: sure"), "frailty: `mark` must be one of seen, derived, unverified"),
    (("source: A paper", "source:"), "frailty: `source` is missing"),
    (("65-84", "65-85"), "both hold the age 85"),
    (("low: 8", "low: 11"), "rate 1: `percent` must lie between"),
    (("percent: 30", "percent: 300"), "rate 2: `percent` must be from 0 to 100"),
    (("seen_on: 2026-11-22", "seen_on: lately"), "`seen_on` must be a day"),
    (("label: Frailty", "label: Frailty\n    colour: red"), "`colour` is not a key here"),
])
def test_a_wrong_file_is_refused_with_its_place(tmp_path, change, words):
    with pytest.raises(BadRates) as refused:
        conditions(tmp_path, GOOD.replace(*change))
    assert words in str(refused.value) and "prevalence.yaml" in str(refused.value)


def test_the_rates_that_ship_each_say_where_they_are_from_and_how_sure_that_is():
    found = own.conditions()
    assert {one.key for one in found} >= {"dementia", "learning_disability"}
    assert all(one.source and one.mark in ("seen", "derived", "unverified") for one in found)


def test_the_example_council_s_groups_and_ages():
    groups = {one.key: one for one in read_groups(ROOT / "councils" / "example" / "demand" / "groups.yaml")}
    assert groups["learning_disability"].in_year(2031)[1] == 1449
    assert groups["dementia"].of_share(2026) == 4450
    assert groups["learning_disability"].in_year(2099) is None, "beyond what was assumed nothing is said"
    bands = read_ages(ROOT / "councils" / "example" / "demand" / "cohorts.yaml")
    assert [band.label for band in bands] == ["Under 25", "25 to 64", "65 to 74", "75 to 84", "85 and over"]


def test_growth_by_a_year_is_spread_over_its_years(tmp_path):
    """HAL-61: a third more after ten years. NWA-122 and CWC-02: 60% more by 2030 and by 2032."""
    there = {group.key: group for group in read_groups(own.OWN / "published_groups.yaml")}
    assert there["halton_65"].in_year(2025) == (133, 133, 133)
    assert there["warrington_65"].in_year(2030) == (160, 160, 160)
    assert there["cheshire_west_65"].in_year(2032) == (160, 160, 160)
    assert there["cheshire_west_85"].in_year(2032) == (150, 150, 150)
    assert there["cheshire_west_learning_disability"].in_year(2021) == (1449, 1449, 1449)
    assert there["cheshire_west_dementia"].of_share(2016) == 4450
    halfway = there["halton_65"].in_year(2020)
    assert halfway and 100 < halfway[1] < 133
    assert there["halton_65"].growth_words == "33% by 2025"


@pytest.mark.parametrize("by", ["2014", "nothing", "2101", "2015"])
def test_a_year_to_grow_by_comes_after_the_first(tmp_path, by):
    file = tmp_path / "groups.yaml"
    file.write_text(f"""groups:
  a: {{label: A, people: 10, year: 2015, growth: {{by: {by}, low: 1, central: 2, high: 3}}, source: B, mark: seen,
      known_until: 2030}}
""")
    with pytest.raises(BadRates, match="must be a year after"):
        read_groups(file)
