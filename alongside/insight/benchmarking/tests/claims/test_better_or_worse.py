from alongside.insight.benchmarking.claims import better_or_worse
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_better_than_both():
    claim = only(better_or_worse.claims(standing(ten("2E(1)", 95, nw=60, england=70))), direction="better")
    assert "better than the averages of the North West and England" in claim.text and "95" not in claim.text


def test_better_than_one_and_worse_than_the_other():
    claim = only(better_or_worse.claims(standing(ten("2E(1)", 65, nw=60, england=70))), comparator="North West")
    assert "better than the average of the North West and did worse than the average of England" in claim.text


def test_low_is_good_where_it_is():
    assert only(better_or_worse.claims(standing(ten("2C", 5, nw=60))), direction="better").tone == 1


def test_a_gap_that_may_be_chance_says_so():
    claim = only(better_or_worse.claims(standing(ten("1D", 62, nw=60, margin="4"))), direction="better")
    assert (
        "did not differ from the average of the North West by more than the survey’s margins of error" in claim.text
        and claim.tone == 0
    )


def test_without_a_published_average_nothing_is_said():
    assert list(better_or_worse.claims(standing(ten("2E(1)", 95)))) == []
