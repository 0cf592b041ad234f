"""Figures that open to their people: how assessments were made, whether in time, and who has nobody named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.tests.factories import make_assessment, make_signed
from alongside.desk.figures import composed
from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.people.circumstances import actions as circumstances
from alongside.people.involvements import actions as involvements
from alongside.people.people.tests.factories import person

pytestmark = pytest.mark.django_db


def supported(name: str, by, code: str = "learning_disability"):
    subject = person(name, "Osei").subject
    circumstances.record(subject=subject, kind="primary_support_reason", code=code, by=by)
    return subject


def test_the_modes_of_a_years_assessments_and_who_went_on_to_a_worker(client):
    worker = make_user("social_worker")
    led, own = make_signed(by=worker), make_signed(by=worker)
    Assessment.objects.filter(pk=own.pk).update(mode="supported_self")
    Assessment.objects.filter(pk=led.pk).update(promised_by=led.asked_for_on)
    now = timezone.now()
    assert [(share.number, share.of) for share in composed.by_mode(worker, now)] == [(1, 2), (1, 2), (0, 2)]
    assert composed.taken_over(worker, now).words == "0 of 1"
    make_assessment(own.subject, by=worker)
    assert composed.taken_over(worker, now).words == "1 of 1"
    client.force_login(worker)
    page = client.get(reverse("desk:assessment_figures"), {"show": "supported_self"}).content.decode()
    assert "Followed by one led by a worker" in page and page.count("al-row__name") == 1
    assert Look.objects.filter(what="assessments in figures").exists()


def test_in_time_is_by_the_promised_day():
    worker = make_user("social_worker")
    kept, late = make_signed(by=worker), make_signed(by=worker)
    today = timezone.localdate()
    Assessment.objects.filter(pk=kept.pk).update(promised_by=today)
    Assessment.objects.filter(pk=late.pk).update(asked_for_on=today - timedelta(days=3),
                                                 promised_by=today - timedelta(days=1))
    share = composed.in_time(worker, timezone.now())
    assert (share.words, share.per_cent) == ("1 of 2", "50%")
    assert composed.Share("Nothing", 0, 0).per_cent == "No rate yet"


def test_nobody_with_a_learning_disability_is_without_a_named_worker(client):
    worker = make_user("social_worker")
    named, nobody = supported("Nina", worker), supported("Otis", worker)
    supported("Percy", worker, code="mental_health")
    died = supported("Dora", worker)
    died.died_on = timezone.localdate()
    died.save()
    involvements.start(subject=named, team=worker.memberships_now[0].team, worker=worker, reason="Plan", by=worker)
    manager = make_user("team_manager")
    share = composed.without_worker(manager, timezone.localdate())
    assert (share.number, share.of) == (1, 2)
    client.force_login(manager)
    url = reverse("desk:named_workers")
    page = client.get(url).content.decode()
    assert "Otis Osei" in page and not any(name in page for name in ("Nina", "Percy", "Dora"))
    assert Look.objects.filter(what="people without a named worker").exists()
    involvements.start(subject=nobody, team=worker.memberships_now[0].team, worker=worker, reason="Plan", by=worker)
    assert "Everybody has a named worker" in client.get(url).content.decode()


def test_a_restricted_record_is_not_counted_and_finance_opens_neither(client):
    worker = make_user("social_worker")
    subject = supported("Otis", worker)
    restrict(subject, worker)
    manager = make_user("team_manager")
    assert composed.without_worker(manager, timezone.localdate()).of == 0
    client.force_login(make_user("finance_officer"))
    for name in ("desk:assessment_figures", "desk:named_workers"):
        assert client.get(reverse(name)).status_code == 403
