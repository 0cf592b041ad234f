from alongside.insight.benchmarking.claims import explanation
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_the_explanation_stands_beside_its_figure(day):
    said = Said("explanation", "Some moves were recorded late", day, "Data team", measure="2c")
    claim = only(explanation.claims(standing(ten("2C", 600), said=(said,))))
    assert claim.text == (
        "On moves into a care home by people aged 65 and over, 600.0 per 100,000 in 2024-25: Some moves were "
        "recorded late (12 May 2025; source: Data team)."
    )
