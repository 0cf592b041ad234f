from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.care_management.capacity import actions, presenters
from alongside.care_management.capacity.models import BestInterestsDecision, CapacityAssessment
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.people.relationships import actions as relationships

from .factories import make_answers, make_assessed, make_best_interests, make_capacity, make_draft

pytestmark = pytest.mark.django_db


def tasks(one):
    return {task.kind: task for task in Task.objects.open().filter(source=one.about)}


def test_until_it_is_shown_otherwise_capacity_is_presumed():
    one = make_capacity()
    assert presenters.state(one, timezone.localdate())[0].text == "Capacity is presumed meanwhile"
    assert tasks(one)["capacity_assessment"].owner == one.started_by
    with pytest.raises(actions.NotNow, match="open already"):
        make_capacity(one.subject, the_decision="Whether to move to  Elm House")


def test_a_missing_fact_leaves_the_presumption_standing():
    one = make_assessed(all_practicable_help_given="unknown")
    assert one.decision.outcome == "presumed_to_have_capacity" and not one.lacks_capacity
    assert "best_interests" not in tasks(one)


def test_able_in_every_way_means_capacity():
    one = make_assessed(
        can_retain="yes",
        can_retain_why=None,
        impairment=None,
        impairment_what=None,
        because_of_impairment=None,
        cause_why=None,
        may_regain=None,
    )
    assert one.decision.outcome == "has_capacity"


def test_unable_because_of_an_impairment_lacks_capacity_for_this_decision_only():
    one = make_assessed()
    assert one.lacks_capacity and "whether to move to Elm House" in one.decision.because[0]
    assert one.decision.facts["decision"] == "whether to move to Elm House"
    assert tasks(one)["best_interests"].due_on
    event = Event.objects.get(subject=one.subject, kind="capacity.assessed")
    assert event.significant and event.permission == "capacity.see"


def test_somebody_looks_again_where_capacity_may_return():
    soon = timezone.localdate() + timedelta(days=10)
    one = make_assessed(may_regain="yes", may_regain_by=soon.isoformat())
    assert one.may_regain_by == soon and tasks(one)["capacity_again"].due_on == soon
    assert list(CapacityAssessment.objects.to_look_at_again(soon)) == [one]


def test_the_council_keeps_it_for_social_workers():
    therapist = make_user("occupational_therapist")
    one = make_capacity(by=therapist)
    draft = make_draft(one, "mental_capacity", make_answers(), by=therapist)
    with pytest.raises(actions.NotNow, match="kept for a social worker"):
        actions.assess(one=one, draft=draft, by=therapist)
    one.refresh_from_db()
    assert one.is_open


def test_best_interests_with_everything_that_was_weighed():
    by = make_user()
    one = make_assessed(by=by)
    draft = make_draft(one, "best_interests", make_best_interests(), by=by)
    decided = actions.decide_best_interests(one=one, draft=draft, by=by)
    assert decided.decided == "She moves to Elm House, with a garden door" and not decided.imca_needed
    assert "best_interests" not in tasks(one)
    with pytest.raises(actions.NotNow, match="decided already"):
        actions.decide_best_interests(one=one, draft=draft, by=by)


def test_nobody_to_consult_and_a_long_stay_ask_for_an_independent_advocate():
    by = make_user()
    one = make_assessed(by=by)
    draft = make_draft(one, "best_interests", make_best_interests(somebody_appropriate="no"), by=by)
    decided = actions.decide_best_interests(one=one, draft=draft, by=by)
    asked = Task.objects.open().get(subject=one.subject, kind="imca")
    assert decided.imca_needed and asked.priority == "urgent" and asked.due_on


def test_nothing_is_decided_for_somebody_who_has_capacity():
    by = make_user()
    one = make_assessed(by=by, all_practicable_help_given="no")
    draft = make_draft(one, "best_interests", make_best_interests(), by=by)
    with pytest.raises(actions.NotNow, match="lacks capacity"):
        actions.decide_best_interests(one=one, draft=draft, by=by)
    assert not BestInterestsDecision.objects.exists()


def test_a_welfare_attorney_decides_only_while_capacity_is_lacking_and_one_for_money_never():
    by, today = make_user(), timezone.localdate()
    one = make_assessed(by=by)
    for kind, name in (("lpa_welfare", "Ruth Hartley"), ("lpa_finance", "Owen Hartley")):
        relationship = relationships.record(subject=one.subject, kind="child", name=name, by=by)
        relationships.record_authority(relationship=relationship, kind=kind, by=by, seen_on=today)
    now = {holder.who: holder for holder in presenters.holders(one.subject, today, lacking=True)}
    assert now["Ruth Hartley"].decides and not now["Owen Hartley"].decides
    then = {holder.who: holder for holder in presenters.holders(one.subject, today, lacking=False)}
    assert not then["Ruth Hartley"].decides and "not now" in then["Ruth Hartley"].note


def test_a_doubt_that_is_gone_ends_with_its_reason():
    one = make_capacity()
    ended = actions.end(one=one, words="The infection has cleared", by=one.started_by)
    assert not ended.is_open and not tasks(one)
