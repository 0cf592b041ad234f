from alongside.insight.benchmarking.claims import biggest_mover
from alongside.insight.benchmarking.tests.factories import BEFORE, only, standing, ten


def test_whose_measure_improved_most():
    claim = only(biggest_mover.claims(standing(ten("2E(1)", 80), ten("2E(1)", 60, year=BEFORE))))
    assert claim.text.startswith("Of 10 councils in the North West, Wigan improved the most on the share of adults")
    assert "up 20.0 percentage points, from 60.0% to 80.0%" in claim.text


def test_whose_got_worse_most_is_said_too():
    claim = only(biggest_mover.claims(standing(ten("2C", 80), ten("2C", 60, year=BEFORE))))
    assert "Wigan declined the most on moves into a care home" in claim.text and claim.tone == -1


def test_chance_moves_nobody():
    at = standing(ten("1D", 62, margin="5"), ten("1D", 60, year=BEFORE, margin="5"))
    assert list(biggest_mover.claims(at)) == []
