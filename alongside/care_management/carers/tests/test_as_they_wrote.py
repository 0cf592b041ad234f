"""A carer's own part begins the carer's assessment; the worker retypes nothing, makes sure and signs."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import known
from alongside.care_management.assessments.as_they_wrote import waiting
from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.carers import actions, as_they_wrote
from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.carers.tests.factories import make_answers, make_carers_assessment
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.answers import problems
from alongside.front_door.self_assessment.tests.care_act_factories import CARER_ANSWERS, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    make_team("front_door")
    return make_user("social_worker", team=make_team())


@pytest.fixture
def joan(worker):
    return make_person("Joan", "Pickering", by=worker)


@pytest.fixture
def sent(joan):
    return make_sent("carer", subject=joan, name="Joan Pickering", who="carer")


def test_everything_a_carer_answered_stands_where_the_worker_asks_for_it(sent, joan, worker):
    assessment = make_carers_assessment(joan, by=worker, sent=sent)
    found = as_they_wrote.known(sent)
    assert set(found) <= known.asked_in(assessment.questionnaire)
    draft = questionnaires.open_draft(
        owner=worker, questionnaire=assessment.questionnaire, about=assessment.about, title="", url="", subject=joan,
        answers=known.answers(found, known.asked_in(assessment.questionnaire)))
    assert problems(draft.declared, draft.answers, missing=False) == []
    for key in ("what_they_do", "hours", "willing", "able", "limits", "health_deteriorating", "health_how",
                "contingency_plan", "after_me", "break_wanted", "adults_cared_for"):
        assert draft.answers[key] == CARER_ANSWERS[key]
    assert (draft.answers["necessary_care"], draft.answers["contingency"]) == ("yes", "agreed")
    assert (draft.answers["recreation_able"], draft.answers["recreation_ways"]) == ("unable", ["needs_assistance"])
    assert draft.answers["recreation_hard"] == CARER_ANSWERS["recreation_own_words"]


def test_starting_takes_up_what_was_sent_with_the_name_and_the_day(client, joan, worker, sent):
    client.force_login(worker)
    start = reverse("carers:start", args=[joan.pk])
    page = client.get(start).content.decode()
    assert sent.number in page and 'value="Edith Pickering"' in page
    received = timezone.localdate(sent.received_at)
    client.post(start, {"cared_for_name": "Edith Pickering", "kind": "carer", "complex": "no", "myself": "on",
                        "team": worker.team_ids()[0], "asked_for_on": received.isoformat()})
    assessment = CarersAssessment.objects.get(subject=joan)
    assert (assessment.sent, assessment.asked_for_on) == (sent, received) and waiting(joan, "carer") is None
    write = client.get(reverse("carers:write", args=[joan.pk, assessment.pk, "caring"])).content.decode()
    assert CARER_ANSWERS["what_they_do"] in write and sent.number in write and "As they wrote it" in write


def test_the_worker_makes_sure_and_signs(joan, worker, sent):
    assessment = make_carers_assessment(joan, by=worker, sent=sent)
    asked = known.asked_in(assessment.questionnaire)
    draft = questionnaires.open_draft(
        owner=worker, questionnaire=assessment.questionnaire, about=assessment.about, title="", url="", subject=joan,
        answers=known.answers(as_they_wrote.known(sent), asked))
    missing = {problem.key for problem in problems(draft.declared, draft.answers)}
    assert {"assured_how", "self_able", "met_on", "significant_impact", "assessor_view"} <= missing
    # What they answered themselves is not asked of the worker again.
    assert not missing & {"hopes", "strengths", "what_they_do", "hours", "willing", "able", "their_view"}
    rest = make_answers() | {
        "self_able": "yes", "answered_by": "person", "advocate_offered": "declined",
        "information_shared": "Her last assessment", "answers_reflect": "yes", "assured_how": "Read it with her"}
    draft = questionnaires.put_answers(
        draft=draft, by=worker, answers={key: rest[key] for key in {*missing, "information"} if key in rest})
    signed = actions.sign(assessment=assessment, draft=draft, by=worker)
    assert signed.response.answers["what_they_do"] == CARER_ANSWERS["what_they_do"]
    assert signed.response.questionnaire == "carers_assessment_supported_self"
