"""From acceptance to the letter in plain pages, as a browser without scripts would post them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.eligibility.models import Determination
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task

from .factories import make_draft, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters_go_to(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def test_an_adult_is_assessed_decided_and_told(client, letters_go_to):
    worker = make_user()
    client.force_login(worker)
    subject = make_person()
    today = timezone.localdate()
    began = client.post(
        reverse("assessments:start", args=[subject.pk]),
        {"kind": "needs", "depth": "short", "mode": "worker", "asked_for_on": today.isoformat(), "who": "me"},
    )
    assessment = Assessment.objects.get(subject=subject)
    assert began.url == reverse("assessments:write", args=[subject.pk, assessment.pk])
    assert client.get(began.url).status_code == 200
    make_draft(assessment)
    last = client.get(reverse("assessments:write", args=[subject.pk, assessment.pk, "in_sum"]))
    assert "Finish: check and sign" in last.content.decode()
    checked = client.post(
        reverse("assessments:write", args=[subject.pk, assessment.pk, "in_sum"]),
        {"keys": "", "revision": Draft.objects.get(subject=subject).revision, "do": "sign"},
    )
    assert checked.url == reverse("assessments:to_sign", args=[subject.pk, assessment.pk])
    page = client.get(checked.url).content.decode()
    assert "Cannot lift a pan or open a tin" in page
    client.post(checked.url, {"seen": Draft.objects.get(subject=subject).revision})
    assessment.refresh_from_db()
    assert assessment.signed_by == worker
    assert client.get(reverse("assessments:read", args=[subject.pk, assessment.pk])).status_code == 200

    decide = reverse("eligibility:decide", args=[subject.pk, assessment.pk])
    assert "They meet the national criteria" in client.get(decide).content.decode()
    client.post(decide, {"outcome": "eligible", "reasons": "You cannot cook or wash alone, and it keeps you at home."})
    determination = Determination.objects.get(subject=subject)
    client.post(
        reverse("eligibility:needs", args=[subject.pk, determination.pk]),
        {
            "residence": "here",
            "self_funder": "no",
            "nutrition_answer": "duty",
            "nutrition_reasons": "Nobody else can",
            "personal_hygiene_answer": "met_by_carer",
            "personal_hygiene_reasons": "Joan helps and wants to",
        },
    )
    assert {need.outcome: need.law for need in determination.needs.all()} == {
        "nutrition": "Care Act 2014 s18(1)",
        "personal_hygiene": "Care Act 2014 s18(7)",
    }
    assert Task.objects.open().get(subject=subject, kind="plan_to_write").owner == worker
    client.post(
        reverse("eligibility:letter", args=[subject.pk, determination.pk]), {"advice": "The stroke club on Thursdays"}
    )
    determination.refresh_from_db()
    assert determination.letter.pdf
    assert "The stroke club on Thursdays" in str(determination.letter.body)
