"""A run over our own records: its figures, its people, what is shown to whom, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.care_management.plans.tests.factories import make_signed_off
from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.measures import actions, registry
from alongside.insight.measures.kept.months import Month, whole_months, year_of
from alongside.insight.measures.kept.people import People
from alongside.insight.measures.models import Figure, Run
from alongside.people.people.models import Identifier, Person

pytestmark = pytest.mark.django_db
BY_SETTING = "3D(1a)"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture(autouse=True)
def few_months(monkeypatch):
    """Two years of months take a minute; these tests look at two of them."""
    monkeypatch.setattr("alongside.insight.measures.kept.counting.whole_months",
                        lambda year, today: whole_months(year, today, 2))


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


def run(analyst) -> Run:
    asked = actions.ask_for(year=year_of(timezone.localdate()), by=analyst)
    actions.carry_out(asked.pk)
    asked.refresh_from_db()
    return asked


def test_a_signed_off_plan_is_long_term_support_and_its_person_stands_behind_the_figure(analyst):
    plan = make_signed_off()
    done = run(analyst)
    assert done.finished_at and not done.failure and done.done == done.of and done.events >= 1
    figure = done.figures.of_measure(BY_SETTING).headlines().get()
    assert (figure.numerator, figure.denominator) == (1, 1)
    [person] = People(done.people_file, BY_SETTING)[0:10]
    assert (person.subject_id, person.in_numerator, person.reason) == (plan.subject_id, True, "direct_payment")


def test_every_split_adds_up_to_the_figure_itself(analyst):
    for _ in range(2):
        make_signed_off()
    done = run(analyst)
    for measure in registry.computed():
        if measure.needs_population:
            continue
        whole = done.figures.of_measure(measure.key).headlines().get()
        splits = done.figures.of_measure(measure.key).by_split()
        for split, parts in splits.items():
            if split not in ("", "month"):
                assert sum(part.numerator for part in parts) == whole.numerator, (measure.key, split)
                assert sum(part.denominator for part in parts) == whole.denominator, (measure.key, split)


def test_a_person_with_an_nhs_number_is_found_by_it(analyst):
    plan = make_signed_off()
    Identifier.objects.create(subject_id=plan.subject_id, kind="nhs_number", value="9990000018", in_use=True,
                              recorded_by=analyst)
    done = run(analyst)
    assert People(done.people_file, BY_SETTING)[0:10][0].subject_id == plan.subject_id


def test_what_is_put_right_moves_the_figure_at_the_next_run(analyst):
    """The commonest faults: no birth month, no accommodation, no primary support reason."""
    plan = make_signed_off()
    Person.objects.filter(subject=plan.subject_id).update(date_of_birth=None)
    before = run(analyst)
    unknown = People(before.people_file, "2E(2b)", unknown="birth_month")
    assert [one.subject_id for one in unknown[0:5]] == [plan.subject_id] and unknown.count() == 1
    assert before.figures.of_measure("2E(2b)").headlines().get().denominator == 0
    Person.objects.filter(subject=plan.subject_id).update(date_of_birth="1947-02-03")
    after = run(analyst)
    assert after.figures.of_measure("2E(2b)").headlines().get().denominator == 1
    assert People(after.people_file, "2E(2b)", unknown="birth_month").count() == 0


def test_what_is_held_back_is_settled_when_the_run_is_kept(analyst):
    for _ in range(2):
        make_signed_off()
    done = run(analyst)
    headline = done.figures.of_measure(BY_SETTING).headlines().get()
    assert headline.denominator == 2 and headline.held_back == "held_back" and done.smallest_shown == 5
    parts = done.figures.of_measure(BY_SETTING).exclude(split__in=("", "month"))
    assert parts and {part.held_back for part in parts} == {"not_listed"}, "what is beneath it would tell of it"


def test_the_first_run_of_a_month_is_its_release_and_those_after_it_are_not(analyst):
    first, second = run(analyst), run(analyst)
    assert first.released_on == timezone.localdate() and second.released_on is None
    assert Run.objects.release(first.year) == first and Run.objects.latest(first.year) == second
    Run.objects.filter(pk=first.pk).update(released_on=first.released_on - timedelta(days=40))
    third = run(analyst)
    assert third.released_on == timezone.localdate() and Run.objects.release(first.year) == third


def test_asking_twice_waits_for_the_same_run(analyst):
    first = actions.ask_for(year=year_of(timezone.localdate()), by=analyst)
    assert actions.ask_for_tonights(timezone.localdate()) == first


def test_a_run_that_came_to_an_end_is_left_alone(analyst):
    done = run(analyst)
    actions.carry_out(done.pk)
    assert Run.objects.get().finished_at == done.finished_at


def test_a_run_that_breaks_says_so_and_leaves_nothing_behind(analyst, monkeypatch):
    asked = actions.ask_for(year=year_of(timezone.localdate()), by=analyst)

    def broken(*args, **kwargs):
        raise RuntimeError("no")

    monkeypatch.setattr(actions, "fresh", broken)
    with pytest.raises(RuntimeError):
        actions.carry_out(asked.pk)
    asked.refresh_from_db()
    assert "could not be worked out" in asked.failure and not asked.folder.exists()
    assert not Figure.objects.exists()


def test_whose_people_are_old_is_forgotten_and_its_figures_stay(analyst, monkeypatch):
    monkeypatch.setattr(actions, "OPEN_RUNS", 1)
    first, second = run(analyst), run(analyst)
    first.refresh_from_db()
    assert not first.has_people and not first.folder.exists() and first.figures.exists()
    assert second.has_people and second.people_file.exists()


def test_the_months_of_a_chart_end_with_the_last_whole_one():
    year = year_of(timezone.datetime(2026, 11, 22).date())
    assert year.name == "2026-27"
    months = whole_months(year, timezone.datetime(2026, 11, 22).date(), 3)
    assert [one.name for one in months] == ["2026-08", "2026-09", "2026-10"]
    assert Month("2024-02").last.day == 29
    [last] = whole_months(year_of(timezone.datetime(2025, 5, 1).date()), timezone.datetime(2027, 5, 1).date(), 1)
    assert last.name == "2026-03"
