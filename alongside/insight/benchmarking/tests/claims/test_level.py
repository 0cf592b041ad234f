from dataclasses import replace
from decimal import Decimal

from alongside.insight.benchmarking.claims import level
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_a_survey_says_how_sure_it_is():
    claim = only(level.claims(standing(ten("1D", "68.6", margin="4.7"))))
    stood = "Overall satisfaction of people who use services stood at 68.6% (± 4.7 percentage points) in 2024-25."
    assert claim.text == stood
    assert claim.sure == "± 4.7"


def test_records_say_what_it_is_made_from():
    counted = [replace(one, numerator=Decimal(686), denominator=Decimal(1000)) for one in ten("2E(1)", "68.6")]
    assert "(686 of 1,000)" in only(level.claims(standing(counted))).text


def test_a_suppressed_figure_is_not_said():
    assert list(level.claims(standing(ten("2E(1)", None)))) == []
