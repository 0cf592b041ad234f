"""A carer's support plan: the same verbs, around caring and a life beside it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.carers.tests.factories import make_signed
from alongside.care_management.eligibility.models import Determination, NeedDecision
from alongside.care_management.plans.models import Plan
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.decisions.models import DecisionRecord

from .factories import make_plan, make_signed_off

pytestmark = pytest.mark.django_db
CARING = {"willing": "I do the nights and the meals", "needs_1": ["relationships"], "needs_2": None}


def decided_for_a_carer(by):
    assessment = make_signed(by=by)
    decision = DecisionRecord.objects.create(
        subject=assessment.subject, rule="eligibility.carer", rule_version="1", on=timezone.localdate(), facts={},
        outcome="eligible", decided_outcome="eligible", decided_by=by)
    determination = Determination.objects.create(
        subject=assessment.subject, decision=decision, carers_assessment=assessment, response=assessment.response,
        reasons="Sees nobody", residence="here", needs_decided_on=timezone.localdate(), needs_decided_by=by)
    NeedDecision.objects.create(subject=assessment.subject, determination=determination, outcome="relationships",
                                answer=NeedDecision.Answer.DUTY, reasons="Sees nobody", law="Care Act 2014 s20(1)")
    return determination


def test_a_carer_has_a_support_plan_of_their_own(client):
    by = make_user()
    plan = make_signed_off(make_plan(decided_for_a_carer(by), by=by), **CARING)
    assert plan.kind == Plan.Kind.CARERS_SUPPORT and plan.of_a_carer and plan.stands
    client.force_login(by)
    page = client.get(reverse("plans:read", args=[plan.subject_id, plan.pk])).content.decode()
    assert "I do the nights and the meals" in page and "Carer’s support plan" in page


def test_a_new_decision_about_the_same_person_cared_for_takes_the_place_of_the_plan():
    by = make_user()
    first = make_signed_off(make_plan(decided_for_a_carer(by), by=by), **CARING)
    again = Determination.objects.get(pk=first.determination_id)
    decision = DecisionRecord.objects.create(
        subject=first.subject, rule="eligibility.carer", rule_version="1", on=timezone.localdate(), facts={},
        outcome="eligible", decided_outcome="eligible", decided_by=by)
    second = Determination.objects.create(
        subject=first.subject, decision=decision, carers_assessment=again.carers_assessment, response=again.response,
        reasons="Sees nobody still", supersedes=again, decided_again_because="Moved house")
    plan = make_plan(second, by=by)
    assert plan.replaces == first
