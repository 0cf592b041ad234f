"""Plans made the way the product makes them, on a decision that the council meets two needs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from alongside.care_management.assessments.tests.factories import make_person, make_signed
from alongside.care_management.eligibility.models import Determination, NeedDecision
from alongside.care_management.plans import actions
from alongside.care_management.plans.models import Plan
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.decisions.models import DecisionRecord
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.subjects.models import Subject

__all__ = ["make_answers", "make_determination", "make_person", "make_plan", "make_sent", "make_signed_off", "write"]

NEEDS = {"nutrition": NeedDecision.Answer.DUTY, "community_facilities": NeedDecision.Answer.DUTY}


def make_determination(subject: Subject | None = None, *, by: User | None = None, needs: dict[str, str] | None = None,
                       advice: str = "") -> Determination:
    """An eligible adult, and what was decided about each need."""
    by = by or make_user()
    assessment = make_signed(subject, by=by)
    decision = DecisionRecord.objects.create(
        subject=assessment.subject, rule="eligibility.adult", rule_version="1", on=timezone.localdate(), facts={},
        outcome="eligible", decided_outcome="eligible", decided_by=by,
    )
    determination = Determination.objects.create(
        subject=assessment.subject, decision=decision, assessment=assessment, response=assessment.response,
        reasons="Cannot cook or go out alone", residence="here", advice=advice,
        needs_decided_on=timezone.localdate(), needs_decided_by=by,
    )
    for outcome, answer in (NEEDS if needs is None else needs).items():
        NeedDecision.objects.create(
            subject=assessment.subject, determination=determination, outcome=outcome, answer=answer,
            reasons=f"Because of {outcome}", law="Care Act 2014 s18(1)",
        )
    return determination


def make_answers(**changes: Any) -> dict[str, Any]:
    """Complete answers: two outcomes, one of them with a service. None leaves an answer out."""
    today = timezone.localdate().isoformat()
    answers: dict[str, Any] = {
        "matters": "I want to be useful again, not looked after.",
        "strengths": "Cooks most days\nWalks to the shop with her frame",
        "networks": "Chidi, her son, rings nightly\nJean next door has a key",
        "communication": "Speak to her left side",
        "words_1": "I want unhurried mornings", "in_short_1": "washing, dressing", "needs_1": ["nutrition"],
        "around_1": [{"source": "self", "what": "Makes her own breakfast", "who": "Winifred", "how_much": "Daily"}],
        "equipment_1": [{"source": "equipment", "what": "Pendant and falls sensor", "who": "Careline",
                         "how_much": "Always on", "weekly_cost": "4.75", "funder": "person"}],
        "services_1": [{"_row": "visit", "source": "council_arranged", "service": "home_care",
                        "what": "Morning visit", "who": "Larkfield Homecare", "how_much": "7 × 45 min",
                        "hours": 5.25, "weekly_cost": "138.60", "funder": "social_care"}],
        "another_1": "yes",
        "words_2": "I want to get to church on Sunday", "in_short_2": "getting out",
        "needs_2": ["community_facilities"],
        "around_2": [{"source": "family_and_friends", "what": "Sunday dinner and company", "who": "Jean, next door",
                      "how_much": "Weekly"}],
        "services_2": [{"_row": "church", "source": "direct_payment", "what": "Church and allotment", "who": "Grace M.",
                        "hours": 6, "weekly_cost": "100.80", "funder": "nhs"}],
        "contingency": "Jean first, then Careline, 01632 960 220",
        "risks": [{"risk": "Falling on the way to the allotment", "wishes": "I would rather fall than sit",
                   "agreed": "Goes in daylight with her telephone, because it is her life"}],
        "direct_payment_offered_on": today, "direct_payment_answer": "partly",
        "took_part": "Winifred and Chidi", "agreed": "yes", "agreed_on": today, "starts_on": today,
    }
    return {key: value for key, value in (answers | changes).items() if value is not None}


def make_plan(determination: Determination | None = None, *, by: User | None = None) -> Plan:
    """Begun, with the draft that comes filled in."""
    by = by or make_user()
    determination = determination or make_determination(by=by)
    return actions.start(subject=determination.subject, determination=determination, by=by)


def write(plan: Plan, **changes: Any) -> Plan:
    """Everything is written down, unless told otherwise."""
    draft = actions.draft_of(plan)
    assert draft is not None
    emptied = dict.fromkeys(draft.answers)
    if plan.of_a_carer:
        sitter = {"_row": "visit", "source": "council_arranged", "service": "carer_sitting", "what": "Sitter",
                  "who": "Carers centre", "hours": 3, "weekly_cost": "45.00", "funder": "social_care"}
        changes = {"services_1": [sitter], **changes}
    questionnaires.put_answers(draft=draft, answers=emptied | make_answers(**changes), by=plan.written_by)
    return plan


def make_sent(plan: Plan | None = None, **changes: Any) -> Plan:
    plan = write(plan or make_plan(), **changes)
    return actions.send_for_sign_off(plan=plan, by=plan.written_by)


def make_signed_off(plan: Plan | None = None, *, by: User | None = None, started: int = 0, **changes: Any) -> Plan:
    """In force since so many days ago."""
    starts_on: date = timezone.localdate() - timedelta(days=started)
    plan = make_sent(plan, **{"starts_on": starts_on.isoformat(), **changes})
    return actions.sign_off(plan=plan, by=by or make_user("team_manager"))
