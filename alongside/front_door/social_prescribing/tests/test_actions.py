"""From the asking to the end: who may see, what is kept, and that the referrer hears."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.access.conditions import may_open
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions as referrals
from alongside.front_door.referrals.tests.factories import referral
from alongside.front_door.social_prescribing import actions
from alongside.front_door.social_prescribing.models import Goal, LinkWork, Tried

from .factories import AFTER, BEFORE, asked, ended, link_worker, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    front_door_worker()
    return make_user("team_manager")


def test_a_link_worker_opens_the_record_from_the_giving_until_the_end(manager):
    worker, subject = link_worker(), somebody()
    found = asked(subject, manager)
    assert not may_open(worker, subject.pk)
    assert Task.objects.get(kind="link_work_to_give").team.key == "link_workers"
    actions.give_to(link_work=found, worker=worker, by=manager)
    assert may_open(worker, subject.pk)
    assert Task.objects.open().get(kind="link_work_to_meet").owner == worker
    actions.start(link_work=found, on=timezone.localdate(), by=worker)
    assert not Task.objects.open().filter(kind__startswith="link_work").exists()
    actions.end(link_work=found, because="enough", words="He goes by himself", by=worker)
    grant = subject.grants.get(user=worker)
    assert grant.ends_on == timezone.localdate()


def test_given_to_another_the_first_may_not_open_it_any_more(manager):
    first, second, subject = link_worker(), link_worker(), somebody()
    found = asked(subject, manager)
    actions.give_to(link_work=found, worker=first, by=manager)
    actions.give_to(link_work=found, worker=second, by=manager)
    assert not may_open(first, subject.pk) and may_open(second, subject.pk)


def test_there_is_one_at_a_time(manager):
    worker, subject = link_worker(), somebody()
    running(subject, worker, manager)
    with pytest.raises(actions.AlreadyRunning, match=worker.name):
        asked(subject, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkWork.objects.create(subject=subject, asked_on=timezone.localdate(), asked_by=manager, why="again",
                                came_from="person")


def test_a_goal_is_reached_by_a_group_they_tried(manager):
    found = ended(somebody(), link_worker(), manager)
    goal = Goal.objects.get(link_work=found)
    assert goal.words == "I want to dig again" and goal.reached == "yes"
    assert goal.reached_by.name == "Gentle gardening club" and goal.reached_by.liked == "yes"


def test_why_it_was_not_for_them_is_kept_and_asked_for(manager):
    worker = link_worker()
    found = running(somebody(), worker, manager)
    tried = actions.try_out(link_work=found, name="Lunch club", by=worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.went(tried=tried, state="stopped", by=worker)
    actions.went(tried=tried, state="stopped", why_not="alone", by=worker)
    assert Tried.objects.get().get_why_not_display() == "Did not want to go alone"


def test_nothing_is_written_after_the_end(manager):
    worker = link_worker()
    found = ended(somebody(), worker, manager)
    with pytest.raises(actions.NotAsItWas, match="It ended on"):
        actions.set_goal(link_work=found, words="More", by=worker)


def test_answers_that_are_none_of_the_measure_are_refused(manager):
    worker = link_worker()
    found = running(somebody(), worker, manager)
    for wrong in ({"satisfied": 11}, {"lonely": 3}, {"happy": "7"}):
        with pytest.raises(actions.NotAsItWas):
            actions.measure(link_work=found, when="start", answers=wrong, by=worker)
    first = actions.measure(link_work=found, when="start", answers=BEFORE, by=worker)
    again = actions.measure(link_work=found, when="start", answers={**AFTER, "anxious": None}, by=worker)
    assert first.pk == again.pk and again.answers["anxious"] is None


def test_an_open_referral_is_answered_by_asking_and_its_referrer_is_to_hear(manager):
    worker, subject = front_door_worker(), somebody()
    sent = referral(worker, subject)
    found = asked(subject, worker, referral=sent)
    sent.refresh_from_db()
    assert sent.outcome == "working" and sent.closed_at is None
    tell = Task.objects.open().get(kind="referral_feedback")
    assert tell.subject == subject
    # And when it ends before anybody told them, they hear of the end through the same task.
    walker = link_worker()
    actions.give_to(link_work=found, worker=walker, by=manager)
    actions.start(link_work=found, on=timezone.localdate(), by=walker)
    actions.end(link_work=found, because="goals_reached", words="Thursdays", by=walker)
    sent.refresh_from_db()
    assert "has ended" in sent.outcome_detail and Task.objects.open().filter(kind="referral_feedback").count() == 1


def test_a_referrer_who_was_told_of_the_beginning_gets_a_letter_of_the_end(manager):
    worker, subject = front_door_worker(), somebody()
    sent = referral(worker, subject)
    found = asked(subject, worker, referral=sent)
    referrals.tell(referral=sent, words="A link worker gets in touch.", how="telephone", by=worker)
    walker = link_worker()
    actions.give_to(link_work=found, worker=walker, by=manager)
    actions.start(link_work=found, on=timezone.localdate(), by=walker)
    actions.end(link_work=found, because="needs_more", words="Private", by=walker)
    letter = Document.objects.get(kind="referral_feedback")
    assert letter.sent_how == "email" and letter.address == "samina.aziz@surgery.example"
    said = letter.body[0]["text"]
    assert "may not tell you more" in said and "care and support" not in said and "Private" not in said


def test_days_stand_in_their_order(manager):
    found = asked(somebody(), manager)
    actions.give_to(link_work=found, worker=link_worker(), by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.start(link_work=found, on=found.asked_on - timedelta(days=1), by=manager)


def test_each_step_stands_on_the_record_and_answers_asked_again_say_that_there_were_others(manager):
    subject, worker = somebody(), link_worker()
    found = running(subject, worker, manager)
    assert subject.events.filter(kind="social_prescribing.given", title__contains=worker.name).count() == 1
    goal = actions.set_goal(link_work=found, words="I want to dig again", by=worker)
    actions.try_out(link_work=found, name="Gentle gardening club", goal=goal, by=worker)
    tried = subject.events.get(kind="social_prescribing.tried")
    assert "Gentle gardening club" in tried.title and "dig again" in tried.detail
    for answers in (BEFORE, AFTER):
        actions.measure(link_work=found, when="start", answers=answers, by=worker)
    first, second = subject.events.filter(kind="social_prescribing.measured").order_by("pk")
    assert first.detail == "" and "Asked again: the answers of" in second.detail


@pytest.mark.parametrize("problem", [
    documents.CannotSend("It cannot go this way."), CannotBePrinted("The typeface has no letter for ꙮ."),
])
def test_it_ends_also_where_no_letter_can_be_written_and_somebody_is_to_tell_the_referrer(
        manager, monkeypatch, problem):
    worker, subject, walker = front_door_worker(), somebody(), link_worker()
    sent = referral(worker, subject)
    found = asked(subject, worker, referral=sent)
    referrals.tell(referral=sent, words="A link worker gets in touch.", how="telephone", by=worker)

    def cannot(**_: object) -> None:
        raise problem

    monkeypatch.setattr(documents, "write_letter", cannot)
    actions.give_to(link_work=found, worker=walker, by=manager)
    actions.end(link_work=found, because="enough", words="He goes by himself", by=walker)
    found.refresh_from_db()
    told = Task.objects.open().get(kind="link_work_referrer")
    assert found.ended_on and told.why == str(problem) and sent.reference in told.title


def test_it_ends_also_while_nobody_has_read_its_open_referral(manager):
    subject, walker = somebody(), link_worker()
    sent = referral(front_door_worker(), subject)
    found = asked(subject, manager)
    LinkWork.objects.filter(pk=found.pk).update(referral=sent)
    actions.give_to(link_work=found, worker=walker, by=manager)
    actions.end(link_work=found, because="enough", words="He goes by himself", by=walker)
    assert "Read the referral first" in Task.objects.open().get(kind="link_work_referrer").why
