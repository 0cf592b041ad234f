from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.capacity.models import CapacityAssessment
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.questionnaires.models import Draft

from .factories import make_answers, make_assessed, make_best_interests, make_capacity, make_draft

pytestmark = pytest.mark.django_db


def sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def at(name, one, *more):
    return reverse(f"capacity:{name}", args=[one.subject_id, one.pk, *more])


def finish(client, address, draft):
    return client.post(address, {"keys": "", "revision": draft.revision, "do": "sign"})


def test_from_the_doubt_to_best_interests_in_plain_pages(client):
    user = sign_in(client)
    subject = make_person()
    address = reverse("capacity:start", args=[subject.pk])
    assert "Name the decision" in client.post(address, {"the_decision": "", "why_doubted": "x"}).content.decode()
    client.post(address, {"the_decision": "whether to move to Elm House", "why_doubted": "Could not say where it is"})
    one = CapacityAssessment.objects.get(subject=subject)
    assert "Capacity is presumed" in client.get(at("write", one)).content.decode()
    draft = make_draft(one, "mental_capacity", make_answers(), by=user)
    assert finish(client, at("write", one, "words"), draft).url == at("read", one)
    page = client.get(at("read", one)).content.decode()
    assert "Lacks capacity for this decision" in page and "Decide in their best interests" in page
    assert client.get(at("best_interests", one)).status_code == 200
    draft = make_draft(one, "best_interests", make_best_interests(), by=user)
    finish(client, at("best_interests", one, "decided"), draft)
    assert "She moves to Elm House, with a garden door" in client.get(at("read", one)).content.decode()
    assert "Alzheimer" in client.get(at("print", one)).content.decode()


def test_whoever_may_not_sign_is_told_and_keeps_what_was_written(client):
    therapist = sign_in(client, "occupational_therapist")
    one = make_capacity(by=therapist)
    draft = make_draft(one, "mental_capacity", make_answers(), by=therapist)
    page = finish(client, at("write", one, "words"), draft).content.decode()
    assert "kept for a social worker" in page
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_who_may_read_and_who_may_not(client):
    one = make_assessed()
    sign_in(client, "unregistered_assessor")
    assert client.get(at("read", one)).status_code == 200
    assert client.get(at("write", one)).status_code == 403
    sign_in(client, "finance_officer")
    assert client.get(at("read", one)).status_code == 403


def test_a_restricted_record_is_as_if_it_were_not_there(client):
    one = make_assessed()
    restrict(one.subject, make_user())
    Grant.objects.all().delete()
    sign_in(client, team=make_team("south"))
    for name in ("read", "write", "print", "end"):
        assert client.get(at(name, one)).status_code == 404
