from decimal import Decimal

from alongside.insight.benchmarking.claims import every, provisional
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_part_of_a_year_is_marked_and_never_compared(day):
    said = Said("provisional", "April to September", day, "Own records", measure="2C", amount=Decimal("300"))
    at = standing(ten("2C", 600, nw=500), said=(said,))
    claim = only(provisional.claims(at))
    assert claim.text.startswith("Provisional, part of a year: April to September, 300 (2C)")
    assert [one.pattern for one in every(at) if "300" in one.text] == ["provisional"]
