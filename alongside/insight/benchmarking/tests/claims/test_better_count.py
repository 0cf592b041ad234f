from alongside.insight.benchmarking.claims import better_count
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_better_than_each_and_than_both():
    at = standing(ten("2E(1)", 80, nw=70, england=85), ten("2C", 400, nw=500, england=450), ten("2A", 50, nw=60))
    claims = list(better_count.claims(at))
    assert [(one.comparator, one.value, one.of) for one in claims] == [
        ("North West", 2, 3),
        ("England", 1, 2),
        ("North West and England", 1, 2),
    ]
    assert claims[0].text == (
        "Two of the three measures published with that average (67%) stood better than the average of the North West "
        "in 2024-25."
    )


def test_equal_is_not_better():
    assert only(better_count.claims(standing(ten("2E(1)", 70, nw=70), ten("2C", 5, nw=5)))).value == 0


def test_a_count_of_one_says_nothing():
    assert list(better_count.claims(standing(ten("2E(1)", 80, nw=70)))) == []


def test_a_difference_that_a_survey_cannot_bear_is_not_counted_and_said():
    at = standing(ten("1D", 62, england=60, margin="4"), ten("4A", 80, england=60, margin="4"))
    claim = only(better_count.claims(at), comparator="England")
    assert (claim.value, claim.of) == (1, 2)
    assert claim.text.endswith("in 2024-25; one did not differ from it beyond a survey’s margins of error.")
