"""Given a GP without an account, when she refers somebody, then she learns what came of it, and a stranger nothing."""

from __future__ import annotations

import pytest

from alongside.foundation.audit.context import acting
from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import somebody
from alongside.front_door.referrals.models import Draft, Referral
from alongside.people.people.search import refresh_search
from tests.browser import axe, fits, picture, sign_in

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


def looked_at(page) -> None:
    axe(page)
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)
    page.set_viewport_size({"width": 320, "height": 256})
    fits(page)
    page.set_viewport_size(wide)


def test_by_keyboard_from_the_first_page_to_the_answer(ivy, keys, page, small_page, live_server):
    page.goto(f"{live_server.url}/refer/")
    looked_at(page)
    picture(page, "refer_home")
    keys.press("Begin a referral", role="button")
    keys.write("Your email address at work", "samina@gmail.com")
    keys.press("Send me a code")
    assert "This is a private address" in page.content()
    looked_at(page)
    keys.write("Your email address at work", GP)
    keys.press("Send me a code")
    looked_at(page)
    picture(page, "refer_code")
    keys.write("The six digits", code())
    keys.press("Go on")
    assert page.get_by_role("heading", level=1).inner_text() == "Is somebody in danger now?"
    looked_at(page)
    keys.press("Save and go on")
    assert "Say whether somebody is in danger now" in page.content()
    looked_at(page)
    keys.choose("Is somebody in danger now?", "No")
    keys.press("Save and go on")
    looked_at(page)
    picture(page, "refer_harm")
    keys.choose("Do you fear that somebody is being hurt", "No")
    keys.press("Save and go on")
    keys.write("Their name", "Ivy Broadbent")
    keys.write("Date of birth", "about 84")
    looked_at(page)
    picture(page, "refer_who")
    keys.press("Save and go on")
    keys.write("Why do you refer them?", "Low since her husband died. She bakes, and the whole street knows it.")
    keys.choose("What is it about?", "Company, and something to do")
    looked_at(page)
    keys.press("Save and go on")
    keys.choose("Does the person know about this referral", "Yes, they know and agree")
    looked_at(page)
    keys.press("Save and go on")
    keys.choose("How soon must somebody talk with them?", "It can wait its turn")
    looked_at(page)
    keys.press("Save and go on")
    keys.write("Your name", "Dr Samina Aziz")
    keys.choose("Where do you work?", "GP or surgery")
    keys.write("Name of your organisation", "Mill Lane Surgery")
    keys.write("Your job", "GP")
    looked_at(page)
    keys.press("Save and go on")
    page.set_input_files("#id_file", {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"What she can do"})
    keys.press("Add this file")
    assert "letter.txt" in page.content()
    looked_at(page)
    picture(page, "refer_files")
    keys.press("Go on to check your answers", role="button")
    looked_at(page)
    picture(page, "refer_check")
    keys.press("Send the referral")
    assert page.get_by_role("heading", level=1).inner_text() == "We have your referral"
    looked_at(page)
    picture(page, "refer_sent")
    found = Referral.objects.get()
    assert found.reference in page.content() and not Draft.objects.exists()

    answered(small_page, live_server, found)

    page.goto(f"{live_server.url}/refer/")
    keys.press("Forget who I am")
    keys.press("See where a referral is", role="link")
    keys.write("Its reference", found.reference)
    keys.write("The email address you sent it from", GP)
    looked_at(page)
    keys.press("Show me the referral")
    keys.write("The six digits", code())
    keys.press("Go on")
    assert "What came of it" in page.content() and "dealt with it" in page.content()
    looked_at(page)
    picture(page, "refer_answered")
    found.refresh_from_db()
    assert found.feedback.read_at


def answered(page, live_server, found: Referral) -> None:
    """The worker, on a small screen: reads it, finds Ivy, says what happens, tells the referrer."""
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/referrals/{found.pk}/")
    assert "letter.txt" in page.content()
    axe(page)
    picture(page, "referral_desk_small")
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("link", name="Find the person").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="It is about this person").click()
    page.get_by_role("link", name="What happens?").click()
    page.get_by_label("We are working with them already").check()
    page.get_by_label("What was agreed").fill("The north team sees her on Thursday")
    page.get_by_role("button", name="Save what happens").click()
    page.get_by_role("link", name="Tell the referrer").click()
    assert page.get_by_label("On their page, which they open with a code").is_checked()
    axe(page)
    picture(page, "referral_tell_small")
    page.get_by_role("button", name="Tell them and close").click()
    page.wait_for_load_state()
    mail = Notification.objects.filter(title__startswith="There is an answer").get()
    assert "Ivy" not in mail.title + mail.words and "Thursday" not in mail.words
    axe(page)


def test_without_scripts_too_and_with_fear_of_harm(ivy, no_script_page, live_server):
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


def test_a_stranger_with_the_reference_and_the_link_learns_nothing(council, page, live_server):
    from alongside.front_door.referrals import actions

    with acting(why="test"):
        found = actions.record(by=None, channel="online", about_name="Ivy Broadbent", referrer_name="Dr Aziz",
                               referrer_email=GP, reason="Low")
    page.goto(f"{live_server.url}/refer/sent/{found.key}/")
    page.get_by_label("Your email address at work").fill("stranger@charity.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The six digits").fill(code())
    page.get_by_role("button", name="Go on").click()
    assert "Ivy" not in page.content() and found.reference not in page.content()
    looked_at(page)
    page.goto(f"{live_server.url}/refer/find/")
    page.get_by_label("Its reference").fill(found.reference)
    page.get_by_role("button", name="Show me the referral").click()
    assert "We have no referral with this reference from your address" in page.content()
    assert "Ivy" not in page.content()
    looked_at(page)
