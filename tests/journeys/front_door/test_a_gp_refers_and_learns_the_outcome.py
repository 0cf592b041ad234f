"""Given a GP without an account, when she refers somebody, then she learns what came of it, and a stranger nothing."""

from __future__ import annotations

import pytest

from alongside.foundation.audit.context import acting
from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import somebody
from alongside.front_door.referrals import actions
from alongside.front_door.referrals.models import Draft, Referral
from alongside.people.people.search import refresh_search
from tests.browser import expect, sign_in
from tests.journeys.keys import Keys

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GP = "samina.aziz@surgery.example"


@pytest.fixture
def ivy(council):
    with acting(why="test"):
        subject = somebody("Ivy", "Broadbent")
        refresh_search([subject.pk])
    return subject


def code() -> str:
    return OneTimeCode.objects.latest("pk").digits


def comes_with_the_code(visitor) -> None:
    visitor.look("refer_code")
    visitor.write("The six digits", code())
    visitor.go("Go on")


def test_by_keyboard_from_the_first_page_to_the_answer(ivy, visitor, page, live_server):
    hers = visitor.page
    hers.goto(f"{live_server.url}/refer/")
    visitor.look("refer_home")
    visitor.go("Begin a referral")
    visitor.write("Your email address at work", "samina@gmail.com")
    visitor.go("Send me a code")
    visitor.sees("This is a private address")
    visitor.look()
    visitor.write("Your email address at work", GP)
    visitor.go("Send me a code")
    comes_with_the_code(visitor)
    expect(hers.get_by_role("heading", level=1)).to_have_text("Is somebody in danger now?")
    visitor.look()
    visitor.go("Save and go on")
    visitor.sees("Say whether somebody is in danger now")
    visitor.look()
    visitor.choose("Is somebody in danger now?", "No")
    visitor.go("Save and go on")
    visitor.look("refer_harm")
    visitor.choose("Do you fear that somebody is being hurt", "No")
    visitor.go("Save and go on")
    visitor.write("Their name", "Ivy Broadbent")
    visitor.write("Date of birth", "about 84")
    visitor.look("refer_who")
    visitor.go("Save and go on")
    visitor.write("Why do you refer them?", "Low since her husband died. She bakes, and the whole street knows it.")
    visitor.choose("What is it about?", "Company, and something to do")
    visitor.look()
    visitor.go("Save and go on")
    visitor.choose("Does the person know about this referral", "Yes, they know and agree")
    visitor.look()
    visitor.go("Save and go on")
    visitor.choose("How soon must somebody talk with them?", "It can wait its turn")
    visitor.look()
    visitor.go("Save and go on")
    visitor.write("Your name", "Dr Samina Aziz")
    visitor.choose("Where do you work?", "GP or surgery")
    visitor.write("Name of your organisation", "Mill Lane Surgery")
    visitor.write("Your job", "GP")
    visitor.look()
    visitor.go("Save and go on")
    hers.set_input_files("#id_file", {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"What she can do"})
    visitor.go("Add this file")
    visitor.sees("letter.txt")
    visitor.look("refer_files")
    visitor.go("Go on to check your answers")
    visitor.look("refer_check")
    visitor.go("Send the referral")
    expect(hers.get_by_role("heading", level=1)).to_have_text("We have your referral")
    found = Referral.objects.get()
    visitor.sees(found.reference)
    visitor.look("refer_sent")
    assert not Draft.objects.exists()

    answered(page, live_server, found)

    hers.goto(f"{live_server.url}/refer/")
    visitor.go("Forget who I am")
    visitor.go("See where a referral is", role="link")
    visitor.write("Its reference", found.reference)
    visitor.write("The email address you sent it from", GP)
    visitor.look()
    visitor.go("Show me the referral")
    comes_with_the_code(visitor)
    visitor.sees("What came of it", "dealt with it")
    visitor.look("refer_answered")
    found.refresh_from_db()
    assert found.feedback.read_at


def answered(page, live_server, found: Referral) -> None:
    """The worker: reads it, finds Ivy, says what happens, tells the referrer. By keyboard."""
    keys = Keys(page)
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/referrals/{found.pk}/")
    keys.sees("letter.txt")
    keys.look("referral_desk")
    keys.go("I have read it")
    keys.go("Find the person", role="link")
    keys.set(page.get_by_role("radio").first)
    keys.go("It is about this person")
    keys.go("What happens?", role="link")
    keys.tick("We are working with them already")
    keys.write("What was agreed", "The north team sees her on Thursday")
    keys.look("referral_what_happens")
    keys.go("Save what happens")
    keys.go("Tell the referrer", role="link")
    expect(page.get_by_label("On their page, which they open with a code")).to_be_checked()
    keys.look("referral_tell")
    keys.go("Tell them and close")
    mail = Notification.objects.filter(title__startswith="There is an answer").get()
    assert "Ivy" not in mail.title + mail.words and "Thursday" not in mail.words
    keys.look()


def test_with_fear_of_harm(ivy, no_script_page, live_server):
    page = no_script_page
    page.goto(f"{live_server.url}/refer/")
    page.get_by_role("button", name="Begin a referral").click()
    page.get_by_label("Your email address at work").fill("lowri@police.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The six digits").fill(code())
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ring now"
    page.get_by_role("button", name="I have rung. Go on").click()
    page.get_by_label("Yes, or I am not sure").check()
    page.get_by_label("What makes you think so?").fill("His nephew holds his bank card")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("No, it was not safe to ask").check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Their name").fill("Edwin Tarr")
    page.get_by_label("Telephone", exact=False).first.fill("01632 960745")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Why do you refer them?").fill("Called to shouting")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("They do not know").check()
    page.get_by_label("If not: why").fill("He was never alone")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Today", exact=True).check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Your name").fill("PC Lowri Vaughan")
    page.get_by_label("Police").check()
    page.get_by_label("Name of your organisation").fill("Westmere Police")
    page.get_by_label("Your job").fill("Officer")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Go on to check your answers").click()
    assert "His nephew holds his bank card" in page.content()
    page.get_by_role("button", name="Send the referral").click()
    found = Referral.objects.get()
    assert found.urgency == "urgent" and Task.objects.get(kind="referral_harm").team.key == "safeguarding"


def test_a_stranger_with_the_reference_and_the_link_learns_nothing(council, keys, live_server):
    page = keys.page
    with acting(why="test"):
        found = actions.record(by=None, channel="online", about_name="Ivy Broadbent", referrer_name="Dr Aziz",
                               referrer_email=GP, reason="Low")
    page.goto(f"{live_server.url}/refer/sent/{found.key}/")
    page.get_by_label("Your email address at work").fill("stranger@charity.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The six digits").fill(code())
    page.get_by_role("button", name="Go on").click()
    assert "Ivy" not in page.content() and found.reference not in page.content()
    keys.look()
    page.goto(f"{live_server.url}/refer/find/")
    page.get_by_label("Its reference").fill(found.reference)
    page.get_by_role("button", name="Show me the referral").click()
    assert "We have no referral with this reference from your address" in page.content()
    assert "Ivy" not in page.content()
    keys.look()
