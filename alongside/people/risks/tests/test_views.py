from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.risks.models import RiskAssessment

from .factories import make_person, make_risk, particulars

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _filled(**changes):
    given = particulars(**changes)
    given["review_on"] = (timezone.localdate() + timedelta(days=90)).isoformat()
    given["talked_through_on"] = timezone.localdate().isoformat() if given["talked_through_on"] else ""
    del given["assessed_on"]
    return given


def test_writing_one_puts_wishes_first_and_asks_that_it_was_talked_through(client):
    _sign_in(client)
    subject = make_person()
    address = reverse("risks:record", args=[subject.pk])
    page = client.get(address).content.decode()
    assert page.index("What does the person want?") < page.index("What could happen?")
    wrong = client.post(address, _filled(talked_through_on=None)).content.decode()
    assert "a risk is taken knowingly" in wrong and "To walk to the allotment" in wrong
    client.post(address, _filled())
    page = client.get(reverse("risks:index", args=[subject.pk])).content.decode()
    assert "To walk to the allotment" in page and "Their wish stands" in page


def test_looking_again_and_ending(client, django_assert_max_num_queries):
    _sign_in(client)
    row = make_risk()
    again = reverse("risks:look_again", args=[row.pk])
    assert "To walk to the allotment" in client.get(again).content.decode()
    client.post(again, {**_filled(level="high"), "why": "She fell on Monday"})
    newer = RiskAssessment.objects.standing().get()
    assert newer.change_reason == "She fell on Monday"
    assert client.get(again).status_code == 404
    client.post(reverse("risks:end", args=[newer.pk]), {"reason": "Gave it up"})
    with django_assert_max_num_queries(18):
        page = client.get(reverse("risks:index", args=[row.subject_id])).content.decode()
    assert "No risk is recorded" in page and "Earlier version" in page and "Gave it up" in page


def test_no_permission_and_restricted(client):
    row = make_risk()
    _sign_in(client, "broker")
    assert client.get(reverse("risks:index", args=[row.subject_id])).status_code == 403
    restrict(row.subject, make_user())
    _sign_in(client, team=make_team("south"))
    assert client.get(reverse("risks:index", args=[row.subject_id])).status_code == 404
    assert client.get(reverse("risks:end", args=[row.pk])).status_code == 404
