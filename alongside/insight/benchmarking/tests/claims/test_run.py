from alongside.insight.benchmarking.claims import run
from alongside.insight.benchmarking.tests.factories import only, standing, ten

YEARS = ("2020-21", "2021-22", "2022-23", "2023-24", "2024-25")


def over(code, *values, margin=None):
    return standing(
        *[ten(code, value, year=year, margin=margin) for value, year in zip(values, YEARS[-len(values) :], strict=True)]
    )


def test_better_each_time():
    claim = only(run.claims(over("2E(1)", 60, 62, 64, 66, 68)), direction="improved")
    assert "better each time it was measured since 2020-21, four times running" in claim.text


def test_one_flat_year_breaks_it():
    assert list(run.claims(over("2E(1)", 60, 62, 62, 64, 66))) == []


def test_it_counts_from_the_turn():
    assert only(run.claims(over("2E(1)", 70, 60, 62, 64, 66))).comparator == "2021-22"


def test_worse_each_time_where_low_is_good():
    assert only(run.claims(over("2C", 60, 70, 80, 90))).direction == "declined"


def test_a_run_that_chance_explains_is_none():
    assert list(run.claims(over("1D", 60, 61, 62, 63, margin="5"))) == []


def test_how_many_were_better_each_time_since_the_baseline():
    figures = [
        ten(code, value + place, year=year)
        for code in ("2E(1)", "2E(2a)", "2A")
        for value, (place, year) in zip((60, 62, 64, 66, 68), enumerate(YEARS), strict=True)
        if code != "2A" or value != 64
    ]
    claims = list(run.claims(standing(*figures, ten("2A", 5, year="2022-23"), baseline="2020-21")))
    claim = only(claims, measure=None)
    assert (claim.value, claim.of, claim.comparator) == (2, 3, "2020-21")
    assert claim.text.startswith("Two of the three measures with a figure for 2020-21 have been better each time")
