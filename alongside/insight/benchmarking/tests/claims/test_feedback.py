from decimal import Decimal

from alongside.insight.benchmarking.claims import feedback
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing


def test_it_is_said_with_its_day_and_source(day):
    said = Said("feedback", "As the council says it", day, "Where to check", amount=Decimal(96), before=Decimal(92))
    claim = only(feedback.claims(standing(said=(said,))), pattern="feedback")
    assert claim.text.startswith("As the council says it") and "(12 May 2025; source: Where to check)" in claim.text
    assert claim.direction == "up" and "up 4% from 92" in claim.text


def test_nothing_is_made_up():
    assert list(feedback.claims(standing())) == []
