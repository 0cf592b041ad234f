from decimal import Decimal

import pytest

from alongside.insight.benchmarking.claims import target
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing, ten


@pytest.mark.parametrize(
    "code, own, aim, says, direction",
    [
        ("2E(1)", 80, 75, "beat the target of 75.0% by 5.0 percentage points", "better"),
        ("2E(1)", 75, 75, "met the target of 75.0%", "same"),
        ("2C", 600, 500, "missed the target of 500.0 per 100,000 by 100.0 per 100,000", "worse"),
    ],
)
def test_a_target_is_beaten_met_or_missed_by_its_polarity(day, code, own, aim, says, direction):
    said = Said("target", "Plan", day, "Council plan", measure=code, amount=Decimal(aim))
    claim = only(target.claims(standing(ten(code, own), said=(said,))), comparator="target")
    assert says in claim.text and claim.direction == direction and "Council plan" in claim.text


def test_a_target_without_a_figure_is_no_nought(day):
    said = Said("target", "Plan", day, "Council plan", measure="2C", amount=Decimal(500))
    assert "of which there is no figure in 2024-25" in only(target.claims(standing(said=(said,)))).text
