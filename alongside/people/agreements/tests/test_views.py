from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.agreements.models import Agreement

from .factories import make_agreement, make_person

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _filled(**changes):
    today = timezone.localdate()
    return {"purpose": "health", "what": "How she is", "with_whom": "Mill Lane Surgery\nJean", "not_with": "Tobi",
            "lawful_basis": "consent", "how_given": "spoken", "given_by": "person", "starts_on": today.isoformat(),
            "review_on": (today + timedelta(days=200)).isoformat(), **changes}


def test_recording_names_everybody(client):
    _sign_in(client)
    subject = make_person()
    address = reverse("agreements:record", args=[subject.pk])
    nobody = client.post(address, _filled(with_whom="", not_with="")).content.decode()
    assert "Name at least one person or organisation" in nobody
    both = client.post(address, _filled(not_with="jean")).content.decode()
    assert "cannot be both told and not told" in both
    other = client.post(address, _filled(given_by="attorney")).content.decode()
    assert "Enter the name of who gave it" in other and not Agreement.objects.exists()
    client.post(address, _filled())
    assert {(one.name, one.may_receive) for one in Agreement.objects.get().recipients.all()} == {
        ("Mill Lane Surgery", True), ("Jean", True), ("Tobi", False)}


def test_the_page_answers_whether_somebody_may_be_told(client, django_assert_max_num_queries):
    _sign_in(client)
    row = make_agreement()
    address = reverse("agreements:index", args=[row.subject_id])
    with django_assert_max_num_queries(20):
        page = client.get(address, {"recipient": "Larkfield Homecare", "purpose": "health"}).content.decode()
    assert "Yes." in page
    assert "No." in client.get(address, {"recipient": "Tobi Okafor", "purpose": "health"}).content.decode()


def test_withdrawing_from_the_page(client):
    _sign_in(client)
    row = make_agreement()
    address = reverse("agreements:withdraw", args=[row.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"on": "2026-06-01", "effect": "She rings herself"})
    page = client.get(reverse("agreements:index", args=[row.subject_id])).content.decode()
    assert "She rings herself" in page and "goes on" in page
    assert client.get(address).status_code == 404


def test_no_permission_and_restricted(client):
    row = make_agreement()
    _sign_in(client, "director")
    assert client.get(reverse("agreements:record", args=[row.subject_id])).status_code == 403
    restrict(row.subject, make_user())
    _sign_in(client, team=make_team("south"))
    assert client.get(reverse("agreements:index", args=[row.subject_id])).status_code == 404
    assert client.get(reverse("agreements:withdraw", args=[row.pk])).status_code == 404
