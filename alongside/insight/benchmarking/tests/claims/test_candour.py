from alongside.insight.benchmarking.claims import candour
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import BEFORE, only, standing, ten


def test_the_worst_rank_is_said_plainly():
    claim = only(candour.claims(standing(ten("2E(1)", 5, nw=50))), direction="worse")
    assert (claim.rank, claim.of, claim.band, claim.tone) == (10, 10, "bottom quartile", -1)
    assert "10th of 10 in the North West, in the bottom quartile (the lowest, where higher is better)" in claim.text


def test_where_low_is_good_the_highest_is_the_worst():
    claim = only(candour.claims(standing(ten("2C", 500))), pattern="candour")
    assert "the highest, where lower is better" in claim.text


def test_a_real_decline_is_said_with_its_numbers():
    claim = only(candour.claims(standing(ten("2E(1)", 85), ten("2E(1)", 95, year=BEFORE))), direction="declined")
    assert claim.text.startswith("Worse since 2023-24: the share of adults with a learning disability")
    assert "fell by 10.0 percentage points, from 95.0% to 85.0%" in claim.text


def test_what_is_good_is_not_candour():
    assert list(candour.claims(standing(ten("2E(1)", 95), ten("2E(1)", 90, year=BEFORE)))) == []


def test_a_challenge_the_council_names_is_one(day):
    said = Said("challenge", "Few people take a direct payment", day, "Cabinet, May")
    assert only(candour.claims(standing(said=(said,))), tone=-1).text.startswith("Few people take a direct payment (")
