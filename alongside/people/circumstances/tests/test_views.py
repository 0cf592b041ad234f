from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.events.models import Event
from alongside.people.circumstances.kinds import KINDS, OF_THE_RETURN
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


def test_an_analyst_puts_right_what_the_return_asks_for_and_nothing_else(client):
    _sign_in(client, "performance_analyst")
    fact = make_fact(kind="accommodation")
    page = client.get(reverse("circumstances:index", args=[fact.subject_id])).content.decode()
    assert "Still true" not in page
    for kind in KINDS:
        address = reverse("circumstances:record", args=[fact.subject_id, kind])
        allowed = kind in OF_THE_RETURN
        assert client.get(address).status_code == (200 if allowed else 403), kind
        assert (address in page) == allowed, kind
    address = reverse("circumstances:record", args=[fact.subject_id, "accommodation"])
    client.post(address, {"code": "care_home", "since": timezone.localdate().isoformat(), "source": "record"})
    last = fact.subject.circumstances.current().of_kind("accommodation").get()
    assert last.recorded_by.holds("performance_analyst")
    assert Event.objects.filter(subject=fact.subject, kind="circumstances.recorded", by=last.recorded_by).exists()
    assert client.post(reverse("circumstances:confirm", args=[last.pk])).status_code == 403
