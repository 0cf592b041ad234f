from decimal import Decimal

from alongside.insight.benchmarking.claims import inspection
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing


def test_so_many_of_so_many_homes_with_the_share(day):
    said = Said("inspection", "Care homes rated good", day, "CQC", amount=Decimal(22), before=Decimal(24))
    claim = only(inspection.claims(standing(said=(said,))))
    assert claim.text == "Care homes rated good: 22 of 24 (92%) (12 May 2025; source: CQC)."


def test_a_rating_in_words(day):
    said = Said("inspection", "Shared Lives rated outstanding", day, "CQC")
    assert only(inspection.claims(standing(said=(said,)))).value is None
