"""Given his worker and whoever covers are away, when he writes at night what has changed and asks a question, then the
team answers him by day, and he reads it; nothing he wrote is lost or changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from alongside.foundation.accounts.models import AbsenceCover, Membership, User
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.people.about_me.models import Words
from alongside.people.about_me.tests.factories import make_words
from alongside.people.involvements import actions as involvements
from alongside.people.messages.models import Message
from alongside.people.own_access.tests.factories import let_in
from alongside.people.people.tests.factories import person
from tests.browser import axe, expect, fits, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL = "gerald@example.org"
HOME = "/my-plan/"


@dataclass
class Scene:
    gerald: Subject
    worker: User
    on_duty: str


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    council = ensure_demo_council()
    worker = council.users["social_worker"]
    today = timezone.localdate()
    with acting(why="test"):
        gerald = person("Gerald", "Pickup", by=worker).subject
        make_words(gerald, by=worker, topic="changed", words="He manages the stairs with a rail.")
        team = Membership.objects.filter(user=worker).first().team
        involvements.start(subject=gerald, team=team, worker=worker, reason="Stairs", by=worker)
        manager, other = council.users["team_manager"], council.users["occupational_therapist"]
        Membership.objects.get_or_create(user=manager, team=team, role="team_manager",
                                         defaults={"starts_on": today})
        for absent, cover in ((worker, other), (other, worker)):
            AbsenceCover.objects.create(absent=absent, cover=cover, starts_on=today, ends_on=today, arranged_by=manager)
        let_in(gerald, by=worker, ways=[("email", EMAIL)])
    return Scene(gerald, worker, "team_manager")


def signed_in(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}{HOME}")
    page.get_by_label("By email").check()
    page.get_by_label("Your email address").fill(EMAIL)
    page.get_by_role("button", name="Ask for a code").click()
    page.wait_for_load_state()
    page.get_by_label("The six digits").fill(str(OneTimeCode.objects.latest("pk").digits))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def looks_well(page: Any, name: str) -> None:
    """Wide, and on a telephone."""
    for width, size in ((1280, ""), (390, "_small")):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        fits(page)
        picture(page, f"{name}{size}")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_he_writes_at_night_the_team_answers_and_he_reads_it(scene, page, small_page, live_server):
    his, desk = page, small_page
    signed_in(his, live_server)
    his.get_by_role("link", name="Add something").click()
    looks_well(his, "my_plan_add")
    his.get_by_role("link", name="What has changed").click()
    looks_well(his, "my_plan_add_words")
    assert "He manages the stairs with a rail." in his.content()
    his.get_by_label("Your words").fill("I fell on the stairs on Sunday. I sleep downstairs now.")
    his.get_by_role("button", name="Add my words").click()
    assert "I sleep downstairs now." in his.content() and "He manages the stairs with a rail." in his.content()
    looks_well(his, "my_plan_added")
    his.goto(f"{live_server.url}{HOME}messages/")
    looks_well(his, "my_plan_messages_none")
    assert f"{scene.worker.name} is away." in his.content()
    his.get_by_role("link", name="Write a message").click()
    his.get_by_label("What do you want to say?").press_sequentially("Who can put a rail by the bed?")
    his.get_by_text("Only you can see it.").wait_for()  # it saves itself
    looks_well(his, "my_plan_write")
    his.get_by_role("button", name="Send the message").click()
    his.get_by_role("heading", name="Your message is sent").wait_for()
    looks_well(his, "my_plan_sent")
    task = Task.objects.open().get(kind="message")
    assert task.owner is None and task.due_on is not None

    sign_in(desk, live_server, scene.on_duty)
    desk.goto(f"{live_server.url}/desk/messages/")
    axe(desk)
    picture(desk, "messages_waiting_small")
    desk.get_by_role("link", name="Answer").first.click()
    desk.set_viewport_size({"width": 1280, "height": 900})
    axe(desk)
    picture(desk, "messages_answer")
    desk.get_by_role("textbox", name="Your message").fill("The handyperson comes on Monday at ten.")
    desk.get_by_role("button", name="Send the message").click()
    desk.get_by_text("The message is sent.").wait_for()
    axe(desk)
    picture(desk, "messages_thread")
    desk.goto(f"{live_server.url}/desk/people/{scene.gerald.pk}/in-their-words/")
    axe(desk)
    picture(desk, "in_their_words_added")
    assert "New, and theirs" in desk.content()
    assert not Task.objects.open().filter(kind="message").exists()
    told = Notification.objects.get(address=EMAIL)
    assert "Gerald" not in told.title + told.words and "Monday" not in told.title + told.words

    his.goto(f"{live_server.url}{HOME}messages/")
    his.get_by_text("New message for you").wait_for()
    looks_well(his, "my_plan_messages")
    his.get_by_role("link", name="Who can put a rail by the bed?").click()
    assert "The handyperson comes on Monday at ten." in his.content()
    looks_well(his, "my_plan_thread")
    with acting(why="test"):
        assert Message.objects.from_colleagues().get().read_by_name == "Gerald Pickup"
        assert Words.objects.get(added_by="Gerald Pickup").words.startswith("I fell on the stairs")


def test_by_keyboard_alone(scene, page, live_server):
    signed_in(page, live_server)
    page.get_by_role("link", name="Messages").press("Enter")
    page.get_by_role("link", name="Write a message").press("Enter")
    page.get_by_label("What do you want to say?").focus()
    page.keyboard.type("When does she come back?")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Send the message"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your message is sent").wait_for()


def test_without_scripts_what_he_began_is_there_again_and_what_he_sees_differently_is_said(
        scene, no_script_page, live_server):
    page = no_script_page
    signed_in(page, live_server)
    page.goto(f"{live_server.url}{HOME}messages/write/")
    page.get_by_label("What do you want to say?").fill("I began this")
    page.get_by_role("button", name="Save and finish later").click()
    assert "What you wrote is saved." in page.content()
    page.get_by_role("link", name="Go on with your message").click()
    assert page.get_by_label("What do you want to say?").input_value() == "I began this"
    page.goto(f"{live_server.url}{HOME}about-me/")
    page.get_by_role("link", name="I see this differently").first.click()
    page.get_by_label("How do you see it?").fill("I do not manage them any more")
    page.get_by_label("Put it right").check()
    page.get_by_role("button", name="Send my words").click()
    assert "You have no answer yet." in page.content()


def test_a_connection_that_breaks_loses_no_word_and_says_so(scene, page, live_server):
    signed_in(page, live_server)
    page.goto(f"{live_server.url}{HOME}messages/write/")
    page.context.set_offline(True)
    page.get_by_label("What do you want to say?").press_sequentially("Who can put a rail by the bed?")
    expect(page.get_by_text("Not saved yet. Check that you are online")).to_be_visible()
    axe(page)
    picture(page, "my_plan_offline")
    page.context.set_offline(False)
    expect(page.get_by_text("Only you can see it.")).to_be_visible()  # nothing more is typed
    page.reload()
    expect(page.get_by_label("What do you want to say?")).to_have_value("Who can put a rail by the bed?")
    # But whose sign-in is over is told to sign in, and not that it is the net
    page.context.clear_cookies(name="alongside_my_plan")
    page.get_by_label("What do you want to say?").fill("Who can put a rail by the bed? Or by the stairs?")
    expect(page.get_by_text("Not saved. Are you still signed in?")).to_be_visible()
