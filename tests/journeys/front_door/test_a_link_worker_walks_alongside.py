"""Given a man who sees nobody since his stroke, when a link worker walks alongside him, then what he wants, what he
tried and what changed is written down, and his GP hears that it began."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.config.demo import directory
from alongside.foundation.audit.context import acting
from alongside.foundation.work.models import Task
from alongside.front_door.referrals.tests.factories import referral
from alongside.front_door.social_prescribing.models import Goal, LinkWork, Measured
from alongside.people.people.tests.factories import person
from tests.browser import axe, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SMALL, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def leonard(council):
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    return person("Leonard", "Achebe", by=council.users["front_door_worker"]).subject


def both_sizes(page, name: str) -> None:
    for size, end in ((SMALL, "_390"), (WIDE, "")):
        page.set_viewport_size(size)
        axe(page)
        picture(page, name + end)


def test_from_the_gps_referral_to_the_allotment(council, page, keys, live_server, leonard):
    worker = council.users["front_door_worker"]
    sent = referral(worker, leonard, about_name="Leonard Achebe", reason="Sees nobody since his stroke")
    # Given a front-door worker asks a link worker, from the referral
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}{reverse('social_prescribing:ask', args=[leonard.pk])}?referral={sent.pk}")
    keys.write("What might a link worker help with?", "“I used to garden all day. Now I see the four walls.”")
    both_sizes(page, "link_worker_ask")
    keys.press("Ask for a link worker")
    page.get_by_text("A link worker is asked for").wait_for()
    assert Task.objects.open().filter(kind="referral_feedback").count() == 1
    # When a manager gives it to Folasade
    sign_in(page, live_server, "team_manager")
    page.goto(live_server.url + reverse("social_prescribing:index") + "?show=waiting")
    both_sizes(page, "link_workers_waiting")
    keys.press("Give", role="link")
    keys.pick("Which link worker?", "Folasade Ajayi")
    keys.press("Give it to them")
    page.get_by_text("They can open the record now").wait_for()
    # Then she finds him on her list, and meets him
    sign_in(page, live_server, "link_worker")
    page.goto(live_server.url + reverse("social_prescribing:index"))
    both_sizes(page, "link_workers_mine")
    keys.press("They met", role="link")
    keys.press("Save the day")
    page.get_by_text("Ask what they want").wait_for()
    both_sizes(page, "link_worker_begun")
    keys.press("Add a goal", role="link")
    keys.write("What do they want?", "I want to dig again, even if it is only a pot.")
    keys.press("Save what they want")
    page.get_by_text("even if it is only a pot").first.wait_for()
    # How he is at the start: a question may stay open, and a figure out of range is named
    keys.press("Ask at the start", role="link")
    for label, value in (("how satisfied are you", "3"), ("how happy did you feel", "12"), ("not at all anxious", "8")):
        keys.write(label, value)
    keys.press("Save their answers")
    page.get_by_role("link", name="Write a whole number from 0 to 10").wait_for()
    both_sizes(page, "link_worker_measure_problem")
    keys.write("how happy did you feel", "4")
    keys.press("Save their answers")
    page.get_by_role("heading", name="Time with a link worker").wait_for()
    # The gardening club, found in the directory
    keys.press("Add something to try", role="link")
    keys.write("What are you looking for?", "gardening")
    keys.press("Search the directory")
    page.get_by_label("Gentle gardening club").focus()
    page.keyboard.press("Space")
    keys.pick("For which of their goals?", "I want to dig again, even if it is only a pot.")
    both_sizes(page, "link_worker_try")
    keys.press("Save what to try")
    keys.press("How did it go?", role="link")
    keys.choose("Did they go?", "Goes, or went")
    keys.choose("Did they like it?", "Yes")
    keys.write("Anything they said", "They gave me a row of my own.")
    both_sizes(page, "link_worker_went")
    keys.press("Save how it went")
    keys.press("How far did they come?", role="link")
    keys.choose("How far did they come?", "Reached")
    keys.pick("What did it?", "Gentle gardening club")
    keys.press("Save how far they came")
    page.get_by_text("a community option, no hours commissioned").wait_for()
    keys.press("Ask at the end", role="link")
    for label, value in (("how satisfied are you", "7"), ("how happy did you feel", "8"), ("not at all anxious", "4")):
        keys.write(label, value)
    keys.press("Save their answers")
    page.locator("svg").first.wait_for()
    both_sizes(page, "link_worker_changed")
    keys.press("End the time together", role="link")
    keys.choose("Why does it end?", "They have what they wanted")
    keys.write("What do they take with them?", "Thursdays at the allotment.")
    both_sizes(page, "link_worker_end")
    keys.press("End it")
    page.get_by_text("It has ended").wait_for()
    found = LinkWork.objects.get()
    assert found.ended_because == "goals_reached" and Goal.objects.get().reached_by.name == "Gentle gardening club"
    assert Measured.objects.get(when="start").answers["worthwhile"] is None
    # And the manager sees what changed, with nothing by which he could be known
    sign_in(page, live_server, "team_manager")
    page.goto(live_server.url + reverse("social_prescribing:figures"))
    both_sizes(page, "link_workers_figures")
    assert page.get_by_text("fewer than 5").first.is_visible() and "Achebe" not in page.content()


def test_without_scripts(council, no_script_page, live_server, leonard):
    page = no_script_page
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("social_prescribing:ask", args=[leonard.pk]))
    page.get_by_role("button", name="Ask for a link worker").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.get_by_label("What might a link worker help with?").fill("He sees nobody now")
    page.get_by_label("The person asked").check()
    page.get_by_role("button", name="Ask for a link worker").click()
    page.get_by_text("A link worker is asked for").wait_for()
    assert LinkWork.objects.get().came_from == "person"
