from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.circumstances.kinds import KINDS
from alongside.people.circumstances.models import Fact

from .factories import make_fact, make_person

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def test_still_true_is_one_click(client):
    user = _sign_in(client)
    fact = make_fact()
    Fact.objects.update(confirmed_on=date(2020, 1, 1))
    page = client.get(reverse("circumstances:index", args=[fact.subject_id])).content.decode()
    assert "Still true" in page and "check, last confirmed" in page
    client.post(reverse("circumstances:confirm", args=[fact.pk]))
    fact.refresh_from_db()
    assert (fact.confirmed_on, fact.confirmed_by) == (timezone.localdate(), user)


def test_recording_changing_and_reading_the_history(client, django_assert_max_num_queries):
    _sign_in(client)
    subject = make_person()
    address = reverse("circumstances:record", args=[subject.pk, "accommodation"])
    assert "What kind of home is it?" in client.get(address).content.decode()
    wrong = client.post(address, {"code": "", "since": "2026-01-01", "source": "person"}).content.decode()
    assert "Answer: What kind of home is it?" in wrong
    client.post(address, {"code": "owner_occupier", "since": "1985-01-01", "source": "person"})
    client.post(address, {"code": "care_home", "since": "2026-03-01", "source": "seen"})
    with django_assert_max_num_queries(18):
        page = client.get(reverse("circumstances:index", args=[subject.pk])).content.decode()
    assert "Registered care home" in page and "Earlier: Home (1)" in page and "Owner occupier" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page(client, kind):
    _sign_in(client)
    assert client.get(reverse("circumstances:record", args=[make_person().pk, kind])).status_code == 200


def test_a_condition_ends_and_not_before_it_began(client):
    _sign_in(client)
    fact = make_fact(kind="health_condition", code="stroke", since=date(2026, 2, 1))
    address = reverse("circumstances:end", args=[fact.pk])
    assert "cannot have ended before" in client.post(address, {"on": "2026-01-01"}).content.decode()
    client.post(address, {"on": "2026-06-01"})
    fact.refresh_from_db()
    assert fact.until == date(2026, 6, 1)
    assert client.get(address).status_code == 404


def test_no_such_kind_no_permission_and_restricted(client):
    fact = make_fact()
    user = _sign_in(client)
    assert client.get(reverse("circumstances:record", args=[fact.subject_id, "shoe-size"])).status_code == 404
    restrict(fact.subject, user)
    _sign_in(client, team=make_team("south"))
    assert client.get(reverse("circumstances:index", args=[fact.subject_id])).status_code == 404
    assert client.post(reverse("circumstances:confirm", args=[fact.pk])).status_code == 404
    _sign_in(client, "director")
    assert client.get(reverse("circumstances:record", args=[fact.subject_id, "veteran"])).status_code == 403
