"""From typed, published and counted to the figure of a year and its rating."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from alongside.care_management.reviews.tests.factories import make_held
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit import context
from alongside.foundation.subjects.models import Subject
from alongside.front_door.directory.models import Count as DirectoryCount
from alongside.front_door.self_assessment.models import Counted as FilledIn
from alongside.insight.measures.models import Run
from alongside.insight.scorecards import actions, over_time, papers
from alongside.insight.scorecards.counts import COUNTS, MonthlyCounts
from alongside.insight.scorecards.definition.periods import in_year, read, year_of
from alongside.insight.scorecards.definition.reading import read_set
from alongside.insight.scorecards.definition.shapes import Target
from alongside.insight.scorecards.figures import Figures
from alongside.insight.scorecards.library import EXAMPLES
from alongside.insight.scorecards.scorecard import place_table, scorecard
from alongside.insight.scorecards.withholding import WORDS

from .factories import make_indicator, make_set, type_one

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 22)


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


def line(group, year="2018-19", today=TODAY):
    return scorecard(group, year, today).lines[0]


def test_a_formula_over_typed_values_is_rated_as_it_is_shown(analyst):
    one = make_indicator(formula='100 * typed("done") / typed("of")', inputs={"done": "Done", "of": "Of"},
                         unit="percent", places=1, targets={"2018-19": Target(value=Decimal("88.3"))})
    group = make_set(one)
    type_one(analyst, 8825, name="done")
    assert line(group).figure.why_none == "Not typed yet: of"
    type_one(analyst, 10000, name="of")
    found = line(group)
    assert (found.figure.value, found.by_rule.colour) == (Decimal("88.3"), "green")


def test_what_is_not_there_is_not_due_or_late_and_never_nought(analyst):
    falls = make_indicator(lag=read_set(EXAMPLES / "cheshire_west_2016_20.yaml").indicator("CW08").lag,
                           targets={"2018-19": Target(value=Decimal(1600))})
    before, after = date(2019, 9, 30), date(2019, 10, 1)
    assert line(make_set(falls), today=before).figure.why_none == "Not due: expected 1 October 2019"
    found = line(make_set(falls), today=after)
    assert (found.figure.value, found.figure.why_none) == (None, "Late: expected 1 October 2019")
    assert found.by_rule.colour == ""
    no_survey = make_indicator(frequency="two_years", survey_from="2014-15",
                               targets={"2019-20": Target(status="no_survey")})
    assert line(make_set(no_survey), "2019-20").figure.why_none == "No survey this year"
    type_one(analyst, 0)
    zero = line(make_set(make_indicator(targets={"2018-19": Target(value=Decimal(5))})))
    assert (zero.figure.value, zero.by_rule.colour) == (0, "red")


def test_months_are_added_and_a_part_of_a_year_is_not_held_to_its_target(analyst):
    one = make_indicator(frequency="month", year_from="sum", targets={"2018-19": Target(value=Decimal(100))})
    group, months = make_set(one), in_year("2018-19", "month")
    for month in months[:6]:
        type_one(analyst, 20, period=month.key)
    found = line(group)
    assert (found.figure.value, found.figure.so_far, found.by_rule.colour) == (120, "6 of 12 months", "")
    assert "Part of a year" in found.by_rule.because
    assert found.figure.late == tuple(months[6:])
    for month in months[6:]:
        type_one(analyst, 0, period=month.key)
    assert line(group).by_rule.colour == "green"


def test_a_running_total_stands_for_its_year_only_in_march(analyst):
    """HAL-06: it starts again each April, and September's is not compared with a year."""
    one = make_indicator(frequency="month", year_from="running", better="lower", aim="reduce",
                         targets={"2018-19": Target(value=Decimal(1794)), "2019-20": Target(value=Decimal(1700))})
    group = make_set(one)
    type_one(analyst, 900, period="2018-M09")
    type_one(analyst, 150, period="2019-M04")
    found = line(group)
    assert (found.figure.value, found.figure.so_far) == (900, "running total to September 2018")
    assert found.by_rule.colour == ""
    type_one(analyst, 1750, period="2019-M03")
    assert line(group).by_rule.colour == "green"
    assert line(group, "2019-20").figure.value == 150


def test_a_rank_is_held_to_its_band(analyst):
    group = make_set(make_indicator(targets={"2018-19": Target(band="top quartile")}))
    assert "no rank is known" in line(group).by_rule.because
    type_one(analyst, 19, rank=38, out_of=152)
    assert line(group).by_rule.colour == "green"


def test_huddles_are_added_by_network_and_averages_and_blanks_are_not():
    """CRO-37: 12 huddles are 6 hours, 14 admissions avoided, 51 new cases; blanks stay blank."""
    group = read_set(EXAMPLES / "croydon_huddles.yaml", example=True)
    table = place_table(Figures(group, TODAY), list(group.indicators), read("2017-M11"))
    [(network, totals)] = table.totals
    by_code = {one.code: figure for one, figure in zip(group.indicators, totals, strict=True)}
    assert network == "Mayday"
    assert [by_code[code].value for code in ("HU1", "HU2", "HU6", "HU7")] == [12, Decimal("6.0"), 14, 51]
    assert [by_code[code].value for code in ("HU3", "HU4", "HU5", "HU8")] == [None] * 4
    assert by_code["HU3"].why_none.startswith("Not added: the same for every practice")
    assert [row[2][4] for row in table.rows] == [None] * 3


def test_a_person_rates_otherwise_and_the_rule_is_kept_beside_it(analyst):
    group = make_set(make_indicator(targets={"2018-19": Target(value=Decimal(100))}))
    type_one(analyst, 50)
    actions.override(set_key="ours", code="A1", year="2018-19", colour="amber", rule_said="red",
                     reason="Half the year was closed", by=analyst)
    found = line(group)
    assert (found.colour, found.by_rule.colour, found.override_is_older) == ("amber", "red", False)
    type_one(analyst, 100, reason="The other half came")
    assert line(group).override_is_older


def test_every_count_counts_and_a_month_without_any_is_nought():
    counts = MonthlyCounts(COUNTS, date(2018, 4, 1), date(2019, 4, 1))
    year = in_year("2018-19", "year")[0]
    assert {name: counts.of(name, year) for name in COUNTS} == dict.fromkeys(COUNTS, 0)


def test_visits_to_the_directory_and_what_people_fill_in_online_reach_a_scorecard(web_role):
    """Of nobody in particular: a day's tally counts as often as it says, in its own month."""
    for on, times in ((date(2018, 4, 1), 30), (date(2018, 4, 30), 12), (date(2019, 3, 31), 7), (date(2019, 4, 1), 99)):
        DirectoryCount.objects.create(on=on, what=DirectoryCount.What.HOME, times=times)
        DirectoryCount.objects.create(on=on, what=DirectoryCount.What.VIEW, about=f"entry {on}", times=times + 1)
        FilledIn.objects.create(on=on, offer="guided_search", what=FilledIn.What.FINISHED, times=2)
        FilledIn.objects.create(on=on, offer="self_funder", what=FilledIn.What.FINISHED, times=1)
        FilledIn.objects.create(on=on, offer="self_funder", what=FilledIn.What.SENT, times=1)
        FilledIn.objects.create(on=on, offer="self_funder", what=FilledIn.What.STARTED, times=40)
    names = ["directory_visits", "directory_entries_opened", "self_assessments_finished_online",
             "self_assessments_sent_online"]
    counts, year = MonthlyCounts(names, date(2018, 4, 1), date(2019, 4, 1)), in_year("2018-19", "year")[0]
    assert [counts.of(name, year) for name in names] == [49, 52, 9, 3]
    assert [counts.of("directory_visits", month) for month in in_year("2018-19", "month")] == [42, *[0] * 10, 7]
    visits = make_indicator(formula='count("directory_visits")', inputs={}, frequency="month", year_from="sum",
                            targets={"2018-19": Target(value=Decimal(40))})
    found = line(make_set(visits))
    assert (found.figure.value, found.by_rule.colour) == (49, "green")


def test_the_example_holds_the_visits_and_what_is_filled_in_online_to_a_target(settings):
    group = read_set(settings.COUNCIL_PACK / "scorecards" / "adult_social_care.yaml", counts=frozenset(COUNTS))
    for name in ("directory_visits", "self_assessments_finished_online"):
        (one,) = [one for one in group.indicators if one.formula_words == f'count("{name}")']
        assert one.targets["2026-27"].value


def test_reviews_count_in_the_month_they_were_done_and_in_no_other():
    held = make_held()
    done, year = held.done_on, in_year(year_of(held.done_on), "year")[0]
    counts = MonthlyCounts(["reviews_done"], year.start, year.end)
    assert {month.start.month: counts.of("reviews_done", month) for month in in_year(year.key, "month")} == {
        month: int(month == done.month) for month in range(1, 13)}
    assert counts.of("reviews_done", year) == 1


def test_the_same_measure_under_two_priorities_is_one():
    group = read_set(EXAMPLES / "halton_2015_20.yaml", example=True)
    card = scorecard(group, "2015-16", TODAY)
    assert sum(len(lines) for _, lines in card.sections()) == 12
    assert len(card.lines) == 11
    assert {one.by_rule.because for one in card.lines} == {"To be agreed"}


def test_small_counts_leave_the_council_hidden_and_none_follows_from_the_rest(monkeypatch):
    one = make_indicator(formula='count("carers_assessed")', inputs={}, frequency="quarter", year_from="sum",
                         targets={"2018-19": Target(value=Decimal(30))})
    counted = dict(zip(in_year("2018-19", "quarter"), (3, 10, 11, 12), strict=True))
    monkeypatch.setattr(MonthlyCounts, "of", lambda self, name, period: counted.get(period, 0))
    card = scorecard(make_set(one), "2018-19", TODAY)
    assert card.lines[0].figure.value == 36
    shown = {row[2]: row[4] for row in papers._over_time(card)[1:]}
    hidden = {quarter for quarter, value in shown.items() if value == WORDS}
    year_hidden = papers.hides(card, card.lines[0])
    assert "2018-19 Q1" in hidden
    assert len(hidden) > 1 or year_hidden  # else 36 less the other three would tell it
    assert papers.hides(card, card.lines[0]) == (",[c]," in papers.as_csv(card).decode("utf-8-sig"))


@pytest.fixture
def run(analyst):
    moment = datetime(2019, 6, 1, 3, tzinfo=UTC)
    made = Run.objects.create(year="2018-19", finished_at=moment, snapshot_at=moment, released_on=moment.date(),
                              asked_by=analyst)
    made.figures.create(measure="2E(1)", numerator=883, denominator=1000)
    made.figures.create(measure="2E(1)", split="age", part="18 to 64", numerator=1, denominator=2)
    return made


def test_a_measure_stands_as_its_latest_run_has_it(run):
    one = make_indicator(formula='measure("2E(1)")', inputs={}, unit="percent", places=1,
                         targets={"2018-19": Target(value=Decimal("88.3"))})
    part = make_indicator(code="A2", formula='measure("2E(1)", "numerator")', inputs={})
    lines = scorecard(make_set(one, part), "2018-19", TODAY).lines
    assert [each.figure.value for each in lines] == [Decimal("88.3"), 883]
    assert lines[0].by_rule.colour == "green"
    Run.objects.update(snapshot_at=datetime(2018, 12, 1, tzinfo=UTC))
    found = line(make_set(one))
    assert (found.figure.so_far, found.by_rule.colour) == ("year to date, provisional", "")
    Run.objects.update(failure="The records could not be read")
    assert "has not been worked out" in line(make_set(one)).figure.why_none


def test_counts_are_the_same_for_whoever_asks_and_a_restricted_record_counts_for_nobody(web_role):
    """Added up outside the wall of the reader: one who may open no record reads what everybody reads."""
    with context.acting(why="test"):
        held = make_held()
        made, closed = held.done_on, make_held()
        Subject.objects.filter(pk=closed.subject_id).update(
            restricted=True, restricted_at=datetime(2026, 1, 1, tzinfo=UTC), restricted_by=make_user("team_manager"),
            restricted_reason="colleague")
    year = in_year(year_of(made), "year")[0]
    for sees in (context.Sees.NOTHING, context.Sees.GRANTED, context.Sees.EVERYTHING):
        with context.within(context.Context(sees=sees)):
            assert MonthlyCounts(["reviews_done"], year.start, year.end).of("reviews_done", year) == 1


def test_what_is_worked_out_of_counts_is_held_back_with_them(monkeypatch):
    """All less those in time would be those that were late: fewer than five, so all three are held back."""
    usual = {"inputs": {}, "frequency": "quarter", "year_from": "sum"}
    every = make_indicator(code="A1", formula='count("reviews_done")', **usual)
    in_time = make_indicator(code="A2", formula='count("reviews_done_by_their_day")', **usual)
    late = make_indicator(code="A3", formula='indicator("A1") - indicator("A2")', **usual)
    apart = make_indicator(code="A4", formula='count("carers_assessed")', **usual)
    numbers = {"reviews_done": 20, "reviews_done_by_their_day": 18, "carers_assessed": 30}
    monkeypatch.setattr(MonthlyCounts, "of", lambda self, name, period: numbers[name])
    card = scorecard(make_set(every, in_time, late, apart, years=("2018-19",)), "2018-19", TODAY)
    assert [papers.hides(card, line) for line in card.lines if line.indicator.code != "A3"] == [True, True, False]
    shown = {row[0] for row in papers._over_time(card)[1:] if row[4] != WORDS}
    assert shown == {"A4"}


def test_parts_stand_on_paper_only_where_none_is_held_back(monkeypatch):
    usual = {"inputs": {}, "frequency": "month", "year_from": "sum"}
    whole = make_indicator(code="A1", formula='count("reviews_done")', **usual)
    parts = [make_indicator(code=code, part_of="A1", formula=f'count("{name}")', **usual)
             for code, name in (("A2", "reviews_done_by_their_day"), ("A3", "carers_assessed"))]
    numbers = {"reviews_done": 20, "reviews_done_by_their_day": 18, "carers_assessed": 2}
    monkeypatch.setattr(MonthlyCounts, "of", lambda self, name, period: numbers[name])
    card = scorecard(make_set(whole, *parts, years=("2018-19",)), "2018-19", TODAY)
    assert len(over_time.splits(card.figures)) == 1 and papers.splits(card) == []
    numbers["carers_assessed"] = 12
    card = scorecard(make_set(whole, *parts, years=("2018-19",)), "2018-19", TODAY)
    assert len(papers.splits(card)) == 1
