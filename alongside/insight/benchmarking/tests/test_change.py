"""Real change: by margins of error for surveys, by a stated tolerance for the rest."""

from decimal import Decimal

import pytest

from alongside.insight.benchmarking.change import BadTolerance, Rules, between, really_differs
from alongside.insight.benchmarking.measures import measure
from alongside.insight.benchmarking.table import Figure


def moved(code, then, now, margin=None, rules=None):
    of = measure("2024-25", code)
    before, after = (
        Figure(of, year, "313", Decimal(value), Decimal(margin) if margin else None)
        for year, value in (("2023-24", then), ("2024-25", now))
    )
    return between(of, before, after, "2023-24", rules or Rules())


def test_a_survey_within_both_margins_together_shows_no_real_change():
    # 3 and 4 together are 5.
    of = measure("2024-25", "1D")
    first, second = (
        Figure(of, "2023-24", "313", Decimal(60), Decimal(3)),
        Figure(of, "2024-25", "313", Decimal(65), Decimal(4)),
    )
    assert between(of, first, second, "2023-24", Rules()).direction == "same"
    higher = Figure(of, "2024-25", "313", Decimal("65.1"), Decimal(4))
    assert between(of, first, higher, "2023-24", Rules()).direction == "improved"
    assert really_differs(first, second) is False and really_differs(first, higher) is True


def test_lower_is_better_where_it_is():
    assert moved("2C", "800", "600").direction == "improved"
    assert moved("2C", "600", "800").direction == "declined"


def test_records_have_a_tolerance_in_points_and_rates_in_per_cent():
    assert moved("2E(1)", "80.0", "80.5").direction == "same"
    assert moved("2E(1)", "80.0", "80.6").direction == "improved"
    assert moved("2C", "600", "594").direction == "same"
    assert moved("2C", "600", "593").direction == "improved"


def test_a_tolerance_of_nought_makes_any_difference_count_but_not_for_a_survey():
    assert moved("2E(1)", "80.0", "80.1", rules=Rules.of("0")).direction == "improved"
    assert moved("2C", "600", "599.9", rules=Rules.of("0")).direction == "improved"
    assert moved("1D", "60", "62", margin="4", rules=Rules.of("0")).direction == "same"


@pytest.mark.parametrize("tolerance", ["much", "-1", "NaN", "101"])
def test_a_tolerance_is_a_number_of_points(tolerance):
    with pytest.raises(BadTolerance):
        Rules.of(tolerance)
