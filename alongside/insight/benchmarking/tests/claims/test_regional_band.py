from alongside.insight.benchmarking.claims import regional_band
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_the_quartile_in_the_region():
    claim = only(regional_band.claims(standing(ten("2C", 5))))
    assert claim.band == "top quartile" and claim.tone == 1
    assert "in the top quartile of 10 councils in the North West" in claim.text


def test_the_middle_takes_no_side():
    assert only(regional_band.claims(standing(ten("2C", 45)))).tone == 0


def test_all_equal_are_in_no_band():
    assert list(regional_band.claims(standing(ten("2C", 5, [5] * 9)))) == []


def test_where_equals_share_the_last_place_of_a_band_the_sentence_counts_them():
    """Three of ten stand at the cut of two or three: all are in the top quartile, and it is said to be of five."""
    at = standing(ten("2E(1)", 80, [95, 90, 80, 80, 50, 40, 30, 20, 10]))
    claim = only(regional_band.claims(at), band="top quartile")
    assert "in the top quartile of 10 councils in the North West (the best 5)" in claim.text
