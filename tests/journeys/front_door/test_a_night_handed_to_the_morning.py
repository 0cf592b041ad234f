"""Given somebody cannot be left alone at night, when support starts at once, then the morning knows what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations.models import HandOver, UrgentSupport
from alongside.people.people.tests.factories import person
from tests.browser import axe, chromium_path, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gerald(council):
    return person("Gerald", "Pickup", by=council.users["front_door_worker"], date_of_birth=date(1941, 2, 9)).subject


def test_support_first_and_the_rest_in_the_morning(page, keys, live_server, gerald):
    # Given a night worker hears that his wife has been taken into hospital
    sign_in(page, live_server, "out_of_hours_worker")
    page.goto(live_server.url + reverse("desk:person", args=[gerald.pk]))
    keys.press("Start a conversation")
    keys.choose("Is anyone unsafe now?", "Yes, someone is unsafe now")
    # When support starts before anything is written up
    keys.press("Start urgent support")
    page.get_by_role("heading", name="Start urgent support").wait_for()
    keys.press("Start the support")
    page.get_by_text("There is a problem").wait_for()
    axe(page)
    keys.write("Why can it not wait?", "Wife in hospital. He cannot be left alone.")
    keys.write("What support starts now?", "A sitter through the night")
    keys.write("Who gives it?", "Rapid response")
    keys.day("Which day do we look at it again?", 1)
    axe(page)
    picture(page, "urgent_support")
    keys.press("Start the support")
    page.get_by_text("Urgent support has started").wait_for()
    axe(page)
    picture(page, "conversation_back_fill")
    # And the night is handed over
    keys.press("Hand over")
    page.get_by_role("heading", name="Hand over to the morning").wait_for()
    keys.write("What happened?", "Ambulance for his wife at 2 am.")
    keys.write("What was done?", "A sitter until 10 am.")
    keys.write("What must be done now?", "Nobody with him after 10 am")
    axe(page)
    picture(page, "hand_over")
    keys.press("Hand it over")
    page.get_by_text("Handed over to Front Door").wait_for()
    axe(page)
    assert UrgentSupport.objects.get().look_again_on == date.today() + timedelta(days=1)
    # Then it is the first thing on the duty board in the morning
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("conversations:duty"))
    page.get_by_role("heading", name="Urgent now").wait_for()
    axe(page)
    picture(page, "duty_urgent")
    keys.press("Take it Gerald Pickup")
    page.get_by_role("heading", name="Hand-over from the night").wait_for()
    axe(page)
    picture(page, "hand_over_read")
    assert HandOver.objects.get().task.owner.name == "Ruksana Iqbal"


def write_and_wait(page, label: str, words: str) -> None:
    """Until the server has answered for these very words."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label(label).fill(words)


def test_what_cannot_wait_survives_a_killed_browser_and_a_second_tab(page, live_server, council, gerald, tmp_path):
    # Given support is being written in a browser of its own, and the browser is killed
    talk = conversations.begin(subject=gerald, by=council.users["out_of_hours_worker"])
    address = live_server.url + reverse("conversations:urgent_support", args=[gerald.pk, talk.pk])
    process = subprocess.Popen(
        [chromium_path(), "--headless=new", "--no-sandbox", "--disable-background-networking", "--no-first-run",
         f"--user-data-dir={tmp_path / 'profile'}", "--remote-debugging-port=0", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        port_file = tmp_path / "profile" / "DevToolsActivePort"
        for _ in range(150):
            if port_file.exists() and "\n" in port_file.read_text():
                break
            time.sleep(0.1)
        port = port_file.read_text().split()[0]
        doomed = page.context.browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        desk = doomed.contexts[0].new_page()
        sign_in(desk, live_server, "out_of_hours_worker")
        desk.goto(address)
        desk.get_by_label("Why can it not wait?").fill("His wife is in hospital.")
        desk.get_by_text("on the server").wait_for()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(tmp_path / "profile", ignore_errors=True)
    # Then another browser shows every word
    sign_in(page, live_server, "out_of_hours_worker")
    page.goto(address)
    assert page.get_by_label("Why can it not wait?").input_value() == "His wife is in hospital."
    # And a second tab that writes elsewhere loses neither
    second = page.context.new_page()
    second.goto(address)
    write_and_wait(page, "What support starts now?", "A sitter")
    write_and_wait(second, "Who gives it?", "Rapid response")
    page.goto(address)
    assert page.get_by_label("What support starts now?").input_value() == "A sitter"
    assert page.get_by_label("Who gives it?").input_value() == "Rapid response"
    assert not UrgentSupport.objects.exists()
    # And the hand-over is kept in the same way
    page.goto(live_server.url + reverse("conversations:hand_over", args=[gerald.pk, talk.pk]))
    write_and_wait(page, "What happened?", "Ambulance at 2 am.")
    second.goto(page.url)
    assert second.get_by_label("What happened?").input_value() == "Ambulance at 2 am."


def test_a_planning_session_becomes_a_wellbeing_plan(page, keys, live_server, council, gerald):
    worker, start = council.users["front_door_worker"], timezone.now() - timedelta(minutes=50)
    session = PlanningSession.objects.create(
        subject=gerald, starts_at=start, ends_at=start + timedelta(minutes=45), place="Mill Lane hub",
        facilitator=worker, booked_by=worker, wants_to_talk_about="Getting out more")
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("bookings:session", args=[gerald.pk, session.pk]))
    axe(page)
    keys.press("Write the wellbeing plan", role="link")
    page.get_by_role("heading", name="What do they want?").wait_for()
    keys.write("What they want", "See old friends on Thursdays", exact=True)
    keys.write("What or who", "His bus pass")
    keys.pick("Whose", "Their own: skills, interests, money, home")
    keys.choose("Does it seem that they may need care and support?", "No")
    keys.choose("Do they care for somebody, and may they need help to go on?", "No")
    axe(page)
    picture(page, "wellbeing_plan")
    page.get_by_text("on the server").wait_for()
    keys.press("Sign the wellbeing plan")
    page.get_by_text("The wellbeing plan is signed.").wait_for()
    axe(page)
    picture(page, "planning_session")
