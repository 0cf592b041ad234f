from alongside.insight.benchmarking.claims import up_same_down
from alongside.insight.benchmarking.tests.factories import BEFORE, only, standing, ten


def test_three_counts_and_the_rule():
    at = standing(
        ten("2E(1)", 80),
        ten("2E(1)", 70, year=BEFORE),
        ten("2C", 600),
        ten("2C", 500, year=BEFORE),
        ten("1D", 60, margin="4"),
        ten("1D", 58, year=BEFORE, margin="4"),
    )
    text = only(up_same_down.claims(at)).text
    assert "Of the three measures that can be compared" in text
    assert "one improved, one showed no real change and one declined" in text
    assert "0.5 percentage points" in text
