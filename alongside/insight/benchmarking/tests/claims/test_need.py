from decimal import Decimal

from alongside.insight.benchmarking.claims import need
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing


def test_it_is_said_with_its_day_and_source(day):
    said = Said("need", "As the council says it", day, "Where to check", amount=Decimal(36500))
    claim = only(need.claims(standing(said=(said,))), pattern="need")
    assert claim.text.startswith("As the council says it") and "(12 May 2025; source: Where to check)" in claim.text
    assert ": 36,500 (" in claim.text


def test_nothing_is_made_up():
    assert list(need.claims(standing())) == []
