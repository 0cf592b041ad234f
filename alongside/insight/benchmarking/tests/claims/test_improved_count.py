from decimal import Decimal

import pytest

from alongside.insight.benchmarking.claims import better_count, improved_count
from alongside.insight.benchmarking.measures import OLD, all_measures
from alongside.insight.benchmarking.sets import WHOLE, MeasureSet
from alongside.insight.benchmarking.tests.factories import BEFORE, YEAR, only, published, standing, ten
from alongside.insight.benchmarking.words import per_cent_of


def test_so_many_of_so_many_since_a_year():
    at = standing(
        ten("2E(1)", 80), ten("2E(1)", 70, year=BEFORE), ten("2C", 600), ten("2C", 500, year=BEFORE), ten("2A", 70)
    )
    claim = only(improved_count.claims(at))
    assert (claim.value, claim.of, claim.comparator) == (1, 2, BEFORE)
    assert claim.text == "One of the two measures that can be compared improved between 2023-24 and 2024-25."


def test_the_survey_measures_are_a_set_of_their_own():
    figures = [
        ten(code, own, year=year, margin="1")
        for code in ("1A", "1D", "3A", "4A")
        for own, year in ((80, YEAR), (60, BEFORE))
    ]
    claims = list(improved_count.claims(standing(*figures, ten("2C", 5), ten("2C", 9, year=BEFORE))))
    assert [(one.value, one.of, one.measure_set) for one in claims] == [(5, 5, "every"), (4, 4, "users")]
    assert claims[1].text == (
        "All four measures from the survey of people who use services improved between 2023-24 and 2024-25 (three of "
        "the set’s seven cannot be counted)."
    )


def test_chance_is_not_improvement():
    at = standing(
        *(ten(code, own, year=year, margin="4") for code in ("1D", "4A") for own, year in ((60, YEAR), (57, BEFORE)))
    )
    assert only(improved_count.claims(at)).text.startswith("None of the two measures")


def test_without_a_baseline_nothing_is_counted():
    assert list(improved_count.claims(standing(ten("1D", 60), baseline=""))) == []


def test_since_the_baseline_since_the_year_before_and_since_the_first():
    """A council says 18 since 2011-12 and nine since last year in one profile: each count names its year."""
    figures = [
        ten(code, value, year=year)
        for code in ("2E(1)", "2A")
        for value, year in ((50, "2020-21"), (70, "2022-23"), (80, BEFORE), (75 if code == "2A" else 90, YEAR))
    ]
    counted = {one.comparator: one.value for one in improved_count.claims(standing(*figures, baseline="2022-23"))}
    assert counted == {"2022-23": 2, BEFORE: 1, "2020-21": 2}


OLD_CODES = [one.code for one in all_measures() if one.framework == OLD and one.code != "2C(3)"]


def sized(how_many):
    return MeasureSet(
        f"set{how_many}", f"Our {how_many}", f"measures of our set of {how_many}", OLD, tuple(OLD_CODES[:how_many])
    )


@pytest.mark.parametrize(
    "how_many, says", [(19, "15 of the 19"), (22, "15 of the 22"), (25, "15 of the 25"), (28, "15 of the 28")]
)
def test_each_set_shows_its_own_size(how_many, says):
    """The first fifteen measures are better than England and better than before; the rest are neither."""
    figures = []
    for place, code in enumerate(OLD_CODES):
        low = next(one for one in all_measures() if one.framework == OLD and one.code == code).low_is_good
        better = place < 15
        own, other = (90, 50) if better != low else (10, 50)
        figures += published(code, {"313": own, "England": other}, "2015-16", framework=OLD)
        figures += published(code, {"313": other}, "2014-15", framework=OLD)
    at = standing(figures, year="2015-16", baseline="2014-15", measure_sets=(WHOLE, sized(how_many)))
    if how_many == 28:  # the whole is that set, and is not said twice
        of = only(better_count.claims(at), comparator="England")
        assert (of.value, of.of) == (15, 28) and "(54%)" in of.text
        return
    better = only(better_count.claims(at), comparator="England", measure_set=f"set{how_many}")
    improved = only(improved_count.claims(at), measure_set=f"set{how_many}")
    assert says in better.text and says in improved.text and f"our set of {how_many}" in improved.text
    assert (better.value, better.of) == (improved.value, improved.of) == (15, how_many)


def test_fifteen_of_28_is_54_per_cent_and_of_fewer_is_more():
    assert [per_cent_of(Decimal(15), Decimal(of)) for of in (28, 27, 19)] == ["54%", "56%", "79%"]
