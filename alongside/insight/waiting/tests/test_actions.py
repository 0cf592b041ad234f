"""The nation's waits worked out from a snapshot, kept, and cleared away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.snapshots import actions as snapshots
from alongside.insight.waiting import actions
from alongside.insight.waiting.models import GIVEN_UP_AFTER, NationalRun
from alongside.insight.waiting.own_events import counted_since
from alongside.insight.waiting.people_file import People
from alongside.insight.waiting.tasks import every_night

from .test_national import assessment, request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def events(monkeypatch):
    rows = [request(person="999_5"), assessment(20, person="999_5"), request(person="999_7"),
            assessment(9, person="999_7")]
    monkeypatch.setattr(actions, "rows_of", lambda file: iter(rows))


def worked_out(**changed):
    run = actions.ask_for(**changed)
    actions.carry_out(run.pk)
    run.refresh_from_db()
    return run


def test_the_figures_are_kept_with_their_people(events):
    run = worked_out(by=(by := make_user("director")))
    figure = run.figures.get()
    assert (figure.measure, figure.quarter, figure.age_band) == ("First response", date(2025, 7, 1), "65 and above")
    assert (figure.median, figure.longest, figure.waits) == (Decimal("14.5"), 20, 2)
    assert run.asked_by == by and run.snapshot_at == snapshots.latest().asked_at
    people = People(run.people_file, figure)
    assert [(one.subject_id, one.days) for one in people[0:9]] == [(5, 20), (7, 9)] and len(people) == 2
    assert [one.subject_id for one in people[1:2]] == [7]
    assert run.people_file.stat().st_mode & 0o077 == 0
    assert run.people_file.with_suffix(".csv").exists() is False


def test_the_snapshot_that_stands_is_read_and_no_other_file(events, home):
    (home / "insight").mkdir()
    (home / "insight" / "99999999T000000-9.parquet").write_bytes(b"a snapshot that failed")
    asked = snapshots.ask_for()
    snapshots.carry_out(asked.pk)
    asked.refresh_from_db()
    assert worked_out().snapshot_at == asked.asked_at


def test_while_one_is_under_way_no_second_is_asked_for_unless_it_was_left_behind(events):
    first = actions.ask_for()
    assert actions.ask_for() == first
    NationalRun.objects.update(asked_at=timezone.now() - GIVEN_UP_AFTER * 2)
    assert actions.ask_for() != first


def test_a_failed_one_says_so_and_the_figures_of_before_stay(events, monkeypatch):
    before = worked_out()
    monkeypatch.setattr(actions, "rows_of", lambda file: iter([{}]))
    failed = actions.ask_for()
    with pytest.raises(KeyError):
        actions.carry_out(failed.pk)
    assert "could not be worked out" in NationalRun.objects.last_failure()
    assert NationalRun.objects.latest() == before and NationalRun.objects.under_way() is None
    assert not failed.people_file.exists()
    worked_out_at = NationalRun.objects.get(pk=before.pk).finished_at
    actions.carry_out(before.pk)
    assert NationalRun.objects.get(pk=before.pk).finished_at == worked_out_at


def test_who_waited_is_kept_for_the_last_runs_alone(events):
    runs = [worked_out() for _ in range(actions.KEPT + 1)]
    assert not runs[0].people_file.exists() and all(run.people_file.exists() for run in runs[1:])
    assert set(NationalRun.objects.all()) == set(runs[1:])


def test_every_night_it_is_asked_for(events):
    every_night(timestamp=0)
    assert NationalRun.objects.get().asked_by is None


def test_requests_are_counted_once_a_year_before_them_is_known():
    assert counted_since(date(2023, 4, 1)) == date(2024, 4, 1)
    assert counted_since(date(2020, 1, 1)) == date(2023, 4, 1)
