from alongside.insight.benchmarking.claims import change_in_numbers
from alongside.insight.benchmarking.tests.factories import BEFORE, only, standing, ten


def test_a_share_moves_in_percentage_points():
    claim = only(change_in_numbers.claims(standing(ten("2E(1)", 80), ten("2E(1)", 70, year=BEFORE))))
    assert "rose by 10.0 percentage points between 2023-24 and 2024-25, from 70.0% to 80.0%" in claim.text
    assert claim.text.endswith("which is better.")
    assert (claim.value, claim.comparator, claim.comparator_value) == ("80.0", BEFORE, "70.0")


def test_a_rate_moves_in_per_cent():
    claim = only(change_in_numbers.claims(standing(ten("2C", 400), ten("2C", 600, year=BEFORE))))
    assert (
        "fell by 33% between 2023-24 and 2024-25, from 600.0 to 400.0 per 100,000" in claim.text
        and claim.direction == "improved"
    )


def test_chance_is_called_no_real_change():
    at = standing(ten("1D", 60, margin="4"), ten("1D", 57, year=BEFORE, margin="4"))
    assert "no real change" in only(change_in_numbers.claims(at), direction="same").text


def test_the_tolerance_is_called_so():
    at = standing(ten("2E(1)", "80.2"), ten("2E(1)", 80, year=BEFORE))
    assert "within the stated tolerance" in only(change_in_numbers.claims(at), direction="same").text


def test_the_same_figure_is_said_to_be_the_same():
    at = standing(ten("2E(1)", 80), ten("2E(1)", 80, year=BEFORE))
    assert only(change_in_numbers.claims(at)).text.endswith("stood at 80.0% in 2024-25, the same as in 2023-24.")
