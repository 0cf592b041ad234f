from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.care_management.assessments.tests.factories import make_assessment, make_signed
from alongside.care_management.eligibility.models import Determination
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look

pytestmark = pytest.mark.django_db


def sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def decide_at(assessment):
    return reverse("eligibility:decide", args=[assessment.subject_id, assessment.pk])


def test_the_page_shows_each_outcome_the_recommendation_and_its_law(client, django_assert_max_num_queries):
    sign_in(client)
    assessment = make_signed()
    with django_assert_max_num_queries(25):
        page = client.get(decide_at(assessment)).content.decode()
    for words in (
        "Eating and drinking well",
        "Cannot manage this",
        "They meet the national criteria",
        "SI 2015/313 reg 2(2)",
        "Feels ashamed to be seen unwashed",
    ):
        assert words in page
    assert Look.objects.filter(subject=assessment.subject, what="deciding eligibility").exists()


def test_when_it_cannot_be_decided_the_page_says_why_and_offers_no_decision(client):
    sign_in(client)
    assessment = make_signed(impairment="unknown", impairment_what=None)
    page = client.get(decide_at(assessment)).content.decode()
    assert "We cannot decide yet, because it is not recorded whether the needs arise from" in page
    assert "What do you decide?" not in page
    client.post(decide_at(assessment), {"outcome": "eligible", "reasons": "x", "override_reason": "y"})
    assert not Determination.objects.exists()


def test_an_override_without_its_reason_is_sent_back_and_nothing_is_lost(client):
    sign_in(client)
    assessment = make_signed()
    page = client.post(
        decide_at(assessment), {"outcome": "not_eligible", "reasons": "My own words stay"}
    ).content.decode()
    assert "Say why you decide otherwise than the rule recommends" in page and "My own words stay" in page
    assert not Determination.objects.exists()


def test_who_may_decide(client):
    sign_in(client, "unregistered_assessor")
    assessment = make_signed()
    assert client.get(decide_at(assessment)).status_code == 403
    sign_in(client, "finance_officer")
    assert client.get(decide_at(assessment)).status_code == 403


def test_only_a_signed_assessment_is_decided_from(client):
    sign_in(client)
    assert client.get(decide_at(make_assessment())).status_code == 404


def test_a_restricted_record_is_as_if_it_were_not_there(client):
    sign_in(client, team=make_team("south"))
    assessment = make_signed()
    restrict(assessment.subject, make_user())
    Grant.objects.all().delete()
    assert client.get(decide_at(assessment)).status_code == 404


def test_another_persons_decision_is_not_found_under_this_record(client):
    sign_in(client)
    assessment, other = make_signed(), make_signed()
    client.post(decide_at(assessment), {"outcome": "eligible", "reasons": "x"})
    determination = Determination.objects.get()
    wrong = reverse("eligibility:read", args=[other.subject_id, determination.pk])
    assert client.get(wrong).status_code == 404
    right = client.get(reverse("eligibility:read", args=[assessment.subject_id, determination.pk])).content.decode()
    assert "Meets the criteria" in right and "Needs still to be decided" in right


def test_the_letter_waits_for_the_needs(client):
    sign_in(client)
    assessment = make_signed()
    client.post(decide_at(assessment), {"outcome": "eligible", "reasons": "x"})
    determination = Determination.objects.get()
    place = [assessment.subject_id, determination.pk]
    assert client.get(reverse("eligibility:letter", args=place)).url == reverse("eligibility:needs", args=place)
    wrong = client.post(
        reverse("eligibility:needs", args=place), {"residence": "elsewhere", "nutrition_answer": "duty"}
    )
    said = wrong.content.decode()
    assert "Say which council" in said and "Maintaining personal hygiene: say what is decided" in said
    assert "Somebody who is ordinarily resident elsewhere is owed the duty by that council" in said
