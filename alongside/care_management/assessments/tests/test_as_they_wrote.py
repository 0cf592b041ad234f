"""A supported self-assessment: their answers begin it and stand; the worker makes sure, and signs."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import actions, as_they_wrote, history, known
from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.tests.factories import make_answers, make_person
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.design.words import date
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.answers import problems
from alongside.foundation.questionnaires.models import Draft
from alongside.front_door.self_assessment import actions as sending
from alongside.front_door.self_assessment.tests.care_act_factories import ADULT_ANSWERS, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    make_team("front_door")
    return make_user("social_worker", team=make_team())


@pytest.fixture
def winifred(worker):
    return make_person("Winifred", "Hartley", by=worker)


@pytest.fixture
def sent(winifred):
    return make_sent("adult", subject=winifred, name="Winifred Hartley")


def begun(winifred, worker, sent, **details):
    given = {"mode": "supported_self", "team": make_team(), "assessor": worker, "sent": sent, **details}
    return actions.start(subject=winifred, by=worker, **given)


def test_everything_they_answered_stands_where_the_worker_asks_for_it(sent):
    found = {key: one.value for key, one in as_they_wrote.known(sent).items()}
    assert found["matters"] == ADULT_ANSWERS["matters"] and found["strengths"] == ADULT_ANSWERS["going_well"]
    assert found["networks"] == "Joan: My sister, rings every evening\nThe chapel"
    assert (found["impairment"], found["fluctuates"]) == ("yes", "no")
    assert (found["personal_hygiene_own"], found["personal_hygiene_able"]) == ("much", "unable")
    assert found["personal_hygiene_ways"] == ["needs_assistance", "takes_longer"]
    assert found["personal_hygiene_hard"] == ADULT_ANSWERS["personal_hygiene_own_words"]
    assert (found["nutrition_able"], found["caring_for_child_able"]) == ("able", "not_applicable")
    assert found["their_view"] == ADULT_ANSWERS["hard"] and found["answered_by"] == "with_help"
    # Whether the impact is significant is the worker's to judge.
    assert "significant_impact" not in found and found["significant_impact_why"]


def test_each_is_a_question_of_the_form_and_an_answer_it_takes(sent, winifred, worker):
    assessment = begun(winifred, worker, sent)
    found = as_they_wrote.known(sent)
    asked = known.asked_in(assessment.questionnaire)
    assert set(found) <= asked
    draft = questionnaires.open_draft(
        owner=worker, questionnaire=assessment.questionnaire, about=assessment.about, title="", url="",
        subject=winifred, answers=known.answers(found, asked))
    assert problems(draft.declared, draft.answers, missing=False) == []


def test_how_they_read_is_said_with_how_they_communicate(winifred):
    sent = make_sent("adult", subject=winifred, reads=["easy_read", "large_print"], language="pl")
    said = as_they_wrote.communication(sent)
    assert "A quiet room" in said and "easy read" in said and "large print" in said and "Polski" in said


def test_a_page_of_the_form_says_whose_words_these_are_and_shows_them_beside(client, winifred, worker, sent):
    assessment = begun(winifred, worker, sent)
    client.force_login(worker)
    page = client.get(reverse("assessments:write", args=[winifred.pk, assessment.pk, "strengths"])).content.decode()
    assert page.count(f"({sent.number})") >= 4 and "As they wrote it" in page
    assert ADULT_ANSWERS["matters"] in page
    who = client.get(reverse("assessments:write", args=[winifred.pk, assessment.pk, "support"])).content.decode()
    assert "They asked about an independent advocate" in who


def test_starting_offers_their_own_part_and_takes_it_up_once(client, winifred, worker, sent):
    client.force_login(worker)
    start = reverse("assessments:start", args=[winifred.pk])
    page = client.get(start).content.decode()
    assert sent.number in page and 'value="supported_self" checked' in page
    received = timezone.localdate(sent.received_at)
    client.post(start, {"kind": "needs", "depth": "full", "mode": "supported_self", "who": "me",
                        "asked_for_on": received.isoformat()})
    assessment = Assessment.objects.get(subject=winifred)
    assert (assessment.sent, assessment.asked_for_on) == (sent, received)
    assert as_they_wrote.waiting(winifred) is None


def test_what_was_sent_is_asked_for_and_waits_on_the_tab_and_on_the_board_until_somebody_begins(winifred, worker, sent):
    def waits():
        board = history.board_rows(worker, timezone.localdate())
        return ([line.words for line in history.lines_of(winifred, worker) if sent.number in line.words],
                [row.tag.text for row in board if row.subject == winifred and row.tag])

    assert waits() == ([f"Winifred Hartley sent their own part on {date(sent.received_at)}: {sent.number}"],
                       ["Their own part is here"])
    begun(winifred, worker, sent, offer=sent.asked)
    assert waits()[0] == [] and "Their own part is here" not in waits()[1]
    assert sent.asked.assessment.sent == sent


def test_matched_to_another_record_the_asking_goes_along(sent, worker):
    other = make_person("Winnifred", "Hartly", by=worker)
    sent = sending.match(sent=sent, subject=other, by=worker)
    assert (sent.asked.subject, sent.asked.task.subject) == (other, other)


def test_what_family_send_asks_for_nothing_by_itself(winifred):
    sent = make_sent("adult", subject=winifred, who="family", about_name="Winifred Hartley", they_know="yes")
    assert sent.asked is None


def whole(**changes):
    own = {"self_able": "yes", "answered_by": "person", "advocate_offered": "declined",
           "information_shared": "Her plan of last year", "answers_reflect": "yes",
           "assured_how": "Went through it with her, page by page"}
    return make_answers() | {key: value for key, value in (own | changes).items() if value is not None}


def written(assessment, worker, **changes):
    draft = questionnaires.open_draft(owner=worker, questionnaire=assessment.questionnaire, about=assessment.about,
                                      title="", url="", subject=assessment.subject,
                                      answers=known.answers(as_they_wrote.known(assessment.sent),
                                                            known.asked_in(assessment.questionnaire)))
    given = {key: value for key, value in whole(**changes).items() if key in known.asked_in(assessment.questionnaire)}
    return questionnaires.put_answers(draft=draft, answers=given, by=worker)


def test_signed_with_both_views_and_theirs_unchanged(winifred, worker, sent):
    assessment = begun(winifred, worker, sent)
    signed = actions.sign(assessment=assessment, draft=written(assessment, worker, nutrition_able="unable"), by=worker)
    answers = signed.response.answers
    assert (answers["nutrition_own"], answers["nutrition_able"]) == ("well", "unable")
    assert answers["assured_how"] and signed.return_kind == "supported_self"
    sent.refresh_from_db()
    assert {key: sent.answers[key] for key in ADULT_ANSWERS} == ADULT_ANSWERS


@pytest.mark.parametrize(
    "key", ["self_able", "advocate_offered", "information_shared", "answers_reflect", "assured_how"])
def test_it_is_not_signed_before_the_worker_has_made_sure(winifred, worker, sent, key):
    assessment = begun(winifred, worker, sent)
    draft = written(assessment, worker)
    Draft.objects.filter(pk=draft.pk).update(answers={k: v for k, v in draft.answers.items() if k != key})
    draft.refresh_from_db()
    with pytest.raises(questionnaires.NotComplete):
        actions.sign(assessment=assessment, draft=draft, by=worker)


def test_somebody_who_cannot_assess_themselves_is_assessed_by_a_worker(client, winifred, worker, sent):
    assessment = begun(winifred, worker, sent)
    draft = written(assessment, worker, self_able="no")
    with pytest.raises(actions.NotNow, match="Lead it yourself"):
        actions.sign(assessment=assessment, draft=draft, by=worker)
    client.force_login(worker)
    client.post(reverse("assessments:lead", args=[winifred.pk, assessment.pk]))
    assessment.refresh_from_db()
    assert assessment.questionnaire == "assessment_full" and assessment.sent == sent
    assert actions.draft_of(assessment).answers["matters"] == ADULT_ANSWERS["matters"]
    with pytest.raises(actions.NotNow):
        actions.lead(assessment=assessment, by=worker)
