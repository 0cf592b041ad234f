"""Given a widow who talks at the pharmacy counter, when the pharmacist prescribes groups and information, then she
opens it on her telephone, says how it went, and the pharmacist sees it filled; a stranger with her link sees
nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.config.demo import directory
from alongside.foundation.audit.context import acting
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.prescriptions.models import Prescription
from alongside.people.people.search import refresh_search
from alongside.people.people.tests.factories import person
from tests.browser import axe, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL = "nadia.rahman@dyeworks-pharmacy.example"
SMALL, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def westmere(council):
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    return council


def shows_her_email(page, live_server) -> None:
    """By the code that came to it."""
    page.get_by_label("Your email address at work").fill(EMAIL)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    types_the_code(page)


def types_the_code(page) -> None:
    page.get_by_label("The six digits").fill(OneTimeCode.objects.latest("pk").digits)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def both_sizes(page, name: str) -> None:
    for size, end in ((SMALL, "_390"), (WIDE, "")):
        page.set_viewport_size(size)
        axe(page)
        picture(page, name + end)


def prescribe(page, live_server, *, how: str = "A text message") -> Prescription:
    page.goto(live_server.url + reverse("prescriptions:new_outside"))
    if "your-email" in page.url:
        shows_her_email(page, live_server)
    page.get_by_label("What would help them?").fill("bereavement")
    page.get_by_role("button", name="Search the directory").click()
    page.wait_for_load_state()
    page.locator("input[name=services]").first.check()
    page.get_by_label("When somebody has died").check()
    page.get_by_label("Why, in a few words to them").fill("You said the evenings are the worst since Harold died.")
    page.get_by_label("Their name").fill("Ivy Broadbent")
    for part, value in (("Day", "27"), ("Month", "3"), ("Year", "1946")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label(how).check()
    if how == "A text message":
        page.get_by_label("Their mobile number").last.fill("07700 900456")
    page.get_by_label("They agree").check()
    page.get_by_label("Your name").fill("Nadia Rahman")
    page.get_by_label("What you are").fill("Pharmacist")
    page.get_by_label("Where you work").fill("Dyeworks Street Pharmacy")
    return page


def test_she_opens_it_and_the_pharmacist_sees_it_filled(westmere, page, small_page, live_server):
    # Given the pharmacist, who has no account
    prescribe(page, live_server)
    both_sizes(page, "prescription_new")
    page.get_by_role("button", name="Give it to them").click()
    page.get_by_role("heading", name="It is given").wait_for()
    both_sizes(page, "prescription_given")
    made = Prescription.objects.get()
    assert made.subject is None and made.lines.count() == 2
    # When Ivy opens the link of the text message, on her telephone
    hers = small_page
    hers.goto(live_server.url + reverse("prescriptions:opened", args=[made.secret]))
    assert "Harold" not in hers.content() and "Ivy" not in hers.content()
    axe(hers)
    picture(hers, "prescription_birthday_390")
    hers.get_by_label("Day", exact=True).fill("28")
    hers.get_by_label("Month", exact=True).fill("3")
    hers.get_by_role("button", name="Open my page").click()
    hers.get_by_role("heading", name="There is a problem").wait_for()
    axe(hers)
    hers.get_by_label("Day", exact=True).fill("27")
    hers.get_by_role("button", name="Open my page").click()
    hers.get_by_role("heading", name="What may help you").wait_for()
    assert "Harold" in hers.content()
    axe(hers)
    picture(hers, "prescription_opened_390")
    # And says how it went, the first with a volunteer
    hers.get_by_role("link", name="Say how it went").first.click()
    hers.get_by_label("Went, and it helps").check()
    hers.get_by_label("A volunteer who helps them").check()
    hers.get_by_label("Your name").fill("Joan Pike")
    axe(hers)
    picture(hers, "prescription_say_390")
    hers.get_by_role("button", name="Tell us").click()
    hers.get_by_text("Thank you. We have written it down.").wait_for()
    hers.get_by_role("link", name="Say how it went").first.click()
    hers.get_by_label("Read it, and it helps").check()
    hers.get_by_role("button", name="Tell us").click()
    hers.get_by_text("Thank you. We have written it down.").wait_for()
    hers.get_by_role("link", name="Print it").click()
    hers.get_by_text("Tell us how it went").wait_for()
    axe(hers)
    # Then the pharmacist, another day and on another computer, sees it filled by reference and code
    page.context.clear_cookies()
    page.goto(live_server.url + reverse("prescriptions:status"))
    both_sizes(page, "prescription_status")
    page.get_by_label("The reference").fill(made.reference)
    page.get_by_label("Your work email address").fill(EMAIL)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_load_state()
    types_the_code(page)
    page.get_by_text("Filled").first.wait_for()
    both_sizes(page, "prescription_filled")
    assert "Joan Pike" not in page.content()


def test_without_scripts_by_keyboard_on_paper(westmere, no_script_page, live_server):
    page = no_script_page
    prescribe(page, live_server, how="On paper")
    page.get_by_label("Why, in a few words to them").fill("")
    page.get_by_role("button", name="Give it to them").press("Enter")
    page.get_by_role("link", name="Write to them why this may help").press("Enter")
    page.keyboard.type("You said the evenings are the worst.")
    page.get_by_role("button", name="Give it to them").press("Enter")
    page.get_by_role("heading", name="It is given").wait_for()
    made = Prescription.objects.get()
    assert made.why == "You said the evenings are the worst." and made.givings.get().how == "paper"
    answer = page.request.get(live_server.url + reverse("prescriptions:given_letter", args=[made.reference]))
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF")
    page.goto(live_server.url + reverse("prescriptions:opened", args=["a" * 32]))
    assert "This page is not open" in page.content()


def test_a_colleague_finds_whose_it_is_and_prescribes_too(westmere, page, live_server):
    prescribe(page, live_server)
    page.get_by_role("button", name="Give it to them").click()
    page.get_by_role("heading", name="It is given").wait_for()
    ivy = person("Ivy", "Broadbent", by=westmere.users["front_door_worker"], date_of_birth=date(1946, 3, 27)).subject
    refresh_search([ivy.pk])
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("prescriptions:index") + "?state=unmatched")
    both_sizes(page, "prescriptions_list")
    page.get_by_role("link", name="Ivy Broadbent").click()
    page.get_by_role("link", name="Find the person").click()
    both_sizes(page, "prescription_match")
    page.get_by_label("Ivy Broadbent").check()
    page.get_by_role("button", name="It is for this person").click()
    page.get_by_text("This prescription is for Ivy Broadbent").wait_for()
    both_sizes(page, "prescription_read")
    page.get_by_role("link", name="Say what came of it").first.click()
    both_sizes(page, "prescription_came")
    page.get_by_label("On a waiting list").check()
    page.get_by_role("button", name="Save what came of it").click()
    page.get_by_text("On a waiting list").first.wait_for()
    page.goto(live_server.url + reverse("prescriptions:new_for", args=[ivy.pk]))
    page.get_by_label("What would help them?").fill("gardening")
    page.get_by_role("button", name="Search the directory").click()
    both_sizes(page, "prescription_new_for")
    page.locator("input[name=services]").first.check()
    page.get_by_label("Why, in a few words to them").fill("You miss the garden.")
    page.get_by_label("On paper").check()
    page.get_by_role("button", name="Give it to them").click()
    page.get_by_text("Given as P").wait_for()
    assert Prescription.objects.filter(subject=ivy).count() == 2
