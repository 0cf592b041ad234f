from alongside.insight.benchmarking.claims import gap
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_the_gap_alone_in_points():
    claim = only(gap.claims(standing(ten("2E(1)", "80.3", nw=70))))
    assert claim.text.endswith("stood 10.3 percentage points above the average of the North West in 2024-25.")


def test_a_multiple_where_it_is_apt():
    text = only(gap.claims(standing(ten("3D(2a)", 37, nw=20)))).text
    assert "stood at almost double the average of the North West, 17.0 percentage points above it" in text


def test_no_multiple_of_a_share_near_the_whole():
    assert "double" not in only(gap.claims(standing(ten("2E(1)", 90, nw=45)))).text


def test_no_gap_that_chance_explains():
    assert list(gap.claims(standing(ten("1D", 62, nw=60, margin="4")))) == []
