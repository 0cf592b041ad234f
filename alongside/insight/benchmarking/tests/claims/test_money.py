from decimal import Decimal

import pytest

from alongside.insight.benchmarking.claims import money
from alongside.insight.benchmarking.standing import Said
from alongside.insight.benchmarking.tests.factories import only, standing


def test_an_amount_with_its_period_and_source(day):
    said = Said("money", "Savings to find by 2027", day, "Budget 2025", amount=Decimal("6000000"))
    claim = only(money.claims(standing(said=(said,))), pattern="money")
    assert claim.text == "Savings to find by 2027: £6 million (12 May 2025; source: Budget 2025)."


@pytest.mark.parametrize(
    "amount, says",
    [("1500", "£1,500"), ("1500.5", "£1,500.50"), ("24800000", "£24.8 million"), ("4600000000", "£4.6 billion")],
)
def test_pounds(amount, says):
    assert money.pounds(Decimal(amount)) == says
