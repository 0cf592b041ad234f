"""A colleague is away: whoever covers for them sees what they began, and may go on with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import AbsenceCover
from alongside.foundation.accounts.tests.factories import make_subject, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.questionnaires import actions
from alongside.foundation.questionnaires.models import Draft

from .factories import draft_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara():
    return make_user("social_worker", name="Amara Bello")


@pytest.fixture
def ivy():
    return make_subject("Ivy Broadbent")


@pytest.fixture
def begun(amara, ivy):
    draft = draft_of(amara, subject=ivy)
    return actions.save_draft(draft=draft, sent=sent(draft, {"one_line": "Wants to swim"}), by=amara).draft


def cover(absent, by, days=1):
    today = timezone.localdate()
    return AbsenceCover.objects.create(absent=absent, cover=by, starts_on=today - timedelta(days=2),
                                       ends_on=today + timedelta(days=days), arranged_by=by)


@pytest.fixture
def tom(client, amara):
    user = make_user("social_worker", name="Tom Ashworth")
    cover(amara, user)
    client.force_login(user)
    return user


def listed(client):
    return client.get(reverse("questionnaires:drafts")).content.decode()


def test_it_is_listed_with_whose_it_is_and_that_is_a_look(client, tom, begun, ivy):
    page = listed(client)
    assert "Of colleagues you cover for" in page and "A talk with Ivy Broadbent" in page and "Amara Bello" in page
    assert Look.objects.get(what="colleagues' drafts").listed == [ivy.pk]


def test_it_is_read_before_it_is_taken(client, tom, begun, ivy):
    page = client.get(reverse("questionnaires:take_over", args=[begun.pk])).content.decode()
    assert "Wants to swim" in page and "Leave it with Amara Bello" in page
    assert Look.objects.filter(subject=ivy, what="a colleague's draft").exists()
    assert Draft.objects.get().owner != tom


def test_taken_over_it_is_theirs_with_every_word_and_the_timeline_says_so(client, tom, begun, ivy):
    answer = client.post(reverse("questionnaires:take_over", args=[begun.pk]))
    assert answer.headers["Location"] == begun.url
    draft = Draft.objects.get()
    assert draft.owner == tom and draft.answers["one_line"] == "Wants to swim"
    assert ivy.events.get(kind="questionnaires.draft_taken_over").by == tom


def test_not_over_one_of_their_own(client, tom, begun, ivy):
    draft_of(tom, subject=ivy)
    client.post(reverse("questionnaires:take_over", args=[begun.pk]))
    assert "You have begun one of your own" in listed(client)
    assert Draft.objects.get(pk=begun.pk).owner != tom


@pytest.mark.parametrize("away", [False, True])
def test_only_while_they_cover(client, amara, begun, away):
    other = make_user("social_worker")
    if away:
        cover(amara, other, days=-1)  # until yesterday
    client.force_login(other)
    assert client.get(reverse("questionnaires:take_over", args=[begun.pk])).status_code == 404
    assert "A talk with Ivy" not in listed(client)
    with pytest.raises(actions.NotCovering):
        actions.take_over_draft(draft=begun, by=other)


def test_not_of_a_record_that_is_closed_to_them(client, tom, begun, ivy):
    restrict(ivy, make_user("team_manager"))
    assert "A talk with Ivy" not in listed(client)
    assert client.post(reverse("questionnaires:take_over", args=[begun.pk])).status_code == 404
