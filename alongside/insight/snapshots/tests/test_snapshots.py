"""The records as a file that measures are taken from."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.returns.tests.factories import NHS, conversation, whole_person
from alongside.insight.snapshots import actions
from alongside.insight.snapshots.actions import ask_for, carry_out, latest, usual_period
from alongside.insight.snapshots.models import Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path
    cache.clear()
    return tmp_path


@pytest.fixture
def worker():
    return make_user("front_door_worker")


def taken(**changed) -> Snapshot:
    asked = ask_for(**changed)
    carry_out(asked.pk)
    asked.refresh_from_db()
    return asked


def rows(snapshot: Snapshot, columns: str) -> list[tuple]:
    return duckdb.execute(f"SELECT {columns} FROM '{snapshot.path}'").fetchall()


def test_a_finished_conversation_is_an_event(worker):
    winnie = whole_person("Winifred", "Okafor", by=worker)
    day = timezone.localdate() - timedelta(days=30)
    conversation(winnie, worker, day)

    made = taken(by=worker)

    assert made.rows == 1
    assert rows(made, "event_type, event_end, person_id") == [("Request", day, NHS[0])]
    assert latest() == made


def test_with_no_records_it_is_an_empty_table():
    made = taken()
    assert (made.rows, rows(made, "person_id")) == (0, [])


def test_the_file_is_for_nobody_elses_eyes():
    assert taken().path.stat().st_mode & 0o077 == 0


def test_while_one_is_taken_no_second_is_asked_for(worker):
    assert ask_for(by=worker) == ask_for()


def test_how_far_it_is_is_said_while_it_is_written(worker, monkeypatch):
    monkeypatch.setattr(actions, "SAID_EVERY", 1)
    conversation(whole_person("Ada", "Osei", by=worker), worker, timezone.localdate() - timedelta(days=9))
    asked = ask_for()
    said = []
    monkeypatch.setattr(Snapshot, "say_how_far", lambda self, number: said.append(number))
    carry_out(asked.pk)
    assert said == [1]


def test_a_failed_one_says_so_and_the_last_good_one_stays(monkeypatch):
    good = taken()
    asked = ask_for()
    monkeypatch.setattr(actions, "built", lambda period: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carry_out(asked.pk)
    asked.refresh_from_db()
    assert asked.failure
    assert latest() == good


def test_a_finished_one_is_not_taken_again():
    made = taken()
    made.path.unlink()
    carry_out(made.pk)
    assert not made.path.exists()


def test_only_the_last_three_are_kept():
    made = [taken() for _ in range(5)]
    assert [one.path.exists() for one in made] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("today", "start"), [(date(2026, 11, 22), date(2023, 4, 1)), (date(2027, 3, 31), date(2023, 4, 1))]
)
def test_the_period_reaches_back_over_the_look_backs_of_measures(today, start):
    assert (usual_period(today).start, usual_period(today).end) == (start, today)


def test_one_that_another_worker_finishes_while_files_are_cleared_away_stays():
    """They finish just after the first look at what there is."""
    mine = taken()
    theirs = Snapshot.objects.create(starts_on=mine.starts_on, ends_on=mine.ends_on)
    looks = []

    def they_finish_after_it(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if "snapshots_snapshot" in sql and not looks:
            looks.append(sql)
            theirs.path.touch()
            Snapshot.objects.filter(pk=theirs.pk).update(finished_at=timezone.now())
        return answer

    with connection.execute_wrapper(they_finish_after_it):
        actions._clear_away()
    assert looks and theirs.path.exists() and mine.path.exists()
