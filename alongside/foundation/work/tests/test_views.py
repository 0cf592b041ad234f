from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.work import actions
from alongside.foundation.work.models import Task

from .factories import make_task

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def amara(client):
    user = make_user("social_worker", name="Amara Bello")
    client.force_login(user)
    return user


def to(name, task):
    return reverse(f"work:{name}", args=[task.pk])


def test_a_task_says_what_it_is_and_the_look_is_written_down(client, amara):
    task = make_task(owner=amara, title="Ring about the clinic", why="She fell twice", due_on=day(0))
    said = client.get(to("task", task)).content.decode()
    assert "Ring about the clinic" in said and "She fell twice" in said and "Today" in said
    assert Look.objects.filter(subject=task.subject, what="work").count() == 1


def test_recording_what_came_of_it(client, amara):
    task = make_task(owner=amara)
    answer = client.post(to("finish", task), {"outcome": "Rang, clinic is on 3 June", "seen": task.version})
    assert answer.status_code == 302
    assert Task.objects.get(pk=task.pk).outcome == "Rang, clinic is on 3 June"


def test_nothing_said_is_asked_for_again(client, amara):
    task = make_task(owner=amara)
    said = client.post(to("finish", task), {"outcome": "", "seen": task.version}).content.decode()
    assert "Say what was done" in said and "There is a problem" in said


def test_somebody_was_here_before_you_and_your_words_are_shown(client, amara):
    callum = make_user(name="Callum Lees")
    task = make_task(owner=amara)
    actions.finish(task=task, outcome="Done this morning", by=callum)
    answer = client.post(to("finish", task), {"outcome": "My own words", "seen": task.version})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Callum Lees finished this on" in said and "Done this morning" in said and "My own words" in said
    assert Task.objects.get(pk=task.pk).done_by == callum


def test_an_old_page_cannot_undo_a_hand_over(client, amara):
    task = make_task(owner=amara)
    actions.hand_over(tasks=[task], owner=make_user(name="Yasmin Haddad"), note="x", by=amara)
    client.force_login(make_user("team_manager"))
    answer = client.post(to("accept", task), {"seen": task.version})
    assert answer.status_code == 409 and "Yasmin Haddad" in answer.content.decode()


def test_a_call_a_wait_a_hold_and_a_new_day(client, amara):
    task = make_task(owner=amara, due_on=day(1))
    client.post(to("wait", task), {"on": "the broker", "since": day(-2).isoformat(), "keeper": amara.pk, "every": "7",
                                   "seen": 1})
    client.post(to("touch", task), {"on": day(0).isoformat(), "words": "Still nothing", "seen": 2})
    task.refresh_from_db()
    assert (task.waiting_on, task.keeps_in_touch, task.last_touch_on) == ("the broker", amara, day(0))
    client.post(to("stop_waiting", task), {"seen": 3})
    client.post(to("hold", task), {"until": day(5).isoformat(), "reason": "She is away", "seen": 4})
    task.refresh_from_db()
    assert (task.waiting_on, task.held_until) == ("", day(5))
    client.post(to("resume", task), {"seen": 5})
    client.post(to("day", task), {"due_on": day(9).isoformat(), "why": "She asked", "seen": 6})
    task.refresh_from_db()
    assert (task.held_until, task.due_on, task.version) == (None, day(9), 7)


def test_a_hold_ends_on_a_day_to_come(client, amara):
    task = make_task(owner=amara)
    said = client.post(to("hold", task), {"until": day(0).isoformat(), "reason": "Away", "seen": 1}).content.decode()
    assert "Choose a day after today" in said


def test_only_those_it_lies_with_may_act(client, amara):
    task = make_task(owner=make_user(), team=make_team())
    assert client.get(to("task", task)).status_code == 200
    assert client.get(to("finish", task)).status_code == 403
    unowned = make_task(team=make_team())
    assert client.post(to("accept", unowned), {"seen": 1}).status_code == 302


@pytest.mark.parametrize("name", ["task", "finish", "touch", "wait", "hold", "day"])
def test_a_restricted_record_keeps_its_work(client, amara, name):
    task = make_task(owner=amara)
    restrict(task.subject, by=make_user())
    assert client.get(to(name, task)).status_code == 404


def test_work_leads_back_to_our_own_pages_alone(client, amara):
    task = make_task(owner=amara)
    answer = client.post(f"{to('finish', task)}?back=//evil.example/", {"outcome": "x", "seen": 1})
    assert answer.headers["Location"] == reverse("desk:my_work")


def test_handing_over_to_a_teams_list(client, amara):
    task, team = make_task(owner=amara), make_team("south")
    client.post(reverse("work:hand_over"), {"tasks": [task.pk], "to": "team", "team": team.pk, "note": "Moved to WM9",
                                            "seen": f"{task.pk}:1"})
    task.refresh_from_db()
    assert (task.owner, task.team, task.hand_over_note) == (None, team, "Moved to WM9")
