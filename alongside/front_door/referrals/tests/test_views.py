"""The pages of referrals, from the first email to the referrer's hearing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.documents.models import Document
from alongside.front_door.conversations.tests.factories import finished, front_door_worker, in_days, somebody
from alongside.front_door.referrals import actions, sharing
from alongside.front_door.referrals.models import Referral
from alongside.people.people.search import refresh_search

from .factories import referral, settled

pytestmark = pytest.mark.django_db

SAID = {
    "received_on": in_days(0), "channel": "email", "urgency": "soon", "about_name": "Ivy Broadbent",
    "reason": "Low since her husband died", "person_knows": "yes", "anonymous": "no", "referrer_name": "Dr Aziz",
    "referrer_email": "aziz@surgery.example",
}


@pytest.fixture
def worker(client):
    worker = front_door_worker()
    client.force_login(worker)
    return worker


def test_recorded_it_asks_who_it_is_about_before_anybody_is_added(client, worker):
    subject = somebody()
    refresh_search([subject.pk])
    answer = client.post(reverse("referrals:record"), SAID)
    found = Referral.objects.get()
    assert answer.url == reverse("referrals:match", args=[found.pk])
    page = client.get(answer.url).content.decode()
    assert "Ivy Broadbent" in page and "It is about this person" in page
    client.post(answer.url, {"subject": subject.pk})
    found.refresh_from_db()
    assert found.subject == subject


def test_a_nameless_referrer_must_be_said_to_be_one(client, worker):
    page = client.post(reverse("referrals:record"), {**SAID, "referrer_name": ""}).content.decode()
    assert "Write the referrer’s name, or say that they gave none" in page
    assert "Low since her husband died" in page and not Referral.objects.exists()
    client.post(reverse("referrals:record"), {**SAID, "referrer_name": "", "anonymous": "yes"})
    assert Referral.objects.get().anonymous


def test_opening_it_is_not_reading_it(client, worker):
    found = referral(worker)
    url = reverse("referrals:read", args=[found.pk])
    client.get(url)
    found.refresh_from_db()
    assert found.read_at is None
    client.post(url)
    found.refresh_from_db()
    assert found.read_by == worker


def test_the_outcome_suggests_what_the_talk_came_to(client, worker):
    subject = somebody()
    found = actions.read(referral=referral(worker, subject), by=worker)
    Referral.objects.filter(pk=found.pk).update(conversation=finished(subject, worker))
    page = client.get(reverse("referrals:settle", args=[found.pk])).content.decode()
    assert "put in touch with community support" in page


def test_the_referrer_is_told_and_it_closes(client, worker):
    found = settled(worker, somebody())
    url = reverse("referrals:tell", args=[found.pk])
    page = client.get(url).content.decode()
    assert "Tell them only that it was dealt with." in page and "charity shop" not in page.split("<textarea")[1][:600]
    client.post(url, {"how": "telephone", "words": "It was dealt with."})
    found.refresh_from_db()
    assert found.closed_at
    assert "It was dealt with." in client.get(reverse("referrals:read", args=[found.pk])).content.decode()


def test_why_not_told_needs_a_sentence(client, worker):
    found = settled(worker, somebody())
    url = reverse("referrals:not_told", args=[found.pk])
    assert "Say in a sentence why" in client.post(url, {"because": "unsafe", "note": ""}).content.decode()
    client.post(url, {"because": "unsafe", "note": "He must not learn that she came to us"})
    found.refresh_from_db()
    assert found.feedback.not_given_because == "unsafe"


@pytest.mark.parametrize("state", ["", "unread", "answer", "feedback", "closed"])
def test_the_list_by_state_within_its_queries(client, worker, state, django_assert_max_num_queries):
    for number in range(4):
        settled(worker, somebody(f"Given{number}", "Osei"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("referrals:index"), {"state": state}).content.decode()
    assert ("Given0 Osei" in page) == (state in ("", "feedback"))


def test_a_look_is_written_and_a_restricted_record_stays_closed(client, worker):
    subject = somebody()
    found = referral(worker, subject)
    client.get(reverse("referrals:read", args=[found.pk]))
    assert Look.objects.filter(subject=subject, what="referral").exists()
    restrict(subject, make_user("team_manager"))
    for name in ("read", "match", "settle", "tell", "not_told"):
        assert client.get(reverse(f"referrals:{name}", args=[found.pk])).status_code == 404
    assert "Ivy Broadbent" not in client.get(reverse("referrals:index")).content.decode()


def test_business_support_reads_and_does_not_close(client):
    worker = front_door_worker()
    found = settled(worker, somebody())
    client.force_login(make_user("business_support"))
    assert client.get(reverse("referrals:read", args=[found.pk])).status_code == 200
    assert client.get(reverse("referrals:tell", args=[found.pk])).status_code == 403


def test_a_letter_goes_by_post_and_stands_on_the_referral(client, worker, settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}
    subject = somebody()
    found = settled(worker, subject, referrer_address="Mill Lane Surgery\n3 Mill Lane\nWestmere")
    url, read = (reverse(f"referrals:{name}", args=[found.pk]) for name in ("tell", "read"))
    page = client.get(url).content.decode()
    assert "printed and posted from here" in page and "3 Mill Lane" in page
    said = {"how": "letter", "words": "Kevin takes her pension", "address": "3 Mill Lane\nWestmere"}
    refused = client.post(url, said).content.decode()
    assert "only the words that stood here may be sent" in refused and "Kevin takes her pension" in refused
    assert not Document.objects.exists()
    words = sharing.draft(found, timezone.localdate()).replace("\n", "\r\n")
    assert client.post(url, {**said, "words": words}).url == read
    letter = Document.objects.get()
    page = client.get(read).content.decode()
    for name in ("desk:letter", "documents:print", "documents:download"):
        address = reverse(name, args=[subject.pk, letter.pk])
        assert address in page and client.get(address).status_code == 200
    assert "dealt with it" in client.get(reverse("documents:print", args=[subject.pk, letter.pk])).content.decode()


def test_a_letter_is_not_offered_about_somebody_nobody_has_found(client, worker):
    found = actions.read(referral=referral(worker), by=worker)
    actions.settle(referral=found, outcome="not_ours", detail="Lives elsewhere", by=worker)
    assert "printed and posted" not in client.get(reverse("referrals:tell", args=[found.pk])).content.decode()


def test_any_other_outcome_asks_for_no_access_point(client, worker):
    found = actions.read(referral=referral(worker, somebody()), by=worker)
    url = reverse("referrals:settle", args=[found.pk])
    answer = client.post(url, {"outcome": "working", "detail": "North team visits"})
    assert answer.url == reverse("referrals:read", args=[found.pk])
    found.refresh_from_db()
    assert (found.outcome, found.stepped_down_to) == ("working", "")


def test_stepping_down_names_who_is_trained_and_says_why_one_is_not(client, worker):
    found = actions.read(referral=referral(worker, somebody()), by=worker)
    untrained = make_user("social_worker", name="Una Trained", qualified=False)
    client.force_login(untrained)
    url = reverse("referrals:settle", args=[found.pk])
    page = client.get(url).content.decode()
    assert worker.name in page and f'value="{untrained.pk}"' not in page and "Mill Lane hub" in page
    said = {"outcome": "stepped_down", "stepped_down_to": "Mill Lane hub", "detail": "Gardening", "with_whom": ""}
    assert "seen and in date, and Una Trained has none" in client.post(url, said).content.decode()
    client.post(url, {**said, "with_whom": worker.pk})
    found.refresh_from_db()
    assert found.stepped_down_to == "Mill Lane hub" and found.conversation.held_by == worker
