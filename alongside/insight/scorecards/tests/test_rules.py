"""The rules over any figures: rating, bands, contradictions, formulas and times."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.scorecards.definition import formula as formulas
from alongside.insight.scorecards.definition import periods
from alongside.insight.scorecards.definition.contradictions import falling_totals, of, parts_above_wholes
from alongside.insight.scorecards.definition.formula import BadFormula, Given, Missing, work_out
from alongside.insight.scorecards.definition.periods import BadPeriod, Lag, Period, in_year
from alongside.insight.scorecards.definition.rating import (
    AMBER,
    GREEN,
    RED,
    UNRATED,
    cut,
    quartile,
    rate,
    rate_rank,
)
from alongside.insight.scorecards.definition.shapes import STATUSES, SaidElsewhere, Target

from .factories import make_indicator, make_set

NUMBERS = st.decimals(-10**6, 10**6, places=2)
BETTER = st.sampled_from(["higher", "lower"])
FIVE = Decimal(5)
ORDER = [RED, AMBER, GREEN]


@given(NUMBERS, NUMBERS, NUMBERS, BETTER)
def test_a_better_figure_is_never_rated_worse(one, two, target, better):
    low, high = sorted([one, two], reverse=better == "lower")
    colours = [rate(value, Target(value=target), better, within_percent=FIVE).colour for value in (low, high)]
    assert ORDER.index(colours[0]) <= ORDER.index(colours[1])


@given(NUMBERS, NUMBERS, BETTER)
def test_turning_the_scale_round_changes_no_rating(value, target, better):
    other = "lower" if better == "higher" else "higher"
    assert rate(value, Target(value=target), better, within_percent=FIVE) == rate(
        -value, Target(value=-target), other, within_percent=FIVE)


@given(NUMBERS, BETTER, st.integers(0, 100))
def test_the_target_itself_is_green_and_beyond_the_band_is_red(target, better, percent):
    sign = -1 if better == "higher" else 1
    within = Decimal(percent)
    edge = target + sign * abs(target) * within / 100
    assert rate(target, Target(value=target), better, within_percent=within).colour == GREEN
    assert rate(edge, Target(value=target), better, within_percent=within).colour in (AMBER, GREEN)
    assert rate(edge + sign, Target(value=target), better, within_percent=within).colour == RED


@given(st.one_of(st.none(), NUMBERS), st.sampled_from(sorted(STATUSES)), BETTER)
def test_a_status_is_never_a_number_to_be_held_to(value, status, better):
    rating = rate(value, Target(status=status, by="Public Health"), better, within_percent=FIVE)
    assert rating.colour == UNRATED
    assert rating.because == f"{STATUSES[status]}: Public Health"


def test_what_cannot_be_rated_says_why():
    target = Target(value=Decimal(10))
    assert rate(None, target, "higher", within_percent=FIVE, why_none="Not due").because == "Not due"
    assert rate(Decimal(9), None, "higher", within_percent=FIVE).because == "There is no target for this year"
    assert rate(Decimal(9), target, "none", within_percent=FIVE).colour == UNRATED
    assert "Part of a year" in rate(Decimal(9), target, "higher", within_percent=FIVE, whole=False).because


def test_a_band_ends_at_the_nearest_whole_number():
    """NWA-007: 23 councils give 6, 152 give 38, and a tenth of them 15."""
    assert (cut(23, 4), cut(152, 4), cut(152, 10), cut(1, 10)) == (6, 38, 15, 1)
    assert [rate_rank(rank, 152, "top quartile").colour for rank in (38, 39, 76, 77)] == [GREEN, AMBER, AMBER, RED]
    assert rate_rank(None, None, "top decile").colour == UNRATED


@given(st.integers(4, 400))
def test_every_rank_has_one_quartile_in_order(out_of):
    found = [quartile(rank, out_of) for rank in range(1, out_of + 1)]
    assert found == sorted(found)
    assert set(found) == {1, 2, 3, 4}
    assert abs(found.count(1) - found.count(4)) <= 1


@given(NUMBERS, NUMBERS, st.sampled_from(["increase", "reduce"]))
def test_a_target_on_the_wrong_side_of_the_baseline_is_flagged_and_no_other(baseline, target, aim):
    one = make_indicator(aim=aim, better="higher" if aim == "increase" else "lower",
                         baseline=Target(value=baseline), targets={"2018-19": Target(value=target)})
    wrong = target < baseline if aim == "increase" else target > baseline
    assert [each.kind for each in of(one)] == (["baseline"] if wrong else [])


@given(st.lists(NUMBERS, min_size=2, max_size=5))
def test_targets_that_ask_less_each_year_are_flagged(values):
    one = make_indicator(targets={f"20{10 + at}-{11 + at}": Target(value=value) for at, value in enumerate(values)})
    backwards = sum(after < before for before, after in zip(values, values[1:], strict=False))
    assert [each.kind for each in of(one)] == ["backwards"] * backwards


def test_an_aim_against_its_polarity_and_more_than_there_can_be_are_flagged():
    one = make_indicator(aim="increase", better="lower", unit="percent", baseline=Target(value=Decimal(101)))
    assert [each.kind for each in of(one)] == ["aim", "scale"]
    assert [each.kind for each in of(make_indicator(highest=Decimal(12), unit="score",
                                                    targets={"2018-19": Target(value=Decimal(13))}))] == ["scale"]


def test_a_part_above_its_whole_and_a_running_total_that_falls_are_flagged():
    """CWC-14 and HAL-06."""
    whole, part = make_indicator(code="A"), make_indicator(code="B", part_of="A")
    group = make_set(whole, part)
    assert [each.code for each in parts_above_wholes(group, {"A": Decimal(5), "B": Decimal(6)})] == ["B"]
    assert parts_above_wholes(group, {"A": Decimal(5), "B": Decimal(5)}) == []
    assert parts_above_wholes(group, {"A": None, "B": Decimal(5)}) == []
    running = make_indicator(frequency="month", year_from="running")
    months = in_year("2015-16", "month")[:3]
    falls = falling_totals(running, list(zip(months, map(Decimal, (10, 30, 20)), strict=True)))
    assert [each.words for each in falls] == ["The running total falls from 30 in May 2015 to 20 in June 2015"]
    assert falling_totals(make_indicator(frequency="month", year_from="running", unit="percent"),
                          list(zip(months, map(Decimal, (10, 30, 20)), strict=True))) == []


WHOLE = st.integers(0, 50).map(str)
WRITTEN = st.recursive(
    WHOLE, lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda parts: " ".join(parts)),
        inner.map(lambda part: f"({part})")), max_leaves=8)


@given(WRITTEN)
def test_sums_come_out_as_arithmetic_has_them(text):
    """Against the language's own arithmetic, on whole numbers: only digits, signs and brackets are ever evaluated."""
    assert re.fullmatch(r"[\d+\-*() ]+", text)
    assert work_out(formulas.read(text), lambda given: Missing("")) == Decimal(eval(text))  # noqa: S307


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        formulas.read(text)
    except BadFormula as refused:
        assert str(refused)


@pytest.mark.parametrize(("text", "why"), [
    ("", "at the end"), ("1 +", "at the end"), ("1 2", "2 is not expected"), ("(1", "a ) is missing"),
    ("typed(1)", "a name in double quotes"), ('typed("")', "needs a name"), ('typed("a", "b")', "only a measure"),
    ("(" * 30 + "1" + ")" * 30, "too many brackets"), ("1" * 600, "longer than"), ("1; 2", "cannot be read"),
    ("open(1)", "there is no open"), ("- 1", "missing before -"),
])
def test_a_formula_that_cannot_be_read_says_why(text, why):
    with pytest.raises(BadFormula, match=re.escape(why)):
        formulas.read(text)


def test_what_is_missing_stays_missing_and_is_never_nought():
    def lookup(given: Given):
        return {"a": Decimal(3), "b": Missing("Not typed yet"), "nought": Decimal(0)}[given.name]

    def told(text):
        return work_out(formulas.read(text), lookup)

    assert told('100 * typed("a") / 4') == Decimal(75)
    assert told('typed("a") + typed("b")') == Missing("Not typed yet")
    assert told('0 * typed("b")') == Missing("Not typed yet")
    assert told('typed("a") / typed("nought")') == Missing("There is nothing to divide by")


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_every_day_lies_in_one_time_of_its_year_and_its_name_reads_back(day, kind):
    year = periods.year_of(day)
    inside = [each for each in in_year(year, kind) if each.start <= day < each.end]
    assert len(inside) == 1
    assert periods.read(inside[0].key) == inside[0]
    assert inside[0].year == year


@pytest.mark.parametrize(
    "text", ["", "2018", "2018-20", "2018-M13", "2018-19 Q5", "1066-67", "²018-19", "٢٠١٨-١٩", None, 2018]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(BadPeriod):
        periods.read(text)


def test_a_figure_is_expected_when_its_time_is_over_and_its_lag_has_passed():
    """CWC-12: March's delays in the middle of May, a year's falls in October."""
    assert Lag(weeks=6).after(Period(date(2019, 3, 1), "month").end) == date(2019, 5, 13)
    assert Lag(months=6).after(in_year("2018-19", "year")[0].end) == date(2019, 10, 1)
    assert Lag(months=1, weeks=2).words == "1 month and 2 weeks"


def test_a_survey_of_every_two_years_is_expected_in_no_other():
    one = make_indicator(frequency="two_years", survey_from="2014-15",
                         targets={"2018-19": Target(value=Decimal(8)), "2019-20": Target(status="no_survey")})
    years = ("2016-17", "2017-18", "2018-19", "2019-20")
    assert [year for year in years if one.expected(year)] == ["2016-17", "2018-19"]


@given(st.decimals(-10**6, 10**6, places=1), st.sampled_from([-1, 0, 1]))
def test_only_the_rounded_baseline_agrees_with_what_is_said_elsewhere(value, off):
    said = SaidElsewhere(value.quantize(Decimal(1), rounding=ROUND_HALF_UP) + off, "Page 3")
    one = make_indicator(baseline=Target(value=value), said_elsewhere=(said,))
    assert [each.kind for each in of(one)] == (["elsewhere"] if off else [])
