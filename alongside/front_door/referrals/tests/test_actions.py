"""A referral cannot be closed before its referrer has heard, or somebody has written why not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import policy
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions, sharing, tasks
from alongside.front_door.referrals.models import Referral
from alongside.people.agreements import actions as agreements

from .factories import referral, settled

pytestmark = pytest.mark.django_db


def open_tasks(found: Referral) -> list[str]:
    return list(Task.objects.open().filter(source=f"referrals.referral:{found.pk}").values_list("kind", flat=True))


def test_it_stands_unread_on_the_duty_board_by_the_councils_promise():
    worker = front_door_worker()
    found = referral(worker, urgency="urgent")
    task = Task.objects.get(kind="referral_to_read")
    due = timezone.localtime(policy.answer_by(found.received_at, urgent=True))
    assert (task.team.key, task.due_on, task.priority, task.subject) == ("front_door", due.date(), "urgent", None)
    assert list(Referral.objects.unread()) == [found]


def test_references_count_on():
    worker = front_door_worker()
    first, second = referral(worker), referral(worker)
    assert int(second.reference[-5:]) == int(first.reference[-5:]) + 1


def test_whoever_reads_it_answers_it():
    worker, reader = front_door_worker(), front_door_worker()
    found = actions.read(referral=referral(worker), by=reader)
    assert found.read_by == reader
    assert open_tasks(found) == ["referral_to_answer"]
    assert Task.objects.get(kind="referral_to_answer").owner == reader
    assert actions.read(referral=found, by=worker).read_by == reader


def test_matched_by_search_it_comes_onto_the_timeline():
    worker, subject = front_door_worker(), somebody()
    found = actions.match(referral=referral(worker), subject=subject, by=worker)
    assert found.subject == subject
    assert Event.objects.get(kind="referrals.received").subject == subject
    assert Task.objects.open().get().subject == subject


def test_referred_again_within_the_councils_time_is_seen():
    worker, subject = front_door_worker(), somebody()
    before = referral(worker, subject, received_at=timezone.now() - timedelta(days=12))
    again = actions.match(referral=referral(worker), subject=subject, by=worker)
    assert again.follows == before
    assert Event.objects.filter(kind="referrals.came_again").exists()


def test_it_is_settled_only_after_it_was_read_and_then_waits_for_the_referrer_to_hear():
    worker, subject = front_door_worker(), somebody()
    found = referral(worker, subject)
    with pytest.raises(actions.NotYet, match="Read"):
        actions.settle(referral=found, outcome="talked", detail="x", by=worker)
    found = settled(worker, subject)
    assert found.closed_at is None
    assert open_tasks(found) == ["referral_feedback"]
    assert Task.objects.get(kind="referral_feedback").due_on == policy.feedback_by(found.received_at)
    assert list(Referral.objects.awaiting_feedback()) == [found]


def test_the_database_itself_refuses_to_close_it_unheard():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(IntegrityError, match="referral_closes_once_the_referrer_has_heard"), transaction.atomic():
        Referral.objects.filter(pk=found.pk).update(closed_at=timezone.now(), closed_by=worker)


def test_nothing_is_told_before_there_is_something_to_tell():
    worker = front_door_worker()
    found = actions.read(referral=referral(worker, somebody()), by=worker)
    with pytest.raises(actions.NotYet, match="what happens"):
        actions.tell(referral=found, words="Hello", how="telephone", by=worker)


def test_told_by_email_it_closes():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    told = actions.tell(referral=found, words="She is helped.", how="email", by=worker)
    found.refresh_from_db()
    assert found.closed_by == worker and found.feedback == told
    message = Notification.objects.get()
    assert (message.address, message.words) == ("samina.aziz@surgery.example", "She is helped.")
    assert open_tasks(found) == []
    with pytest.raises(actions.AlreadyDone):
        actions.tell(referral=found, words="Again", how="telephone", by=worker)


@pytest.mark.parametrize("because", ["anonymous", "unsafe", "no_lawful_basis", "undeliverable"])
def test_a_named_person_may_record_why_the_referrer_is_not_told(because):
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    untold = actions.explain_not_telling(referral=found, because=because, note="She asked us not to", by=worker)
    found.refresh_from_db()
    assert found.closed_at and untold.by == worker


def test_not_telling_without_a_sentence_is_refused_by_the_database():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(IntegrityError, match="feedback_is_told_or_explained"), transaction.atomic():
        actions.explain_not_telling(referral=found, because="unsafe", note="", by=worker)


@pytest.mark.parametrize("how", ["failed", "returned", "stopped"])
def test_an_email_that_did_not_arrive_opens_it_again(how):
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    told = actions.tell(referral=found, words="She is helped.", how="email", by=worker)
    now = timezone.now()
    values = {"failed": {"failed_at": now, "failure": "No such mailbox"},
              "returned": {"sent_at": now, "returned_at": now, "returned_why": "No such mailbox"},
              "stopped": {"stopped_at": now, "stopped_why": "No such mailbox"}}[how]
    assert not Referral.objects.told_in_vain().exists()
    Notification.objects.filter(pk=told.message_id).update(**values)
    assert list(Referral.objects.told_in_vain()) == [found]
    actions.open_again(referral=found)
    found.refresh_from_db()
    assert found.closed_at is None and found.feedback is None
    assert found.tries.count() == 1
    task = Task.objects.open().get(kind="referral_feedback")
    assert "No such mailbox" in task.why and task.owner == worker


def test_what_was_told_by_telephone_is_never_opened_by_itself():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    actions.tell(referral=found, words="She is helped.", how="telephone", by=worker)
    found.refresh_from_db()
    assert actions.open_again(referral=found).closed_at


def test_stepped_down_it_opens_a_talk_at_the_access_point_and_still_feeds_back():
    worker, subject = front_door_worker(), somebody()
    found = actions.read(referral=referral(worker, subject), by=worker)
    found = actions.settle(referral=found, outcome="stepped_down", stepped_down_to="Mill Lane hub", detail="Gardening",
                           by=worker)
    found.refresh_from_db()
    assert found.conversation.channel == "community_access_point" and found.conversation.subject == subject
    assert open_tasks(found) == ["referral_feedback"]


def test_a_talk_about_it_needs_the_person():
    worker = front_door_worker()
    with pytest.raises(actions.NotYet, match="Find the person first"):
        actions.begin_talk(referral=referral(worker), by=worker)


def test_without_agreement_the_referrer_hears_only_that_it_was_dealt_with():
    worker, subject = front_door_worker(), somebody()
    found, today = settled(worker, subject), timezone.localdate()
    words = sharing.draft(found, today)
    assert not sharing.may_tell(found, today).everything
    assert "dealt with it" in words and "charity shop" not in words


def test_an_agreement_naming_the_surgery_lets_the_outcome_be_told():
    worker, subject = front_door_worker(), somebody()
    today = timezone.localdate()
    agreements.record(subject=subject, purpose="health", what="What was agreed", lawful_basis="consent",
                      how_given="spoken", starts_on=today - timedelta(days=1),
                      review_on=today + timedelta(days=90), by=worker, with_whom=["Mill Lane Surgery"])
    found = settled(worker, subject)
    assert sharing.may_tell(found, today).everything
    assert "She starts at the charity shop" in sharing.draft(found, today)


def test_a_day_in_the_past_counts_the_promise_from_then():
    worker = front_door_worker()
    received = timezone.now() - timedelta(days=3)
    referral(worker, received_at=received)
    assert Task.objects.get(kind="referral_to_read").due_on < date.today()


def test_the_job_opens_every_referral_whose_referrer_did_not_hear():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    told = actions.tell(referral=found, words="She is helped.", how="email", by=worker)
    Notification.objects.filter(pk=told.message_id).update(failed_at=timezone.now(), failure="No such mailbox")
    tasks.open_again(timestamp=0)
    found.refresh_from_db()
    assert found.closed_at is None
