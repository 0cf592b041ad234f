"""A return is always ready: built every night, checked, with its work list up to today, and old ones cleared away."""

from __future__ import annotations

import csv
import io
import os
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.insight.returns import actions, build
from alongside.insight.returns.models import BuiltReturn
from alongside.people.people.models import Identifier

from .factories import conversation, whole_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "store")},
        },
    }
    cache.clear()


@pytest.fixture
def worker():
    made = make_user("front_door_worker")
    due = build.usual_period(TODAY)
    conversation(whole_person("Winifred", "Okafor", by=made), made, due.end)
    gerald = whole_person("Gerald", "Pickup", by=made, nhs="9990000026")
    conversation(gerald, made, TODAY)
    Identifier.objects.filter(subject_id=gerald.pk).delete()
    return made


def a_night() -> list[BuiltReturn]:
    asked = actions.ask_for_tonights(TODAY)
    for one in asked:
        actions.carry_out(one.pk)
        one.refresh_from_db()
    return asked


def test_the_return_that_is_due_is_ready_and_the_work_list_goes_up_to_today(worker, client):
    due, so_far = a_night()
    assert (due.rows, due.failing) == (1, {})
    assert (so_far.rows, so_far.failing) == (2, {"NHS Number": 1})
    assert BuiltReturn.objects.ready(build.usual_period(TODAY)) == due
    assert BuiltReturn.objects.latest_whole() == so_far
    client.force_login(make_user("performance_analyst"))
    page = client.get(reverse("returns:home")).content.decode()
    assert "Ready to send" in page and "1 of 1 rows have no fault (100.0%)" in page
    work = client.get(reverse("returns:worklist")).content.decode()
    assert "NHS Number" in work and str(worker) in work


def test_by_module_and_by_worker_and_in_the_file_of_failing_cells(worker, client):
    _, so_far = a_night()
    assert so_far.by_module == {"Person details": 1} and so_far.by_worker == {str(worker.pk): 1}
    client.force_login(make_user("performance_analyst"))
    page = client.get(reverse("returns:built", args=[so_far.pk])).content.decode()
    assert "Person details" in page and "Recorded by" in page and str(worker) in page
    lines = list(csv.DictReader(io.StringIO(
        client.get(reverse("returns:failing", args=[so_far.pk])).content.decode())))
    assert [(one["module"], one["field"], one["worker"]) for one in lines] == [
        ("Person details", "NHS Number", str(worker))]


def test_nobody_has_looked_at_what_the_night_made(worker):
    a_night()
    assert not Look.objects.filter(what="national return").exists()
    asked = actions.ask_for(period=build.usual_period(TODAY), by=make_user("performance_analyst"))
    actions.carry_out(asked.pk)
    assert Look.objects.filter(what="national return").count() == 1


def test_old_nights_are_cleared_away_with_their_files_and_what_somebody_asked_for_stays(worker):
    asked = actions.ask_for(period=build.usual_period(TODAY), by=make_user("performance_analyst"))
    actions.carry_out(asked.pk)
    nights = [a_night() for _ in range(4)]
    kept = set(BuiltReturn.objects.values_list("pk", flat=True))
    assert kept == {asked.pk, *(one.pk for night in nights[-2:] for one in night)}
    assert not any(default_storage.exists(one.file) for night in nights[:2] for one in night)
    assert all(default_storage.exists(one.file) for night in nights[2:] for one in night)


def test_how_far_it_is_is_said_while_it_is_built(worker, client, monkeypatch):
    asked = actions.ask_for(period=build.usual_period(TODAY), by=make_user("performance_analyst"))
    asked.say_how_far(4000)
    client.force_login(make_user("performance_analyst"))
    assert "4,000 rows so far" in client.get(reverse("returns:built", args=[asked.pk])).content.decode()
    told = []
    monkeypatch.setattr(BuiltReturn, "say_how_far", lambda self, rows: told.append(rows))
    monkeypatch.setattr(build, "SAID_EVERY", 1)
    actions.carry_out(asked.pk)
    assert told == [1]


def test_nights_that_failed_push_no_whole_one_out(worker):
    due, _ = a_night()
    for _ in range(6):
        BuiltReturn.objects.create(
            starts_on=due.starts_on, ends_on=due.ends_on, asked_by=None, finished_at=timezone.now(), failure="No.")
    actions.clear_away()
    assert BuiltReturn.objects.ready(build.usual_period(TODAY)) == due
    assert BuiltReturn.objects.exclude(failure="").count() == actions.KEPT_OF_THE_NIGHT


def test_the_file_of_one_asked_for_long_ago_is_gone_and_its_counts_stay(worker, client):
    analyst = make_user("performance_analyst")
    asked = actions.ask_for(period=build.usual_period(TODAY), by=analyst)
    actions.carry_out(asked.pk)
    long_ago = timezone.now() - timedelta(days=actions.FILE_KEPT_DAYS + 1)
    BuiltReturn.objects.filter(pk=asked.pk).update(finished_at=long_ago)
    actions.clear_away()
    asked.refresh_from_db()
    assert asked.rows == 1 and not default_storage.exists(asked.file)
    client.force_login(analyst)
    page = client.get(reverse("returns:built", args=[asked.pk])).content.decode()
    assert "is kept for 30 days and is gone" in page and "Take the file" not in page


def test_what_a_killed_worker_left_is_swept_and_its_file_is_written_over(worker, settings, tmp_path):
    settings.HOME = tmp_path
    left = tmp_path / "insight" / "scratch" / "left"
    left.mkdir(parents=True)
    (left / "return.csv").write_text("everybody")
    os.utime(left, (0, 0))
    asked = actions.ask_for(period=build.usual_period(TODAY), by=None)
    default_storage.save(f"returns/{asked.pk}.csv", ContentFile(b"half"))
    actions.carry_out(asked.pk)
    asked.refresh_from_db()
    assert not left.exists() and not list((tmp_path / "insight" / "scratch").iterdir())
    assert asked.file == f"returns/{asked.pk}.csv"


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 4, 1)])
def test_the_two_of_a_night_begin_on_the_same_day(today):
    due, so_far = actions.ask_for_tonights(today)
    assert due.starts_on == so_far.starts_on and so_far.ends_on == today
    assert due.ends_on < today <= due.ends_on + timedelta(days=92)
