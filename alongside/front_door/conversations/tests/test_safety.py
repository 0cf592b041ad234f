"""Urgent support before anything else, a concern from any door, and the hand-over of a night."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.events.models import Event
from alongside.foundation.questionnaires.actions import NotComplete
from alongside.foundation.questionnaires.models import Draft, Response
from alongside.foundation.work.models import Section, Task
from alongside.front_door.conversations import actions, policy
from alongside.front_door.conversations.models import RaisedConcern

from .factories import (
    concern_about,
    draft_of,
    front_door_worker,
    handed_over,
    in_days,
    somebody,
    talk,
    teams,
    urgent_support,
)

pytestmark = pytest.mark.django_db


def test_urgent_support_starts_at_once_and_the_rest_has_a_day():
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    draft = draft_of(conversation, worker, words="Help")
    urgent = urgent_support(conversation, worker)
    conversation.refresh_from_db()
    draft.refresh_from_db()
    assert conversation.safe_now == "unsafe" and draft.answers["safe_now"] == "unsafe"
    assert conversation.back_fill_by == policy.back_fill_by(timezone.localdate())
    assert conversation.finished_at is None
    assert {task.kind for task in Task.objects.open()} == {"back_fill", "urgent_support_review"}
    event = Event.objects.get(kind="conversations.urgent_support")
    assert event.significant and urgent.support in event.detail
    with pytest.raises(actions.AlreadyStarted):
        urgent_support(conversation, worker)


def test_a_concern_is_on_the_safeguarding_queue_in_the_same_call():
    worker, subject = front_door_worker(), somebody()
    raised = concern_about(subject, worker, talk(subject, worker))
    assert (raised.kinds, str(raised.amount), raised.in_danger_now) == (["financial"], "50.00", False)
    item = raised.item
    assert (item.queue, item.team.key) == ("safeguarding_concern", "safeguarding")
    assert (item.subject, item.owner) == (subject, None)
    due = timezone.localtime(policy.answer_by(raised.raised_at, urgent=False))
    assert item.due_on == due.date()
    assert "money back" in raised.response.answers["wishes"]


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_danger_now_or_not_being_sure_makes_it_urgent(answer):
    worker, subject = front_door_worker(), somebody()
    raised = concern_about(subject, worker, in_danger_now=answer)
    assert raised.in_danger_now and raised.item.priority == "urgent"


def test_the_caller_must_be_told_what_happens_next():
    worker, subject = front_door_worker(), somebody()
    with pytest.raises(NotComplete, match="told them happens next"):
        concern_about(subject, worker, told_next_steps="")
    assert not RaisedConcern.objects.exists()


def test_only_those_who_deal_with_safeguarding_read_its_line():
    worker, subject = front_door_worker(), somebody()
    concern_about(subject, worker)
    lead = make_user("safeguarding_lead", team=make_team("safeguarding"))
    kind = "conversations.concern_raised"
    assert not Event.objects.readable_by(worker).filter(kind=kind).exists()
    assert Event.objects.readable_by(lead).filter(kind=kind).exists()


def test_a_concern_on_a_restricted_record_is_not_forgotten():
    worker, subject = front_door_worker(), somebody()
    restrict(subject, worker)
    raised = concern_about(subject, worker)
    lead = make_user("safeguarding_lead", team=make_team("safeguarding"))
    seen = Task.objects.open().visible_to(lead).filter(kind="safeguarding_concern")
    assert [task.subject for task in seen] == [None]
    assert worker.name in seen[0].why and raised.item not in seen


def test_the_night_is_urgent_in_the_morning():
    teams()
    night = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    subject = somebody()
    conversation = talk(subject, night)
    handed = handed_over(conversation, night)
    assert handed.task.priority == "urgent" and handed.task.team.key == "front_door"
    section = Task.objects.in_sections(timezone.localdate()).get(pk=handed.task.pk).section
    assert section == Section.URGENT


def test_an_item_travels_the_queue_once():
    worker, subject = front_door_worker(), somebody()
    raised = concern_about(subject, worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(kind="x", queue=raised.item.queue, source=raised.item.source, title="again",
                            team=raised.item.team)


@pytest.mark.parametrize(("answers", "words"), [
    ({"by_hour": "early"}, "Write the time like 9.30"), ({"team": "Nowhere"}, "not the name of one team"),
    ({"owner": "Zog"}, "not the name of a colleague"), ({"by_day": in_days(-1)}, "That day has gone"),
])
def test_a_hand_over_that_nobody_could_keep_is_refused_and_its_draft_stays(answers, words):
    teams()
    night = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    conversation = talk(somebody(), night)
    with pytest.raises(actions.CannotStand, match=words):
        handed_over(conversation, night, **answers)
    assert Draft.objects.filter(questionnaire="hand_over").exists()
    assert not Task.objects.filter(kind="hand_over").exists()


def test_support_is_not_looked_at_again_on_a_day_that_has_gone():
    worker, subject = front_door_worker(), somebody()
    with pytest.raises(actions.CannotStand, match="That day has gone"):
        urgent_support(talk(subject, worker), worker, look_again_on=in_days(-1))
    assert not subject.urgent_support.exists()


def test_what_was_signed_stays_and_a_night_is_handed_over_once():
    teams()
    night = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    conversation = talk(somebody(), night)
    handed_over(conversation, night)
    assert Response.objects.get(questionnaire="hand_over").answers["by_hour"] == "9.30"
    with pytest.raises(actions.AlreadyStarted):
        handed_over(conversation, night)


def test_a_colleague_who_takes_the_talk_on_gets_the_unfinished_hand_over_too():
    worker, colleague, subject = front_door_worker(), front_door_worker(), somebody()
    conversation = talk(subject, worker)
    draft_of(conversation, worker, words="Help")
    draft_of(conversation, worker, "urgent_support", why="Nobody is with her")
    actions.take_on(conversation=conversation, by=colleague)
    assert Draft.objects.get(questionnaire="urgent_support").owner == colleague
