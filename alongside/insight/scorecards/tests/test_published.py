"""What published documents ask of a scorecard, code by code: each figure stands as it was published, or is flagged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.scorecards import over_time, presenters
from alongside.insight.scorecards.definition.contradictions import gaps, of, wrongly_worded
from alongside.insight.scorecards.definition.periods import in_year
from alongside.insight.scorecards.definition.reading import read_set
from alongside.insight.scorecards.definition.shapes import UNITS, Comparator, Target
from alongside.insight.scorecards.definition.yaml_file import BadScorecard
from alongside.insight.scorecards.figures import Figures
from alongside.insight.scorecards.library import EXAMPLES, library
from alongside.insight.scorecards.scorecard import scorecard

from .factories import make_indicator, make_set, type_one
from .test_definition import GOOD

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 22)


def example(name: str, year: str, today: date = TODAY):
    return scorecard(read_set(EXAMPLES / f"{name}.yaml", example=True), year, today)


def said(line, kind: str) -> list[str]:
    return [each.words for each in line.contradictions if each.kind == kind]


def typed_by() -> object:
    return make_user("performance_analyst")


def test_six_months_are_flagged_beside_the_baseline_of_a_year():
    """HAL-06: 1,794 is of a whole year; September's running total is not compared with it unsaid."""
    group = read_set(EXAMPLES / "halton_2015_20.yaml", example=True)
    by = typed_by()
    type_one(by, 893, code="HA01", period="2015-M09", set_key="halton_2015_20")
    line = scorecard(group, "2015-16", TODAY).line("HA01")
    assert line.figure.value == 893
    assert line.beside_a_whole_year.startswith("Part of a year: not to be compared with the baseline")
    assert presenters.rows([line], scorecard(group, "2015-16", TODAY))[0][1]["note"] == line.beside_a_whole_year
    type_one(by, 1702, code="HA01", period="2016-M03", set_key="halton_2015_20")
    assert scorecard(group, "2015-16", TODAY).line("HA01").beside_a_whole_year == ""


def test_a_running_total_begins_again_each_april_beside_the_year_before():
    """HAL-06: drawn month by month; of the year before only what is known, the baseline only at March."""
    group = read_set(EXAMPLES / "halton_2015_20.yaml", example=True)
    by, one = typed_by(), group.indicator("HA01")
    for month, value in (("2015-M04", 140), ("2015-M05", 290), ("2016-M03", 1702), ("2016-M04", 139)):
        type_one(by, value, code="HA01", period=month, set_key=group.key)
    trend = over_time.within_the_year(Figures(group, TODAY), one, "2015-16")
    assert (trend.points[0], trend.points[-1]) == ("Apr", "Mar")
    assert dict(trend.series) == {
        "2015-16": (140, 290, *([None] * 9), 1702), "Baseline (2014-15)": (*([None] * 11), 1794)}
    later = dict(over_time.within_the_year(Figures(group, TODAY), one, "2016-17").series)
    assert later["2016-17"][0] == 139 and later["2015-16"][0] == 140


def test_a_part_of_a_year_is_no_point_among_whole_years():
    group = read_set(EXAMPLES / "halton_2015_20.yaml", example=True)
    type_one(typed_by(), 893, code="HA01", period="2015-M09", set_key=group.key)
    card = scorecard(group, "2015-16", TODAY)
    trend = over_time.through_the_years(card, card.line("HA01"))
    assert dict(trend.series)["Figure"] == (None, 1794, None)
    assert trend.note == "2015-16 is left out: running total to September 2015"


@pytest.mark.parametrize(("code", "admissions", "population", "rate"), [
    ("HA04", 148, 23248, "636.6"), ("HA05", 12, 78947, "15.2")])
def test_admissions_for_100000_are_worked_out_for_each_age_by_itself(code, admissions, population, rate):
    """HAL-08: admissions over population times 100,000; lower is better; two ages, never one."""
    group = read_set(EXAMPLES / "halton_2015_20.yaml", example=True)
    by = typed_by()
    for name, value in (("admissions", admissions), ("population", population)):
        type_one(by, value, code=code, name=name, period="2015-16", set_key=group.key)
    card = scorecard(group, "2015-16", TODAY)
    assert card.line(code).figure.value == Decimal(rate)
    assert (card.line(code).indicator.better, card.line(code).indicator.unit) == ("lower", "per_100000")
    other = {"HA04": "HA05", "HA05": "HA04"}[code]
    assert card.line(other).figure.value is None


@given(st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_comparator_in_another_unit_is_refused(tmp_path_factory, own, theirs):
    """HAL-09: 4.00 for each 1,000 never stands beside a rate for each 100,000."""
    file = tmp_path_factory.mktemp("units") / "ours.yaml"
    beside = f"    comparators: [{{name: England, year: 2018-19, value: 4, unit: {theirs}}}]\n"
    file.write_text(GOOD.replace("unit: count", f"unit: {own}") + beside)
    if own == theirs:
        assert read_set(file).indicators[0].comparators[0].value == 4
    else:
        with pytest.raises(BadScorecard, match=f"{theirs} never stands beside {own}"):
            read_set(file)


def test_a_part_in_another_unit_than_its_whole_is_refused(tmp_path):
    """HAL-09 again: so many in 1,000 are no part of so many in 100,000."""
    other = GOOD[GOOD.index("  - code"):].replace("A1", "A2").replace("unit: count", "unit: per_1000\n    part_of: A1")
    (tmp_path / "ours.yaml").write_text(GOOD + other)
    with pytest.raises(BadScorecard, match="per_1000 cannot be part of count"):
        read_set(tmp_path / "ours.yaml")


def test_the_three_client_groups_are_for_each_thousand():
    group = read_set(EXAMPLES / "halton_2015_20.yaml", example=True)
    assert [(one.unit, presenters.baseline_words(one)) for one in group.indicators if one.code in (
        "HA06", "HA07", "HA08")] == [("per_1000", f"{value} per 1,000 (2014-15)") for value in ("4.00", "8.00", "3.50")]


def test_a_score_said_in_per_cent_is_flagged_as_a_score():
    """CWC-03: 19.3% is a score out of 24."""
    line = example("cheshire_west_averages", "2014-15").line("CA2")
    assert said(line, "unit") == [
        "The same plan, what the council is good at says 19.3 per cent, but it is a score of at most 24"]
    assert [gap.side for gap in line.gaps] == ["better", "better"]


def test_what_the_words_round_is_held_to_the_table():
    """CWC-03: 87.3 does not round to 88, nor 99.4 to 100. CWC-53: 5.3 is not 5.4; the target is 12.4 points away."""
    card = example("cheshire_west_2016_20", "2018-19")
    for code, words in (("CW11", "says 88, but the baseline is 87.3"), ("CW06", "says 100, but the baseline is 99.4"),
                        ("CW14", "says 5.3, but the baseline is 5.4"),
                        ("CW07", "says 2500, but the target for 2018-19 is not a number")):
        assert [each.endswith(words) for each in said(card.line(code), "elsewhere")] == [True]
    assert presenters.needed(card.line("CW12")) == "12.4 percentage points up from the baseline"
    assert presenters.needed(card.line("CW05")) == "92 down from the baseline"
    assert presenters.needed(card.line("CW07")) == ""


def test_what_is_below_an_average_is_an_area_for_improvement_and_slightly_is_held_to_its_meaning():
    """CWC-54: 63.3 is 1.4 points below England and 3.5 below the North West."""
    card = example("cheshire_west_averages", "2014-15")
    assert [line.indicator.code for line in card.behind()] == ["CA1", "CA4"]
    line = card.line("CA1")
    assert [presenters.apart_words(gap, line.indicator) for gap in line.gaps] == [
        "1.4 percentage points below England", "3.5 percentage points below North West"]
    assert [words.split(",")[0] for words in said(line, "slightly")] == [
        "It is called “slightly below” beside England", "It is called “slightly below” beside North West"]
    assert [gap.side for gap in card.line("CA3").gaps] == ["same"]


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1), st.decimals(0, 20, places=1),
       st.sampled_from(["higher", "lower", "none"]))
def test_which_side_and_how_slightly_for_any_figures(value, other, slight, better):
    one = make_indicator(unit="percent", better=better, slightly_within=slight,
                         comparators=(Comparator("England", "2018-19", other, "slightly different"),))
    [gap] = gaps(one, "2018-19", value)
    assert gap.size == value - other
    assert (gap.side == "worse") == ((better == "higher" and value < other) or (better == "lower" and value > other))
    assert bool(wrongly_worded(one, [gap])) == (abs(value - other) > slight)
    assert gaps(one, "2018-19", None) == []


def test_two_definitions_of_falls_are_both_kept():
    """NWA-047: nearly 1,600 admissions and 1,669 injuries stand beside one another and are never put together."""
    card = example("cheshire_west_falls", "2014-15")
    assert (card.line("FA1").figure.value, card.line("FA1").figure.said) == (1600, "nearly")
    assert card.line("FA3").indicator.baseline.value == 1669
    assert "FA3" in card.line("FA1").indicator.differs_from and "FA1" in card.line("FA3").indicator.differs_from
    assert not any(line.contradictions for line in card.lines)


def test_what_is_counted_otherwise_is_never_put_into_one_formula(tmp_path):
    more = GOOD[GOOD.index("  - code"):]
    text = GOOD + "    differs_from: {A2: counted in another way}\n" + more.replace("A1", "A2") + more.replace(
        "A1", "A3").replace("frequency: year", 'frequency: year\n    formula: indicator("A1") + indicator("A2")')
    (tmp_path / "ours.yaml").write_text(text)
    with pytest.raises(BadScorecard, match="A1 and A2 are counted differently"):
        read_set(tmp_path / "ours.yaml")


def test_local_measures_are_a_series_and_half_a_year_says_so():
    """NWA-090: 96% satisfied, 55% fewer complaints, 1.69 delayed and then 0.6 in six months."""
    card = example("rochdale_local_2016_17", "2015-16")
    assert [card.line(code).figure.value for code in ("RL1", "RL2", "RL3", "RL4")] == [96, -55, 42, Decimal("1.69")]
    line = example("rochdale_local_2016_17", "2016-17").line("RL4")
    assert (line.figure.value, line.figure.so_far) == (Decimal("0.60"), "running total to 2016-17 Q2")
    assert line.beside_a_whole_year
    assert example("rochdale_local_2016_17", "2016-17").line("RL5").figure.value is None


def test_the_need_sheet_works_out_its_shares_and_flags_what_cannot_all_be_meant():
    """NWA-094: 18.7%, 27.5%; 36,500 at 20% are 182,500 people of 16 and over, fewer than the adults."""
    card = example("salford_need_sheet", "2016-17")
    assert [card.line(code).figure.value for code in ("NS03", "NS08")] == [Decimal("18.7"), Decimal("27.5")]
    [words] = said(card.line("NS04"), "check")
    assert words.endswith("182,500 is not at least 191,776 (2016-17)")
    assert [line.indicator.code for line in card.lines if line.contradictions] == ["NS04", "NS05"]


def delays(*, social: list[int], nhs: list[int], both: int = 20, total: int | None = None):
    """Twelve months of Westmere's set, the first six against the last."""
    group, by = library().find("hospital_delays"), typed_by()
    months = [*in_year("2024-25", "month")[:6], *in_year("2025-26", "month")[:6]]
    for month, alone, health in zip(months, social, nhs, strict=True):
        for code, value in (("HD1", total or alone + health + both), ("HD2", health), ("HD3", alone), ("HD4", both)):
            type_one(by, value, code=code, period=month.key, set_key=group.key)
    return group


def test_delays_stand_by_whoever_had_to_act_and_their_trend_is_said():
    """NWA-135: social care's fall while the NHS's rise faster. CWC-14: joint days are in neither."""
    group = delays(social=[60] * 6 + [50] * 6, nhs=[80] * 6 + [110] * 6)
    [split] = over_time.splits(Figures(group, date(2026, 1, 1)))
    assert [(part.indicator.code, part.now, part.moved) for part in split.parts] == [
        ("HD2", 660, 180), ("HD3", 300, -60), ("HD4", 120, 0)]
    assert split.all_of_it.now == 660 + 300 + 120
    assert split.words == ("Days for which social care alone had to act: 60 fewer than in the same months a year "
                           "before. Days for which the NHS had to act: 180 more, a faster change.")
    card = scorecard(group, "2025-26", date(2026, 1, 1))
    assert not any(line.contradictions for line in card.lines)
    assert card.line("HD5").figure.value == Decimal("27.8")


def test_parts_that_do_not_make_up_the_whole_are_flagged_in_their_month():
    """NWA-135's consistency, CWC-14's part within its whole."""
    group = delays(social=[60] * 12, nhs=[80] * 12, total=150)
    card = scorecard(group, "2025-26", date(2026, 1, 1))
    assert said(card.line("HD2"), "check") == [
        "The days of the NHS, of social care and of both make up all days: 160 is not the same as 150 (April 2025)"]
    type_one(typed_by(), 151, code="HD3", period="2025-M05", set_key=group.key, reason="A late return")
    card = scorecard(group, "2025-26", date(2026, 1, 1))
    assert said(card.line("HD3"), "part") == ["It is part of HD1, but 151 is more than 150"]


def test_fifteen_indicators_show_their_quartile_beside_the_one_aimed_at():
    """CRO-23: a rank is a quartile; the audit is done or not done."""
    group = read_set(EXAMPLES / "croydon_outcomes.yaml", example=True)
    by = typed_by()
    type_one(by, 64.1, code="2a", rank=41, out_of=152, set_key=group.key)
    type_one(by, 1, code="3d", set_key=group.key)
    card = scorecard(group, "2018-19", TODAY)
    assert len(card.lines) == 15
    assert presenters.figure_note(card.line("2a").figure) == "rank 41 of 152, quartile 2"
    assert presenters.target_words(card.line("2a").target, card.line("2a").indicator) == "Top quartile"
    assert presenters.figure_words(card.line("3d").figure, card.line("3d").indicator) == "Yes"
    assert [line.by_rule.colour for line in (card.line("2a"), card.line("3d"))] == ["amber", "green"]


def test_a_figure_of_a_whole_year_has_nothing_to_flag():
    one = make_indicator(baseline=Target(value=Decimal(10)), baseline_period="2017-18",
                         targets={"2018-19": Target(value=Decimal(12))})
    type_one(typed_by(), 11)
    line = scorecard(make_set(one), "2018-19", TODAY).lines[0]
    assert line.beside_a_whole_year == "" and of(one) == []
