"""Whom a referral is about: found by search, found again, and never two people's at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import RaisedConcern
from alongside.front_door.conversations.tests import factories as talks
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions, sharing
from alongside.front_door.referrals.models import Onward, Referral
from alongside.front_door.referrals.views import staff
from alongside.people.people.search import find as searching
from alongside.people.people.search import refresh_search

from .factories import referral, sent_on, settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = front_door_worker()
    client.force_login(worker)
    return worker


def talked(found: Referral, worker) -> None:
    actions.begin_talk(referral=found, by=worker)


def screened(found: Referral, worker) -> None:
    actions.screen(referral=found, by=worker, needs=["health"], what_they_want="To be warm")


def given_a_link_worker(found: Referral, worker) -> None:
    found.link_work.create(subject=found.subject, why="Lonely", came_from="referral", asked_by=worker,
                           asked_on=timezone.localdate())


def written_about(found: Referral, worker) -> None:
    found = actions.read(referral=found, by=worker)
    found = actions.settle(referral=found, outcome="working", detail="We visit", by=worker)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="email", by=worker)
    message = told.message
    message.failed_at, message.failure = timezone.now(), "No such mailbox"
    message.save()
    actions.open_again(referral=found)


@pytest.mark.parametrize("rests", [talked, screened, sent_on, given_a_link_worker, written_about])
def test_matched_anew_it_takes_nobodys_talk_along(client, worker, rests):
    ann, beryl = somebody("Ann", "Firth"), somebody("Beryl", "Firth")
    found = referral(worker, ann)
    rests(found, worker)
    with pytest.raises(actions.NotYet, match="stands on the record of Ann Firth already"):
        actions.match(referral=found, subject=beryl, by=worker)
    page = client.post(reverse("referrals:match", args=[found.pk]), {"subject": beryl.pk, "seen": ann.pk}, follow=True)
    assert "Write the referral down anew for the right person" in page.content.decode()
    found.refresh_from_db()
    assert found.subject == ann
    assert not Event.objects.filter(subject=beryl).exclude(kind__startswith="people.").exists()


def test_the_record_it_leaves_says_that_it_was_about_somebody_else(worker):
    ann, beryl = somebody("Ann", "Firth"), somebody("Beryl", "Firth")
    found = actions.match(referral=referral(worker), subject=ann, by=worker)
    again = actions.match(referral=referral(worker), subject=ann, by=worker)
    assert again.follows == found
    found = actions.match(referral=found, subject=beryl, by=worker)
    left = Event.objects.get(subject=ann, kind="referrals.about_another")
    assert found.reference in left.title and left.by == worker
    assert "Beryl" not in left.title + left.detail and left.url == ""
    assert Event.objects.get(subject=beryl, kind="referrals.received")
    assert set(Task.objects.open().filter(source=f"referrals.referral:{found.pk}").values_list("subject", flat=True)) \
        == {beryl.pk}
    again.refresh_from_db()
    assert again.follows is None, "what came again to Ann follows nothing of Beryl's"


def test_pressed_twice_it_is_one_line_on_the_record(worker):
    ann, found = somebody("Ann", "Firth"), referral(worker)
    for _ in range(2):
        found = actions.match(referral=found, subject=ann, by=worker)
    assert Event.objects.filter(subject=ann, kind__startswith="referrals.").count() == 1


def test_a_concern_raised_about_the_first_answers_no_fear_for_the_second(worker):
    ann, beryl = somebody("Ann", "Firth"), somebody("Beryl", "Firth")
    found = actions.read(referral=referral(worker, ann, harm_feared="Bruises on her arms"), by=worker)
    talks.concern_about(ann, worker)
    assert RaisedConcern.objects.filter(subject=ann).exists()
    found = actions.settle(referral=found, outcome="working", detail="We visit", by=worker)
    harm = Task.objects.open().filter(kind="referral_harm")
    assert not harm.exists()
    actions.match(referral=found, subject=beryl, by=worker)
    assert harm.get().subject == beryl


def test_two_who_match_it_at_once_learn_of_each_other(client, worker):
    ann, beryl = somebody("Ann", "Firth"), somebody("Beryl", "Firth")
    found = referral(worker)
    actions.match(referral=found, subject=ann, by=worker)
    with pytest.raises(actions.FoundMeanwhile):  # as the view read it before it was locked
        actions.match(referral=found, subject=beryl, by=worker, seen="")
    page = client.post(reverse("referrals:match", args=[found.pk]), {"subject": beryl.pk, "seen": ""}, follow=True)
    assert "A colleague found meanwhile whom it is about" in page.content.decode()
    found.refresh_from_db()
    assert found.subject == ann
    client.post(reverse("referrals:match", args=[found.pk]), {"subject": beryl.pk, "seen": ann.pk})
    found.refresh_from_db()
    assert found.subject == beryl


def test_nobody_is_referred_on_from_what_is_about_somebody_else(worker):
    ann, beryl = somebody("Ann", "Firth"), somebody("Beryl", "Firth")
    stale = referral(worker, ann)
    actions.match(referral=Referral.objects.get(pk=stale.pk), subject=beryl, by=worker)
    with pytest.raises(actions.NotYet, match="about somebody else"):
        sent_on(stale, worker)
    assert not Onward.objects.exists()


def test_the_page_asks_once_who_works_with_those_it_found(client, worker, monkeypatch):
    subjects = [somebody(f"Ivy{letter}", "Broadbent") for letter in "abcdef"]
    refresh_search([subject.pk for subject in subjects])
    asked: list[int] = []
    monkeypatch.setattr(staff, "workers_of", lambda ids: asked.append(1) or searching.workers_of(ids))
    page = client.get(reverse("referrals:match", args=[referral(worker).pk]), {"q": "Broadbent"}).content.decode()
    assert page.count('name="subject"') == 6 and len(asked) == 1


def test_what_the_referrer_adds_is_read_before_it_closes(client, worker):
    found = settled(worker, somebody())
    actions.add_words(referral_id=found.pk, words="He hit her last night")
    more = Task.objects.open().filter(kind="referral_added_to")
    for name, said in (("tell", {"how": "telephone", "words": "It was dealt with."}),
                       ("not_told", {"because": "unsafe", "note": "She asked us not to"})):
        page = client.post(reverse(f"referrals:{name}", args=[found.pk]), said).content.decode()
        assert "Read that first" in page
    found.refresh_from_db()
    assert found.closed_at is None and more.exists()
    url = reverse("referrals:read", args=[found.pk])
    page = client.get(url).content.decode()
    assert "I have read that" in page and "He hit her last night" in page
    assert "I have read that" not in client.post(url, follow=True).content.decode()
    assert not more.exists()
    client.post(reverse("referrals:tell", args=[found.pk]), {"how": "telephone", "words": "It was dealt with."})
    found.refresh_from_db()
    assert found.closed_at


def test_reading_it_first_reads_what_was_added_too(worker):
    found = referral(worker)
    actions.add_words(referral_id=found.pk, words="She fell again")
    actions.withdraw(referral_id=found.pk, because="")
    actions.read(referral=found, by=worker)
    assert not Task.objects.open().filter(kind="referral_added_to").exists()


def test_one_that_was_added_to_is_forgotten_too(worker):
    found = referral(worker)
    actions.add_words(referral_id=found.pk, words="She has moved")
    found = actions.read(referral=found, by=worker)
    found = actions.settle(referral=found, outcome="not_ours", detail="Lives elsewhere", by=worker)
    actions.explain_not_telling(referral=found, because="unsafe", note="She asked us not to", by=worker)
    Referral.objects.filter(pk=found.pk).update(closed_at=timezone.now() - timedelta(days=366))
    assert actions.forget_unmatched() == 1
