"""What is in a bottom quartile, declined, worse each time or below both averages is a challenge, all of it."""

from alongside.insight.benchmarking.challenges import challenges

from .factories import BEFORE, YEAR, standing, ten


def test_bottom_quartile_and_declining_measures_are_challenges_by_themselves():
    at = standing(
        ten("2E(1)", 5),
        ten("2A", 85), ten("2A", 95, year=BEFORE),
        ten("3A", 95), ten("3A", 90, year=BEFORE),
    )  # fmt: skip
    found = {one.measure.code: one.reasons for one in challenges(at)}
    assert set(found) == {"2E(1)", "2A"}
    assert found["2E(1)"][0] == "bottom quartile of the North West (10th of 10)"
    assert found["2A"] == ("declined since 2023-24: down 10.0 percentage points, from 95.0% to 85.0%",)


def test_below_both_averages_is_said_with_how_far():
    """63.3% beside 64.7% and 66.8%; 5.3% beside 6.8% and 6.7%: both are areas to improve."""
    others = [60, 61, 62, 62.5, 65, 66, 67, 68, 69]
    at = standing(
        ten("1D", "63.3", others, nw="66.8", england="64.7"), ten("2A", "5.3", [1, 2, 3, 4, 6, 7, 8, 9, 10], nw="6.7",
                                                                 england="6.8"),
    )  # fmt: skip
    found = {one.measure.code: " and ".join(one.reasons) for one in challenges(at)}
    assert "3.5 percentage points worse than the North West and 1.4 percentage points worse than England" in found["1D"]
    assert "1.4 percentage points worse than the North West and 1.5 percentage points worse" in found["2A"]


def test_chance_is_no_challenge():
    assert challenges(standing(ten("1D", 55, nw=57, england=57, margin="4"))) == []


def test_worse_each_year_is_said_with_its_years():
    years = ("2021-22", "2022-23", BEFORE, YEAR)
    at = standing(*(ten("2C", 20 + 5 * place, year=year) for place, year in enumerate(years)))
    assert "worse each time since 2021-22, three times running" in challenges(at)[0].reasons


def test_what_speaks_loudest_comes_first():
    at = standing(ten("2A", 15), ten("2E(1)", 5), ten("2E(1)", 50, year=BEFORE))
    assert [one.measure.code for one in challenges(at)] == ["2E(1)", "2A"]
