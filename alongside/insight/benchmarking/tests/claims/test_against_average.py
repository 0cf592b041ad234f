from alongside.insight.benchmarking.claims import against_average
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_both_numbers_are_printed_for_region_and_for_england():
    claims = list(against_average.claims(standing(ten("2E(1)", 95, nw=60, england="71.5"))))
    region, england = only(claims, comparator="North West"), only(claims, comparator="England")
    assert "better than the average of the North West (60.0%) by 35.0 percentage points" in region.text
    assert (england.value, england.comparator_value, england.direction) == ("95.0", "71.5", "better")


def test_equal_is_equal():
    claim = only(against_average.claims(standing(ten("2E(1)", 60, nw=60))))
    assert claim.direction == "same" and "equal to the average" in claim.text and claim.tone == 0


def test_chance_is_said_and_takes_no_side():
    claim = only(against_average.claims(standing(ten("1D", 62, nw=60, margin="4"))))
    assert claim.direction == "better" and claim.tone == 0 and "within the survey’s margins of error" in claim.text
