from alongside.insight.benchmarking.claims import programme
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing


def test_it_is_said_with_its_day_and_source(day):
    said = Said("programme", "As the council says it", day, "Where to check")
    claim = only(programme.claims(standing(said=(said,))), pattern="programme")
    assert claim.text.startswith("As the council says it") and "(12 May 2025; source: Where to check)" in claim.text
    assert claim.value is None


def test_nothing_is_made_up():
    assert list(programme.claims(standing())) == []
