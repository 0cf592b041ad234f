"""For colleagues: the duty board, reading, search before create, the talk, the answer, and who may read."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.questionnaires.models import Draft
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.self_assessment import actions
from alongside.front_door.self_assessment.models import Sent
from alongside.front_door.self_assessment.tests import factories
from alongside.people.people.search import refresh_search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def worker(client):
    worker = front_door_worker()
    client.force_login(worker)
    return worker


def at(name: str, *args) -> str:
    return reverse(f"self_assessment:{name}", args=args)


def test_it_stands_on_the_duty_board_the_urgent_one_first(client, worker):
    factories.sent()
    factories.sent(your_name="Peter Lamb", hard="My son shouts at me")
    page = client.get(reverse("conversations:duty")).content.decode()
    assert "Peter Lamb wrote to us" in page and "People who wrote to us" in page
    assert page.index("Peter Lamb wrote to us") < page.index("Ellen Jones wrote to us")
    assert "Words of danger: shouts at" in page


def test_read_with_the_words_of_danger_marked_and_whose_words_they_are(client, worker):
    sent = factories.sent(hard="My son shouts at me")
    page = client.get(at("desk_read", sent.pk)).content.decode()
    assert '<mark class="al-mark">shouts at</mark>' in page and "As they wrote it online on" in page
    assert "Tea with Ida on the bench" in page and "01632960321" in re.sub(r"\s", "", page)
    sent.refresh_from_db()
    assert sent.read_at is None  # opening is not reading
    client.post(at("desk_read", sent.pk))
    sent.refresh_from_db()
    assert sent.read_by == worker


def test_search_before_create_then_a_talk_with_nothing_to_retype(client, worker):
    ellen = somebody("Ellen", "Jones")
    refresh_search([ellen.pk])
    sent = factories.sent()
    client.post(at("desk_read", sent.pk))
    page = client.get(at("desk_match", sent.pk)).content.decode()
    assert "It belongs to this person" in page and f'value="{ellen.pk}"' in page
    answer = client.post(at("desk_match", sent.pk), {"subject": ellen.pk, "seen": ""})
    assert answer.url == at("desk_read", sent.pk)
    answer = client.post(at("desk_talk", sent.pk), follow=True)
    assert "First conversation with Ellen Jones" in answer.content.decode()
    assert Draft.objects.get(owner=worker).answers["matters"] == "My garden"
    page = client.get(reverse("conversations:hold", args=[ellen.pk, Sent.objects.get().conversation_id, "matters"]))
    assert "Tea with Ida on the bench" in page.content.decode()


def test_two_colleagues_who_match_it_at_once_see_each_other(client, worker):
    ellen, other = somebody("Ellen", "Jones"), somebody("Helen", "Jones")
    sent = actions.read(sent=factories.sent(), by=worker)
    actions.match(sent=sent, subject=ellen, by=worker)
    client.post(at("desk_match", sent.pk), {"subject": other.pk, "seen": ""})
    sent.refresh_from_db()
    assert sent.subject == ellen


def test_no_talk_begins_before_it_is_known_with_whom(client, worker):
    sent = factories.sent()
    page = client.post(at("desk_talk", sent.pk), follow=True).content.decode()
    assert "Find the person first" in page


def test_on_a_restricted_record_only_those_named_read_it(client, worker):
    ellen, boss = somebody("Ellen", "Jones"), make_user("administrator")
    sent = actions.match(sent=actions.read(sent=factories.sent(), by=worker), subject=ellen, by=worker)
    restrict(ellen, boss)
    assert client.get(at("desk_read", sent.pk)).status_code in (403, 404)
    assert "Ellen Jones" not in client.get(at("desk")).content.decode()


def test_looking_at_it_on_a_record_is_written_down(client, worker):
    ellen = somebody("Ellen", "Jones")
    sent = actions.match(sent=actions.read(sent=factories.sent(), by=worker), subject=ellen, by=worker)
    client.get(at("desk_read", sent.pk))
    assert Look.objects.filter(subject_id=ellen.pk, user_id=worker.pk).exists()


def test_whoever_may_not_read_referrals_does_not_read_these(client, worker):
    sent = factories.sent()
    client.force_login(make_user("performance_analyst", team=make_team("elsewhere")))
    assert client.get(at("desk_read", sent.pk)).status_code == 403
    assert client.get(at("desk")).status_code == 403


def test_the_list_in_each_state_within_its_queries(client, worker, django_assert_max_num_queries):
    for name in ("Ann Lee", "Bo Lee", "Cy Lee"):
        actions.read(sent=factories.sent(your_name=name), by=worker)
    for state in ("", "unread", "answer", "answered"):
        with django_assert_max_num_queries(14):
            page = client.get(at("desk") + f"?state={state}").content.decode()
        assert ("Ann Lee" in page) == (state in ("", "answer"))


def test_answered_here_they_read_it_with_a_code_and_add_to_it(client, worker):
    sent = factories.sent()
    client.post(at("desk_read", sent.pk))
    page = client.post(at("desk_answer", sent.pk), {"how": "here", "words": ""}).content.decode()
    assert "Write what you tell them" in page
    client.post(at("desk_answer", sent.pk), {"how": "here", "words": "We ring you on Friday."})
    person = Client()
    person.post(at("mine"), {"address": factories.ELLEN.upper()})
    person.post(at("code"), {"code": OneTimeCode.objects.latest("pk").digits})
    page = person.get(at("where", sent.number)).content.decode()
    assert "We ring you on Friday." in page and "Answered" in page
    page = person.post(at("where", sent.number), {"words": "Friday is good"}, follow=True).content.decode()
    assert "Friday is good" in page
    page = client.get(at("desk_read", sent.pk)).content.decode()
    assert "Friday is good" in page and "I have read what was added" in page
    client.post(at("desk_read", sent.pk))
    assert "I have read what was added" not in client.get(at("desk_read", sent.pk)).content.decode()


def test_a_number_is_no_key(client):
    front_door_worker()
    sent = factories.sent()
    stranger = Client()
    assert stranger.get(at("where", sent.number)).url == at("mine")
    factories.begun()
    stranger.post(at("mine"), {"address": "stranger@post.example"})
    page = stranger.get(at("where", sent.number), follow=True).content.decode()
    assert "Tea with Ida" not in page and sent.number not in page
