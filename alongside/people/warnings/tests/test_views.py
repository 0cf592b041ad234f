from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.people.warnings import actions
from alongside.people.warnings.models import StaffWarning, SupportFailure

from .factories import make_person, make_warning

pytestmark = pytest.mark.django_db
GOOD = {"kind": "animal", "headline": "Large dog", "advice": "Ask for the dog to be shut away",
        "evidence": "Bit the postman in March", "told": "yes"}


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _later() -> str:
    return (timezone.localdate() + timedelta(days=90)).isoformat()


def test_recording_asks_for_a_review_day_and_whether_the_person_was_told(client):
    _sign_in(client)
    subject = make_person()
    address = reverse("warnings:record", args=[subject.pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {**GOOD, "told": "no"}).content.decode()
    assert "Why not?" in wrong and "look at it again by" in wrong.lower() and not StaffWarning.objects.exists()
    client.post(address, {**GOOD, "review_on": _later(), "informed_on": timezone.localdate().isoformat()})
    page = client.get(reverse("warnings:index", args=[subject.pk])).content.decode()
    assert "Large dog" in page and "Bit the postman" in page
    assert Look.objects.filter(subject=subject, what="warnings").exists()


def test_keeping_and_ending_from_the_page(client):
    _sign_in(client)
    warning = make_warning()
    client.post(reverse("warnings:keep", args=[warning.pk]), {"why": "Still shouts", "next_review_on": _later()})
    assert warning.reviews.get().why_kept == "Still shouts"
    assert client.get(reverse("warnings:end", args=[warning.pk])).status_code == 200
    client.post(reverse("warnings:end", args=[warning.pk]), {"reason": "He has moved out"})
    warning.refresh_from_db()
    assert warning.end_reason == "He has moved out"
    assert client.get(reverse("warnings:end", args=[warning.pk])).status_code == 404


def test_if_support_fails_from_the_page(client):
    _sign_in(client)
    subject = make_person()
    client.post(reverse("warnings:support_failure", args=[subject.pk]), {
        "if_what_fails": "The morning call", "then": "No insulin", "within_hours": "4", "ring_first": "District nurse",
        "review_on": _later()})
    failure = SupportFailure.objects.get()
    assert "No insulin" in client.get(reverse("warnings:index", args=[subject.pk])).content.decode()
    client.post(reverse("warnings:end_support_failure", args=[failure.pk]))
    assert SupportFailure.objects.get().ended_on == timezone.localdate()


def test_the_printed_list_has_the_numbers_the_people_at_risk_and_the_warnings(client, django_assert_max_num_queries):
    user = _sign_in(client, "out_of_hours_worker")
    for name in ("Ama Mensah", "Carl Boothroyd"):
        warning = make_warning(make_person(name))
    actions.record_support_failure(subject=warning.subject, if_what_fails="The oxygen", then="Short of breath",
                                   within_hours=1, ring_first="999", review_on=timezone.localdate(), by=user)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("warnings:emergency_list")).content.decode()
    assert "Ama Mensah" in page and "The oxygen" in page and "01632 960 199" in page
    assert Look.objects.get(what="emergency list").listed


def test_only_the_night_and_managers_print_it(client):
    _sign_in(client)
    assert client.get(reverse("warnings:emergency_list")).status_code == 403


def test_overdue_warnings_are_listed_to_those_who_record_them(client):
    _sign_in(client)
    make_warning(make_person("Ama Mensah"), review_on=timezone.localdate() - timedelta(days=1))
    make_warning(make_person("Carl Boothroyd"))
    page = client.get(reverse("warnings:overdue")).content.decode()
    assert "Ama Mensah" in page and "1 day late" in page and "Carl Boothroyd" not in page


def test_a_restricted_record_is_as_if_it_were_not_there(client):
    _sign_in(client, team=make_team("south"))
    warning = make_warning()
    restrict(warning.subject, make_user())
    assert client.get(reverse("warnings:index", args=[warning.subject_id])).status_code == 404
    assert client.get(reverse("warnings:keep", args=[warning.pk])).status_code == 404
    assert "Ring before" not in client.get(reverse("warnings:overdue")).content.decode()


def test_without_the_permission(client):
    _sign_in(client, "commissioner")
    assert client.get(reverse("warnings:index", args=[make_person().pk])).status_code == 403


@pytest.mark.parametrize("name", [
    "warnings:index", "warnings:record", "about_me:index", "about_me:write", "about_me:strength", "about_me:network",
    "circumstances:index", "relationships:index", "relationships:add", "involvements:index", "involvements:ask",
    "agreements:index", "agreements:record", "case_notes:index", "case_notes:chronology", "case_notes:decisions",
    "case_notes:ask", "case_notes:write", "visits:index", "visits:plan", "risks:index", "risks:record",
])
def test_a_warning_is_seen_on_every_page_about_the_person(client, name):
    _sign_in(client)
    warning = make_warning()
    page = client.get(reverse(name, args=[warning.subject_id]))
    assert page.status_code == 200
    text = page.content.decode()
    assert warning.advice in text and "<h1" in text and "Winifred Okafor" in text
