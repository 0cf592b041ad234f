from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.demand.growth import after, change, share, whole
from alongside.insight.demand.projecting import WEEKS, Today, project, rate


def test_nine_hundred_growing_by_a_tenth_are_1449_after_five_years():
    assert whole(after(Decimal(900), Decimal(10), 5)) == 1449


def test_half_of_8900_is_4450():
    assert share(Decimal(8900), Decimal(50)) == 4450


def test_sixty_per_cent_growth():
    assert change(Decimal(20000), Decimal(32000)) == 60
    assert change(Decimal(0), Decimal(5)) is None


def test_a_rate_by_hand():
    """Wilson's interval of 10 in 100: 5.5% to 17.4%."""
    found = rate(10, Decimal(100))
    assert found.central == Decimal("0.1")
    assert round(found.low, 4) == Decimal("0.0552") and round(found.high, 4) == Decimal("0.1744")
    assert rate(11, Decimal(10)) is None and rate(0, Decimal(0)) is None


@given(st.integers(0, 10_000), st.integers(1, 1_000_000))
def test_the_margin_holds_the_rate_and_stays_within_none_and_all(people, population):
    found = rate(people, Decimal(population))
    if people > population:
        assert found is None
    else:
        assert 0 <= found.low <= found.central <= found.high <= 1


@given(st.integers(5, 500), st.integers(500, 100_000), st.integers(0, 100_000), st.decimals(0, 100_000, places=2))
def test_in_the_first_year_the_projection_is_today(people, now, later, cost):
    found = project([Today("75 to 84", ("75 to 84",), people, cost)],
                    {2026: {"75 to 84": Decimal(now)}, 2036: {"75 to 84": Decimal(later)}}, 2026)
    first, last = found.total(2026), found.total(2036)
    assert whole(first.people.central) == people
    assert abs(first.cost.central - cost * WEEKS) < Decimal("0.01")
    assert last.cost.low <= last.cost.central <= last.cost.high
    assert (last.people.central >= first.people.central) == (later >= now)


def test_what_cannot_be_projected_is_said_and_the_rest_goes_on():
    today = [Today(label, (label,), people, Decimal(9)) for label, people in (("Under 25", 50), ("85 and over", 20))]
    found = project(today, {2026: {"Under 25": Decimal(10), "85 and over": Decimal(200)}}, 2026)
    assert [line.label for line in found.lines] == ["85 and over"]
    assert found.not_possible == ("Under 25: more people have support than the projection says live here in 2026.",)


def test_years_before_the_base_are_not_projected():
    today = [Today("85 and over", ("85 and over",), 20, Decimal(9))]
    there = {year: {"85 and over": Decimal(200)} for year in (2020, 2026, 2030)}
    assert project(today, there, 2026).years() == [2026, 2030]
