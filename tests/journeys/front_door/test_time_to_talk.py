"""Given workers who have published hours, when somebody books time to talk online, then it is theirs to change."""

from __future__ import annotations

from datetime import time

import pytest
from django.urls import reverse

from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.bookings.tests.factories import hours, open_day
from tests.browser import SMALL, WIDE, axe, fits, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def westmere(council):
    for way in ("place", "telephone", "home"):
        hours(council.users["front_door_worker"], open_day(), way=way,
              starts=time({"place": 10, "telephone": 13, "home": 15}[way]), ends=time(
                  {"place": 13, "telephone": 15, "home": 17}[way]))
    return council


def look(page, name: str) -> None:
    for size in (WIDE, SMALL):
        page.set_viewport_size(size)
        axe(page)
        picture(page, f"{name}_{size['width']}")
    page.set_viewport_size({"width": 320, "height": 256})
    fits(page)
    page.set_viewport_size(WIDE)


def on(page, verb: str = "Next") -> None:
    page.get_by_role("button", name=verb).press("Enter")
    page.wait_for_load_state()


def choose(page, label: str) -> None:
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Space")


def test_by_keyboard_from_the_first_page_to_another_time(westmere, page, live_server):
    page.goto(f"{live_server.url}/access-points/")
    look(page, "access_points")
    page.get_by_role("link", name="Mill Lane hub").press("Enter")
    look(page, "access_point")
    page.get_by_role("link", name="Book up to an hour to talk").press("Enter")
    look(page, "book_start")
    page.get_by_role("button", name="Book a time").press("Enter")
    on(page)
    page.get_by_role("link", name="Write a few words").wait_for()
    look(page, "book_about_problem")
    page.get_by_label("What would you like to talk about?").focus()
    page.keyboard.type("I would like to get out more")
    on(page)
    look(page, "book_how")
    choose(page, "At a community access point")
    on(page)
    look(page, "book_where")
    choose(page, "Mill Lane hub")
    on(page)
    look(page, "book_day")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    on(page)
    look(page, "book_time")
    choose(page, "10.00 to 10.45")
    on(page)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Edna Jones")
    page.get_by_label("Email address").focus()
    page.keyboard.type("edna@post.example")
    look(page, "book_contact")
    on(page)
    look(page, "book_needs")
    on(page)
    look(page, "book_check")
    on(page, "Book this time")
    page.get_by_role("heading", name="Your time is booked").wait_for()
    look(page, "book_done")
    page.get_by_role("link", name="Change the time").press("Enter")
    look(page, "book_change")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    on(page, "Change to this time")
    assert PlanningSession.objects.get().changes == 1
    page.get_by_role("link", name="Cancel it").press("Enter")
    look(page, "book_cancel")
    on(page, "Cancel my booking")
    page.get_by_role("heading", name="Your booking is cancelled").wait_for()
    look(page, "book_cancelled")


def test_without_scripts_and_a_stranger_with_the_link_learns_nothing(westmere, no_script_page, small_page, live_server):
    page = no_script_page
    page.goto(f"{live_server.url}/book/page/about/")
    page.get_by_label("What would you like to talk about?").fill("Money")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Your name").fill("Sam Osei")
    page.get_by_label("Email address").fill("sam@post.example")
    page.get_by_label("Telephone number").fill("01632 960123")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Book this time").click()
    assert "Your time is booked" in page.content() and "We ring you." in page.content()
    session = PlanningSession.objects.get()
    assert "Sam" not in page.url and page.url.endswith(reverse("bookings:own", args=[session.secret]))
    # A stranger who has the link, on a telephone
    small_page.goto(page.url)
    axe(small_page)
    picture(small_page, "book_closed_small")
    assert not any(words in small_page.content() for words in ("Sam", "Ruksana", "Money", "sam@"))
    small_page.get_by_role("button", name="Send me a code").click()
    axe(small_page)
    small_page.get_by_label("The six digits").fill("000000")
    small_page.get_by_role("button", name="Open my booking").click()
    axe(small_page)
    assert "That is not the code" in small_page.content() or OneTimeCode.objects.latest("pk").digits == "000000"
    small_page.get_by_label("The six digits").fill(OneTimeCode.objects.latest("pk").digits)
    small_page.get_by_role("button", name="Open my booking").click()
    assert "Sam" not in small_page.content().split("<h1")[0] and "We ring you." in small_page.content()


def test_a_worker_publishes_hours_and_reads_what_people_can_book(westmere, page, keys, live_server):
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("bookings:hours"))
    look(page, "my_hours")
    keys.choose("When do you have time?", "Every week on a day")
    keys.choose("Which day of the week?", "Tuesday")
    keys.write("From", "18.00", exact=True)
    keys.write("Until", "20.00", exact=True)
    keys.choose("How do you meet people then?", "By telephone")
    keys.press("Publish these hours")
    page.get_by_text("Published. People can book").wait_for()
    page.get_by_text("Every Tuesday, 18.00 to 20.00").first.wait_for()
    page.goto(live_server.url + reverse("bookings:calendar"))
    look(page, "my_calendar")
