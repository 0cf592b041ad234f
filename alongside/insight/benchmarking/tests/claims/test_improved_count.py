from alongside.insight.benchmarking.claims import improved_count
from alongside.insight.benchmarking.tests.factories import BEFORE, only, standing, ten


def test_so_many_of_so_many_since_a_year():
    at = standing(
        ten("2E(1)", 80), ten("2E(1)", 70, year=BEFORE), ten("2C", 600), ten("2C", 500, year=BEFORE), ten("2A", 70)
    )
    claim = only(improved_count.claims(at))
    assert (claim.value, claim.of, claim.comparator) == (1, 2, BEFORE)
    assert claim.text == "One of 2 measures that can be compared improved between 2023-24 and 2024-25."


def test_the_survey_measures_are_a_set_of_their_own():
    figures = [
        ten(code, own, year=year, margin="1")
        for code in ("1D", "3A", "4A")
        for own, year in ((80, "2024-25"), (60, BEFORE))
    ]
    claims = list(improved_count.claims(standing(*figures, ten("2C", 5), ten("2C", 9, year=BEFORE))))
    assert [(one.value, one.of) for one in claims] == [(4, 4), (3, 3)]
    assert "all 3 measures from the survey of people who use services" in claims[1].text.lower()


def test_chance_is_not_improvement():
    at = standing(ten("1D", 60, margin="4"), ten("1D", 57, year=BEFORE, margin="4"))
    assert only(improved_count.claims(at)).text.startswith("None of 1")


def test_without_a_baseline_nothing_is_counted():
    assert list(improved_count.claims(standing(ten("1D", 60), baseline=""))) == []
