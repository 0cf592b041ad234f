from decimal import Decimal

from alongside.insight.benchmarking.claims import activity
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing


def test_a_volume_with_an_earlier_one_changes_in_per_cent(day):
    said = Said(
        "activity",
        "Applications for deprivation of liberty",
        day,
        "DoLS return",
        amount=Decimal(1420),
        before=Decimal(1000),
    )
    claim = only(activity.claims(standing(said=(said,))), direction="up")
    assert claim.text == (
        "Applications for deprivation of liberty: 1,420, up 42% from 1,000 (12 May 2025; source: DoLS return)."
    )
    assert (claim.value, claim.comparator_value) == ("1420", "1000")


def test_a_volume_alone(day):
    said = Said("activity", "Step-up beds", day, "Commissioning", amount=Decimal(28), unit="beds")
    assert only(activity.claims(standing(said=(said,))), direction=None).text.startswith("Step-up beds: 28 beds (")


def test_other_entries_are_other_patterns(day):
    assert list(activity.claims(standing(said=(Said("money", "Savings", day, "Budget"),)))) == []
