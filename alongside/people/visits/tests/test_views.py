from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.visits.models import Visit
from alongside.people.warnings.tests.factories import make_warning

from .factories import make_person, make_visit

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _plan(**changes):
    day = timezone.localdate() + timedelta(days=1)
    return {"kind": "home", "on": day.isoformat(), "starts": "10.30", "where": "14 Tanner’s Row", "why": "The step",
            "alone": "yes", "safe_by": "12.00", "team": make_team().pk, **changes}


def test_planning_shows_the_warnings_and_checks_the_times(client):
    user = _sign_in(client)
    warning = make_warning()
    address = reverse("visits:plan", args=[warning.subject_id])
    assert warning.advice in client.get(address).content.decode()
    wrong = client.post(address, _plan(safe_by="10.00", leaves="11.00")).content.decode()
    assert "must be after the visit begins" in wrong and "cannot leave after" in wrong
    assert "for example 10.30" in client.post(address, _plan(starts="half ten")).content.decode()
    client.post(address, _plan())
    visit = Visit.objects.get()
    assert (visit.worker, visit.alone, timezone.localtime(visit.safe_by).hour) == (user, True, 12)


def test_a_visit_with_a_colleague_needs_no_time_to_be_safe_by(client):
    _sign_in(client)
    colleague = make_user()
    client.post(reverse("visits:plan", args=[make_person().pk]),
                _plan(alone="no", safe_by="", with_worker=colleague.pk))
    assert (Visit.objects.get().with_worker, Visit.objects.get().alone) == (colleague, False)


def test_safe_is_one_press_and_the_outcome_follows(client):
    user = _sign_in(client)
    visit = make_visit(worker=user)
    client.post(reverse("visits:safe", args=[visit.pk]))
    client.post(reverse("visits:outcome", args=[visit.pk]), {"outcome": "completed", "words": "Rail fitted"})
    visit.refresh_from_db()
    assert (visit.safe_said_by, visit.outcome) == (user, "completed")
    assert "Rail fitted" in client.get(reverse("visits:index", args=[visit.subject_id])).content.decode()


def test_todays_list_has_the_late_first_and_holds_its_queries(client, django_assert_max_num_queries):
    _sign_in(client)
    for name in ("Ama Mensah", "Carl Boothroyd"):
        make_visit(make_person(name), starts_at=timezone.now() - timedelta(hours=5))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("visits:today")).content.decode()
    assert page.count("Not safe yet") >= 2 and "Carl Boothroyd" in page


def test_no_permission_and_restricted(client):
    visit = make_visit()
    _sign_in(client, "business_support")
    assert client.get(reverse("visits:index", args=[visit.subject_id])).status_code == 403
    restrict(visit.subject, make_user())
    _sign_in(client, team=make_team("south"))
    assert client.get(reverse("visits:plan", args=[visit.subject_id])).status_code == 404
    assert client.post(reverse("visits:safe", args=[visit.pk])).status_code == 404
