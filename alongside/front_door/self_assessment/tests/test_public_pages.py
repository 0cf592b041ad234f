"""What anybody sees: page by page, nothing lost, sent only if they choose."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.work.models import Task
from alongside.front_door.directory.tests import factories
from alongside.front_door.self_assessment import keeping
from alongside.front_door.self_assessment.models import Counted, Sent, Started
from alongside.front_door.self_assessment.tests.walking import TO_SEND, answer, start, step_of, through

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westmere():
    cache.clear()
    factories.terms()
    return ensure_demo_council()


@pytest.fixture
def shop():
    return factories.service("Hospice shop helper", about=("volunteering",), kind="volunteering",
                             description="Help in the shop.", goes_with_you=True)


@pytest.fixture
def table():
    return factories.service("Knitting table", about=("arts", "social_groups"), kind="group", description="Wool.")


def test_a_widow_finds_where_she_can_be_useful_and_why(client, shop, table):
    page = through(client, start(client, "guided-search"), "what-may-help", safe_now="safe", for_whom="me",
                   going_on=["company", "bereaved"], likes=["useful"], together="yes")
    text = page.content.decode()
    assert "Hospice shop helper" in text and "Because you said “Being useful to others”." in text
    assert "Knitting table" in text and "Because you said “I miss company”." in text
    assert "eligible" not in text and "This is not a test" in text


@pytest.mark.parametrize("way_out", ["leave", "throw_away"])
def test_at_a_shared_computer_the_next_one_learns_nothing(client, way_out):
    kept = client.session
    kept.update({key: {"number": "W26-00001", "unsafe": True, "until": time.time() + 60}
                 for key in (keeping.SENT, keeping.ASKED, keeping.SHOWN)})
    kept.save()
    client.cookies["sessionid"] = kept.session_key
    page = client.get(reverse("self_assessment:sent", args=["about-me"])).content.decode()
    assert "W26-00001" in page and reverse("self_assessment:leave", args=["about-me"]) in page
    client.post(reverse(f"self_assessment:{way_out}", args=["about-me"]))
    assert not {keeping.SENT, keeping.ASKED, keeping.SHOWN} & set(client.session.keys())
    assert "W26-00001" not in client.get(
        reverse("self_assessment:sent", args=["about-me"]), follow=True).content.decode()


def test_what_was_sent_is_shown_for_half_an_hour(client):
    kept = client.session
    kept[keeping.SENT] = {"number": "W26-00001", "until": time.time() - 1}
    kept.save()
    client.cookies["sessionid"] = kept.session_key
    assert client.get(reverse("self_assessment:sent", args=["about-me"])).status_code == 302


def test_from_the_first_question_to_the_duty_board_with_nothing_retyped(client):
    page = through(client, start(client, "about-me"), "check-your-answers", safe_now="safe", for_whom="me",
                   good_day="Tea with Ida on the bench", matters="My garden")
    assert "Tea with Ida on the bench" in page.content.decode()
    page = client.get(reverse("self_assessment:step", args=["about-me", "what-may-help"]))
    page = through(client, client.get(reverse("self_assessment:step", args=["about-me", "who-are-you"])),
                   "check-and-send", **TO_SEND)
    assert "Ellen Jones" in page.content.decode() and not Sent.objects.exists()
    page = client.post(reverse("self_assessment:step", args=["about-me", "check-and-send"]), follow=True)
    sent = Sent.objects.get()
    assert sent.number in page.content.decode()
    assert sent.subject is None and sent.answers["good_day"] == "Tea with Ida on the bench"
    assert (sent.name, sent.email, sent.who) == ("Ellen Jones", "ellen.jones@post.example", "me")
    task = Task.objects.open().get(kind="self_assessment_to_read")
    assert task.team.key == "front_door" and task.priority == "routine" and task.subject is None
    assert not Started.objects.exists()
    counted = Counted.objects.all().added_up()
    assert counted == {("about_me", "started"): 1, ("about_me", "finished"): 1, ("about_me", "sent"): 1}


def test_every_step_shows_999_and_the_night_line_with_its_hours(client):
    page = start(client, "about-me")
    for _ in range(6):
        text = page.content.decode()
        assert 'href="tel:999"' in text and "01632 960199" in text.replace(" ", "").replace("&nbsp;", "").replace(
            "01632960199", "01632 960199") and "evenings, weekends and bank holidays" in text
        page = answer(client, page, **({"safe_now": "safe"} if step_of(page) == "safe" else {}))


def test_somebody_in_danger_is_shown_whom_to_ring_and_may_go_on(client):
    page = answer(client, start(client, "guided-search"), safe_now="unsafe")
    assert step_of(page) == "ring-now" and "press 55" in page.content.decode()
    assert step_of(answer(client, page, rung="cannot")) == "worry"


def test_safety_cannot_be_passed_over(client):
    page = answer(client, start(client, "guided-search"))
    assert step_of(page) == "safe" and "Say whether anyone is unsafe right now" in page.content.decode()
    page = client.get(reverse("self_assessment:step", args=["guided-search", "what-may-help"]), follow=True)
    assert step_of(page) == "safe"
