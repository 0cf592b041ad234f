from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from alongside.care_management.assessments import facts, presenters
from alongside.rules import registry

from .factories import make_answers, make_assessment, make_signed

DAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("promised", "text", "kind"),
    [
        (date(2026, 5, 11), "1 day late", "late"),
        (date(2026, 5, 19), "Promised by 19 May", "soon"),
        (date(2026, 6, 30), "Promised by 30 June", "neutral"),
    ],
)
def test_the_promise_in_words_and_red_only_when_late(promised, text, kind):
    tag = presenters.promise_tag(promised, DAY)
    assert (tag.text, tag.kind) == (text, kind)


def test_outcomes_impacts_and_what_is_read_first():
    answers = make_answers(nutrition_helped_by="Joan", impact_health="some", impact_health_why=None)
    lines = {line.key: line for line in presenters.outcome_lines(answers)}
    assert lines["nutrition"].ways == ["Needs help to do this"] and lines["nutrition"].helped_by == "Joan"
    assert lines["toilet"].tag.text == "Manages this" and lines["caring_for_child"].tag.text == "Does not apply"
    assert [line.area for line in presenters.impact_lines(answers)] == [
        "Personal dignity and respect",
        "Physical and mental health and emotional wellbeing",
    ]
    assert presenters.in_short(answers).unable == ["Eating and drinking well", "Washing and personal care"]


def test_help_from_a_carer_changes_no_fact_of_the_rule():
    alone = facts.adult(make_answers())
    helped = facts.adult(make_answers(nutrition_helped_by="Joan", carers=[{"who": "Joan", "hours": "50_or_more"}]))
    assert alone == helped
    assert registry.decide("eligibility.adult", helped, timezone.localdate()).outcome == "eligible"


def test_what_was_not_answered_is_not_known_and_never_a_no():
    given = facts.adult({})
    assert given["impairment"] is None and given["significant_impact"] is None
    assert set(given["outcomes"].values()) == {None}
    assert facts.adult({"nutrition_able": "unable"})["outcomes"]["nutrition"] is None
    assert facts.adult({"nutrition_able": "able"})["outcomes"]["nutrition"] == []


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, "cannot_decide_yet"),
        ({"difficulties": ["none"]}, "not_required"),
        ({"difficulties": ["difficulty_retaining"], "helper_available": "no"}, "advocate_required"),
        (
            {"difficulties": ["difficulty_retaining"], "helper_available": "yes", "helper_is_paid": "yes"},
            "advocate_required",
        ),
        (
            {
                "difficulties": ["difficulty_retaining"],
                "helper_available": "yes",
                "helper_is_paid": "no",
                "helper_accepted": "yes",
                "long_stay_likely": "no",
                "disagreement": "no",
            },
            "not_required",
        ),
        ({"difficulties": ["difficulty_retaining"], "helper_available": "unknown"}, "cannot_decide_yet"),
    ],
)
def test_the_advocacy_duty_from_the_answers(answers, outcome):
    given = facts.advocacy(answers, "needs_assessment")
    assert registry.decide("advocacy.duty", given, timezone.localdate()).outcome == outcome


@pytest.mark.django_db
def test_where_it_stands():
    today = timezone.localdate()
    assert [tag.text for tag in presenters.state(make_signed(), today)] == ["Signed", "Not shared yet"]
    assert presenters.state(make_assessment(assessor=None), today)[0].text == "Nobody has it yet"
    assert presenters.how(make_assessment(depth="short")) == "Short, led by a worker"
