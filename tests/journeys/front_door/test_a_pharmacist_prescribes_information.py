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
from tests.browser import expect, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL = "nadia.rahman@dyeworks-pharmacy.example"


@pytest.fixture
def westmere(council):
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    return council


def shows_her_email(visitor) -> None:
    """By the code that came to it."""
    visitor.write("Your email address at work", EMAIL)
    visitor.look("prescription_email")
    visitor.go("Send me a code")
    types_the_code(visitor)


def types_the_code(visitor) -> None:
    visitor.write("The six digits", OneTimeCode.objects.latest("pk").digits)
    visitor.look("prescription_code")
    visitor.go("Go on")


def prescribe(visitor, live_server, *, how: str = "A text message") -> None:
    page = visitor.page
    page.goto(live_server.url + reverse("prescriptions:home"))
    visitor.look("prescription_home")
    page.goto(live_server.url + reverse("prescriptions:new_outside"))
    if "your-email" in page.url:
        shows_her_email(visitor)
    visitor.write("What would help them?", "bereavement")
    visitor.go("Search the directory")
    visitor.set(page.locator("input[name=services]").first)
    visitor.tick("When somebody has died")
    visitor.write("Why, in a few words to them", "You said the evenings are the worst since Harold died.")
    visitor.write("Their name", "Ivy Broadbent")
    for part, value in (("Day", "27"), ("Month", "3"), ("Year", "1946")):
        visitor.write(part, value, exact=True)
    visitor.set(page.get_by_label(how))
    if how == "A text message":
        visitor.write("Their mobile number", "07700 900456")
    visitor.set(page.get_by_label("They agree"))
    visitor.write("Your name", "Nadia Rahman")
    visitor.write("What you are", "Pharmacist")
    visitor.write("Where you work", "Dyeworks Street Pharmacy")


def says_it_helps(visitor, answer: str) -> None:
    visitor.go("Tell us")
    visitor.sees("There is a problem")
    visitor.look()
    visitor.tick(answer)


def test_she_opens_it_and_the_pharmacist_sees_it_filled(westmere, visitor, live_server):
    page = visitor.page
    # Given the pharmacist, who has no account
    prescribe(visitor, live_server)
    visitor.look("prescription_new")
    visitor.go("Give it to them")
    expect(page.get_by_role("heading", name="It is given")).to_be_visible()
    visitor.look("prescription_given")
    made = Prescription.objects.get()
    assert made.subject is None and made.lines.count() == 2
    # When Ivy opens the link of the text message, on a telephone of her own
    visitor.another_day()
    page.goto(live_server.url + reverse("prescriptions:opened", args=[made.secret]))
    expect(page.get_by_role("heading", name="Which day were you born?")).to_be_visible()
    assert "Harold" not in page.content() and "Ivy" not in page.content()
    visitor.look("prescription_birthday")
    visitor.write("Day", "28", exact=True)
    visitor.write("Month", "3", exact=True)
    visitor.go("Open my page")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    visitor.look()
    visitor.write("Day", "27", exact=True)
    visitor.go("Open my page")
    expect(page.get_by_role("heading", name="What may help you")).to_be_visible()
    visitor.sees("Harold")
    visitor.look("prescription_opened")
    # And says how it went, the first with a volunteer
    visitor.go("Say how it went", role="link")
    says_it_helps(visitor, "Went, and it helps")
    visitor.tick("A volunteer who helps them")
    visitor.write("Your name", "Joan Pike")
    visitor.look("prescription_say")
    visitor.go("Tell us")
    visitor.sees("Thank you. We have written it down.")
    visitor.go("Say how it went", role="link")
    says_it_helps(visitor, "Read it, and it helps")
    visitor.go("Tell us")
    visitor.sees("Thank you. We have written it down.")
    visitor.go("Print it", role="link")
    expect(page.get_by_text("Tell us how it went")).to_be_visible()
    visitor.look("prescription_printed")
    # Then the pharmacist, another day and on another computer, sees it filled by reference and code
    visitor.another_day()
    page.goto(live_server.url + reverse("prescriptions:status"))
    visitor.write("The reference", made.reference)
    visitor.write("Your work email address", EMAIL)
    visitor.look("prescription_status")
    visitor.go("Send me a code")
    types_the_code(visitor)
    expect(page.get_by_text("Filled").first).to_be_visible()
    visitor.look("prescription_filled")
    assert "Joan Pike" not in page.content()


def test_on_paper(westmere, visitor, live_server):
    page = visitor.page
    prescribe(visitor, live_server, how="On paper")
    visitor.write("Why, in a few words to them", "")
    visitor.go("Give it to them")
    visitor.reach(page.get_by_role("link", name="Write to them why this may help"))
    page.keyboard.press("Enter")
    page.keyboard.type("You said the evenings are the worst.")
    visitor.go("Give it to them")
    expect(page.get_by_role("heading", name="It is given")).to_be_visible()
    made = Prescription.objects.get()
    assert made.why == "You said the evenings are the worst." and made.givings.get().how == "paper"
    answer = page.request.get(live_server.url + reverse("prescriptions:given_letter", args=[made.reference]))
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF")
    page.goto(live_server.url + reverse("prescriptions:opened", args=["a" * 32]))
    visitor.sees("This page is not open")


def test_a_colleague_finds_whose_it_is_and_prescribes_too(westmere, keys, live_server):
    page = keys.page
    prescribe(keys, live_server)
    keys.go("Give it to them")
    expect(page.get_by_role("heading", name="It is given")).to_be_visible()
    ivy = person("Ivy", "Broadbent", by=westmere.users["front_door_worker"], date_of_birth=date(1946, 3, 27)).subject
    refresh_search([ivy.pk])
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("prescriptions:index") + "?state=unmatched")
    keys.look("prescriptions_list")
    page.get_by_role("link", name="Ivy Broadbent").click()
    page.get_by_role("link", name="Find the person").click()
    keys.look("prescription_match")
    page.get_by_label("Ivy Broadbent").check()
    page.get_by_role("button", name="It is for this person").click()
    page.get_by_text("This prescription is for Ivy Broadbent").wait_for()
    keys.look("prescription_read")
    page.get_by_role("link", name="Say what came of it").first.click()
    keys.look("prescription_came")
    page.get_by_label("On a waiting list").check()
    page.get_by_role("button", name="Save what came of it").click()
    page.get_by_text("On a waiting list").first.wait_for()
    page.goto(live_server.url + reverse("prescriptions:new_for", args=[ivy.pk]))
    page.get_by_label("What would help them?").fill("gardening")
    page.get_by_role("button", name="Search the directory").click()
    keys.look("prescription_new_for")
    page.locator("input[name=services]").first.check()
    page.get_by_label("Why, in a few words to them").fill("You miss the garden.")
    page.get_by_label("On paper").check()
    page.get_by_role("button", name="Give it to them").click()
    page.get_by_text("Given as P").wait_for()
    assert Prescription.objects.filter(subject=ivy).count() == 2
