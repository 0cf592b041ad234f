from alongside.insight.benchmarking.claims import direction
from alongside.insight.benchmarking.tests.factories import BEFORE, only, standing, ten


def test_a_direction_without_numbers():
    claim = only(direction.claims(standing(ten("2C", 40), ten("2C", 60, year=BEFORE))), direction="improved")
    fell = "Moves into a care home by people aged 65 and over fell between 2023-24 and 2024-25"
    assert claim.text == f"{fell}, which is better."


def test_within_the_margins_it_is_no_real_change():
    at = standing(ten("1D", 60, margin="4"), ten("1D", 57, year=BEFORE, margin="4"))
    claim = only(direction.claims(at), direction="same")
    assert "no real change" in claim.text and claim.tone == 0


def test_another_method_is_not_compared():
    assert list(direction.claims(standing(ten("2C", 40)))) == []
