from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.people.visits import actions, tasks
from alongside.people.visits.models import Visit
from alongside.people.warnings.tests.factories import make_warning

from .factories import make_person, make_visit

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=30)  # Westmere's: councils/example/policy/staff_safety.yaml


def test_the_warnings_that_stood_are_kept_with_the_visit():
    warning = make_warning()
    visit = make_visit(warning.subject)
    assert visit.warnings_read == [f"{warning.headline}: {warning.advice}"]


def test_nobody_is_looked_for_before_the_councils_minutes_have_passed():
    visit = make_visit()
    assert actions.look_for_the_late(now=visit.safe_by + MINUTES - timedelta(minutes=1)) == []


def test_the_duty_desk_is_told_once_and_then_the_managers():
    manager = make_user("team_manager")
    visit = make_visit(worker=make_user(name="Amara Bello", telephone="07700 900 417"))
    first = visit.safe_by + MINUTES + timedelta(minutes=1)
    assert actions.look_for_the_late(now=first) == [visit]
    assert actions.look_for_the_late(now=first) == []
    task = Task.objects.get()
    assert (task.team, task.owner, task.priority) == (visit.team, None, "urgent")
    assert "Amara Bello has not said" in task.title and "07700 900 417" in task.why
    assert actions.look_for_the_late(now=first + MINUTES) == [visit]
    assert Task.objects.get(owner=manager).title.startswith("Still no word")
    assert actions.look_for_the_late(now=first + MINUTES * 4) == []
    assert Event.objects.filter(kind="visits.not_safe", permission="visits.record").count() == 2


def test_saying_safe_stops_the_search():
    visit, colleague = make_visit(), make_user(name="Tom Ashworth")
    actions.look_for_the_late(now=visit.safe_by + MINUTES * 2)
    actions.say_safe(visit=visit, by=colleague)
    assert "said Tom Ashworth" in Task.objects.get().outcome
    assert actions.look_for_the_late(now=visit.safe_by + MINUTES * 9) == []
    visit.refresh_from_db()
    first = visit.safe_at
    assert actions.say_safe(visit=visit, by=visit.worker).safe_at == first


def test_a_visit_called_off_needs_nobody_to_be_safe():
    visit = make_visit()
    actions.look_for_the_late(now=visit.safe_by + MINUTES * 2)
    actions.record_outcome(visit=visit, outcome="cancelled", words="She rang", by=visit.worker)
    assert not Task.objects.open().exists()
    assert not Visit.objects.not_safe_yet().exists()


def test_a_visit_that_happened_still_waits_for_safe():
    visit = actions.record_outcome(visit=make_visit(), outcome="completed", words="Rail fitted", by=make_user())
    assert visit.awaits_safe
    with pytest.raises(actions.NotNow, match="completed"):
        actions.record_outcome(visit=visit, outcome="not_in", words="", by=make_user())


def test_the_job_looks_by_the_clock():
    make_visit(make_person(), starts_at=timezone.now() - timedelta(hours=4))
    assert tasks.look_for_the_late(timestamp=0) == 1
