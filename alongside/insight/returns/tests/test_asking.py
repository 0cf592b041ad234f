"""Faults that only a worker can mend: sent to them with one press, and back once they are mended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import Conversation
from alongside.insight.returns import actions
from alongside.insight.returns.tests.test_worklist import WORKLIST, YEAR, analyst, store, three

pytestmark = pytest.mark.django_db
__all__ = ["analyst", "store", "three"]
ROUTE = "Request: Route of Access"


@pytest.fixture
def faults(three, analyst):
    built = actions.ask_for(period=YEAR, by=analyst)
    actions.carry_out(built.pk)
    return three


def send(client, **chosen):
    return client.post(reverse("returns:send"), chosen, follow=True).content.decode()


def test_one_press_sends_what_the_page_shows_and_a_second_sends_nothing_twice(client, faults):
    page = send(client, field=ROUTE)
    assert "Sent to those who recorded them: 1 value" in page and "With " in page
    task = Task.objects.of_kind("return_fault").get()
    worker = Conversation.objects.get(subject=faults[2].pk).held_by
    assert (task.owner, task.subject_id) == (worker, faults[2].pk) and task.title.endswith(ROUTE)
    assert task.due_on == timezone.localdate() + timedelta(days=14)
    client.force_login(worker)
    assert client.get(task.url).status_code == 200, "its worker opens the record from it"
    assert client.post(reverse("returns:send"), {}).status_code in (200, 302, 403) and Task.objects.count() == 1


def test_again_nothing_is_sent_twice_and_without_a_choice_all_of_them_go(client, faults):
    send(client)
    there = Task.objects.of_kind("return_fault").count()
    assert there == 3 and "All of these are with somebody already" in send(client)
    assert Task.objects.of_kind("return_fault").count() == there


def test_once_mended_it_comes_back_to_whoever_asked(client, faults, analyst):
    send(client, field=ROUTE)
    assert "With " in client.get(WORKLIST).content.decode()
    Conversation.objects.filter(subject=faults[2].pk).update(route_of_access="community")
    page = client.get(WORKLIST).content.decode()
    task = Task.objects.of_kind("return_fault").get()
    assert task.done_at and task.outcome.startswith("Put right") and ROUTE not in page.split("To put right")[1]
    assert "1 value put right since it was built" in page


def test_said_to_be_done_and_still_failing_is_said(client, faults, analyst):
    send(client, field=ROUTE)
    task = Task.objects.of_kind("return_fault").get()
    work.finish(task=task, outcome="Done", by=task.owner)
    assert "it still fails" in client.get(WORKLIST).content.decode()
    assert Notification.objects.filter(to_user=analyst, title__contains="answered what you asked").exists()
    assert "1 value" in send(client, field=ROUTE), "and may be sent again"


def test_a_worker_who_has_left_is_followed_by_their_team_and_nobody_by_nobody(client, faults):
    worker = Conversation.objects.get(subject=faults[2].pk).held_by
    User.objects.filter(pk=worker.pk).update(is_active=False, deactivated_at=timezone.now())
    send(client, field=ROUTE)
    task = Task.objects.of_kind("return_fault").get()
    assert task.owner is None and task.team == Team.objects.get(pk=task.team_id)
    task.delete()
    Team.objects.update(closed_on=timezone.localdate() - timedelta(days=1))
    assert "nobody is named" in send(client, field=ROUTE) and not Task.objects.of_kind("return_fault").exists()


@pytest.mark.parametrize("role", ["commissioner", "social_worker", "front_door_worker"])
def test_others_send_nothing(client, faults, role):
    client.force_login(make_user(role))
    client.post(reverse("returns:send"), {})
    assert not Task.objects.exists()
