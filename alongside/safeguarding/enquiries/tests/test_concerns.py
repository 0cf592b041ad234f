"""Concerns: taken once by a named person, decided with reasons, answered to whoever raised them."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.decisions.models import DecisionRecord
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.foundation.work.queues import queue
from alongside.front_door.conversations.presenters import concern_status
from alongside.front_door.conversations.tests.factories import concern_about, front_door_worker, somebody
from alongside.safeguarding.enquiries import actions
from alongside.safeguarding.enquiries.models import Concern
from alongside.safeguarding.enquiries.three_part_test import Facts, decide

pytestmark = pytest.mark.django_db

YES = {"needs_care_and_support": True, "at_risk_of_abuse": True, "cannot_protect_themselves": True}
FORM = dict.fromkeys(YES, "yes") | {"decision": "enquiry", "reasons": "Frightened of him"}


def lead(**details):
    return make_user("safeguarding_lead", team=make_team("safeguarding"), **details)


@pytest.fixture
def raised():
    return concern_about(somebody(), front_door_worker())


def test_this_slice_handles_the_queue():
    assert queue("safeguarding_concern").url_name == "enquiries:queue"


@pytest.mark.parametrize("answers", itertools.product([True, False, None], repeat=3))
def test_the_three_part_test(answers):
    outcome = decide(Facts(*answers)).outcome
    if False in answers:
        assert outcome == "no_duty_to_enquire"
    elif None in answers:
        assert outcome == "cannot_decide_yet"
    else:
        assert outcome == "duty_to_enquire"


def test_it_is_taken_once(raised):
    first, second = lead(), lead()
    concern = actions.take(item=raised.item, by=first)
    with pytest.raises(actions.AlreadyTaken, match=first.name):
        actions.take(item=raised.item, by=second)
    raised.item.refresh_from_db()
    assert raised.item.owner == first
    assert raised.item.url == reverse("enquiries:concern", args=[concern.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.create(subject=raised.subject, item=raised.item, raised=raised, taken_by=second)


def test_a_decision_keeps_its_facts_reasons_and_law_and_answers_the_raiser(raised):
    who = lead()
    concern = actions.take(item=raised.item, by=who)
    actions.decide(concern=concern, decision="enquiry", reasons="Frightened of him", by=who, wishes="My money back",
                   **YES)
    record = DecisionRecord.objects.get()
    assert (record.outcome, record.decided_outcome) == ("duty_to_enquire", "duty_to_enquire")
    assert "Care Act 2014 section 42(1)" in record.law and len(record.because) == 3
    raised.refresh_from_db()
    assert "An enquiry has begun." in concern_status(raised)
    assert "Frightened" not in concern_status(raised)
    assert Event.objects.get(kind="enquiries.concern_decided").permission == "safeguarding.see"
    with pytest.raises(actions.AlreadyTaken):
        actions.decide(concern=concern, decision="enquiry", reasons="x", by=who, **YES)


@pytest.mark.parametrize(("decision", "facts"), [
    ("no_further_action", YES), ("enquiry", {**YES, "at_risk_of_abuse": False}),
    ("no_further_action", {**YES, "at_risk_of_abuse": None}),
])
def test_deciding_otherwise_than_the_test_needs_its_reason(raised, decision, facts):
    who = lead()
    concern = actions.take(item=raised.item, by=who)
    with pytest.raises(actions.NotYet, match="Say why you decide otherwise"):
        actions.decide(concern=concern, decision=decision, reasons="x", by=who, **facts)
    actions.decide(concern=concern, decision=decision, reasons="x", override_reason="Police lead", by=who, **facts)
    assert DecisionRecord.objects.get().override_reason == "Police lead"


def test_passed_on_means_to_somebody(raised):
    who = lead()
    concern = actions.take(item=raised.item, by=who)
    facts = {**YES, "at_risk_of_abuse": False}
    with pytest.raises(actions.NotYet, match="who helps"):
        actions.decide(concern=concern, decision="not_safeguarding", reasons="x", by=who, **facts)
    actions.decide(concern=concern, decision="not_safeguarding", reasons="x", passed_to="Trading Standards", by=who,
                   **facts)


def test_when_the_timeline_fails_nothing_is_decided(raised, monkeypatch):
    who = lead()
    concern = actions.take(item=raised.item, by=who)

    def broken(**details):
        raise RuntimeError("no timeline")

    monkeypatch.setattr(actions.events, "record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.decide(concern=concern, decision="enquiry", reasons="x", by=who, **YES)
    concern.refresh_from_db()
    assert concern.decision == "" and Task.objects.open().filter(pk=raised.item_id).exists()


def test_taking_ends_the_notice_about_a_restricted_record():
    worker, subject, who = front_door_worker(), somebody(), lead()
    restrict(subject, worker)
    raised = concern_about(subject, worker)
    actions.take(item=raised.item, by=who)
    assert not Task.objects.open().filter(subject=None).exists()


def test_keeping_it_close_names_whoever_has_it(raised):
    who, manager = lead(), make_user("team_manager")
    concern = actions.take(item=raised.item, by=who)
    actions.keep_close(concern=concern, reason="A colleague may be the risk", by=manager)
    assert list(Concern.objects.visible_to(who)) == [concern]
    assert not Concern.objects.visible_to(make_user("social_worker")).exists()


def test_the_queue_and_the_page(client, raised, django_assert_max_num_queries):
    who = lead()
    client.force_login(who)
    for number in range(3):
        concern_about(somebody(f"Given{number}", "Osei"), front_door_worker())
    with django_assert_max_num_queries(12):
        page = client.get(reverse("enquiries:queue")).content.decode()
    assert "Ivy Broadbent" in page and "Financial or material abuse" in page
    answer = client.post(reverse("enquiries:take", args=[raised.item_id]))
    page = client.get(answer.url).content.decode()
    assert "£50.00" in page and "I want my money back" in page
    wrong = client.post(answer.url, {**FORM, "decision": "no_further_action"}).content.decode()
    assert "Say why you decide otherwise" in wrong and "Frightened of him" in wrong
    client.post(answer.url, FORM)
    assert Concern.objects.get().decision == "enquiry"
    assert "Decided by" in client.get(answer.url).content.decode()
    assert client.post(reverse("enquiries:take", args=[raised.item_id])).url == reverse("enquiries:queue")


def test_who_may_see_take_and_open(client, raised):
    concern = actions.take(item=raised.item, by=lead())
    here = reverse("enquiries:concern", args=[concern.pk])
    client.force_login(front_door_worker())
    assert client.get(reverse("enquiries:queue")).status_code == 403
    assert client.get(here).status_code == 403
    client.force_login(make_user("social_worker"))
    assert "Record the decision" not in client.get(here).content.decode()
    assert client.post(reverse("enquiries:take", args=[raised.item_id])).status_code == 403
    restrict(raised.subject, make_user("team_manager"))
    assert client.get(here).status_code == 404
    assert "Ivy Broadbent" not in client.get(reverse("enquiries:queue")).content.decode()


@pytest.mark.parametrize(("role", "knows"), [("social_worker", True), ("broker", False), ("business_support", False)])
def test_only_those_who_may_know_of_a_concern_meet_its_work(client, raised, role, knows):
    actions.decide(concern=actions.take(item=raised.item, by=lead()), decision="enquiry", reasons="Frightened of him",
                   by=lead(), wishes="My money back", **YES)
    waiting = concern_about(raised.subject, front_door_worker()).item
    client.force_login(make_user(role))
    person = raised.subject_id
    for page in (reverse("desk:person", args=[person]), reverse("api:of_a_person", args=[person])):
        assert ("Safeguarding concern" in client.get(page).content.decode()) is knows
    for task in (waiting, raised.item):
        assert client.get(reverse("work:task", args=[task.pk])).status_code == (200 if knows else 404)


def test_whoever_raised_a_concern_still_meets_it_in_the_work(client, raised):
    client.force_login(raised.raised_by)
    assert client.get(reverse("work:task", args=[raised.item_id])).status_code == 200
