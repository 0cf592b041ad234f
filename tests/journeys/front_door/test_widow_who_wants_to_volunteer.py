"""Given a GP refers a lonely widow, when we listen, then she finds a shop to help in and her GP hears."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.foundation.documents.models import Document
from alongside.foundation.notifications.models import Notification
from alongside.front_door.conversations.models import AssessmentOffer, Conversation, InformationGiven
from alongside.front_door.referrals import actions as referrals
from alongside.front_door.referrals.models import Referral
from alongside.people.agreements import actions as agreements
from alongside.people.people.search import refresh_search
from alongside.people.people.tests.factories import person
from tests.browser import axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edith(council):
    by = council.users["front_door_worker"]
    one = person("Edith", "Cartmell", date_of_birth=date(1953, 6, 2), by=by, home_telephone="01632 960211")
    today = date.today()
    agreements.record(subject=one.subject, purpose="health", what="What we agree", lawful_basis="consent", by=by,
                      how_given="spoken", starts_on=today, review_on=today.replace(year=today.year + 1),
                      with_whom=["Loom Street Surgery"])
    refresh_search([one.subject.pk])
    return one.subject


@pytest.fixture
def letter(council, edith):
    return referrals.record(
        by=council.users["business_support"], channel="letter", about_name="Edith Cartmell",
        about_date_of_birth="2 June 1953", referrer_name="Dr Kwame Boateng", referrer_role="GP",
        referrer_organisation="Loom Street Surgery", referrer_email="k.boateng@surgery.example", person_knows="yes",
        reason="Has come to see me often since her husband died. Nothing medical. Information prescription: "
               "bereavement, and volunteering near home.",
    )


def test_from_the_letter_to_the_shop_and_back_to_the_doctor(page, keys, live_server, council, edith, letter):
    # Given the letter stands unread on the duty board
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("conversations:duty"))
    axe(page)
    picture(page, "duty")
    keys.press("Take it Referral about Edith Cartmell")
    page.get_by_role("heading", name="Referral about Edith Cartmell").wait_for()
    axe(page)
    keys.press("I have read it")
    # When she is looked up before anybody adds her
    keys.press("Find the person", role="link")
    page.get_by_role("button", name="It is about this person").wait_for()
    axe(page)
    picture(page, "referral_match")
    keys.choose("may be meant", "Edith Cartmell")
    keys.press("It is about this person")
    picture(page, "referral")
    # And the talk is about what she is good at first
    keys.press("Talk with them")
    page.get_by_role("heading", name="What is going well?").wait_for()
    keys.choose("Is anyone unsafe now?", "No")
    keys.write("In their words", "“The house is so quiet. I was thirty years behind a till and I miss people.”")
    keys.pick("Who got in touch?", "The person")
    keys.pick("What brought them to the council?", "Community or other route")
    keys.write("What they do, enjoy and are good at", "Edith ran a shop for thirty years. She knits for the ward.")
    keys.write("What matters to me", "Being some use to somebody")
    keys.press("Next: who is around")
    page.get_by_role("heading", name="What is hard?").wait_for()
    keys.press("Next: what we agreed")
    page.get_by_role("heading", name="Would an assessment help?").wait_for()
    keys.write("What about", "Three charity shops near you that want volunteers", exact=True)
    keys.pick("How", "Looked up together")
    keys.write("On whose information prescription?", "Dr Kwame Boateng")
    # And a promise stands beside the form as soon as it is saved, while the page stays where it is
    keys.press("Add a promise")
    page.locator("#question-promises").get_by_label("What", exact=True).last.focus()
    page.keyboard.type("Ring about the first morning in the shop")
    keys.day("By when", 3)
    page.locator("#promised").get_by_text("Ring about the first morning in the shop").wait_for()
    keys.choose("Does it seem that this person may need care and support?", "No")
    keys.choose("What else happens now?", "Put in touch with community support")
    keys.write("In one line, what was this about?", "Wants to volunteer in a shop")
    picture(page, "conversation_agreed_filled")
    keys.press("Finish the conversation")
    page.get_by_role("heading", name="What they came away with").wait_for()
    axe(page)
    expect(page.get_by_text("information prescription of Dr Kwame Boateng, filled")).to_be_visible()
    # Then no assessment was opened, and the doctor hears before the referral closes
    assert not AssessmentOffer.objects.exists()
    assert InformationGiven.objects.get().prescribed_by == "Dr Kwame Boateng"
    assert Conversation.objects.get().national_outcome == "information_and_advice"
    page.goto(live_server.url + reverse("referrals:read", args=[letter.pk]))
    keys.press("What happens?", role="link")
    page.get_by_role("button", name="Save what happens").wait_for()
    axe(page)
    picture(page, "referral_settle")
    keys.press("Save what happens")
    page.get_by_role("link", name="Tell the referrer").wait_for()
    keys.press("Tell the referrer", role="link")
    page.get_by_text("What was agreed may be told.").wait_for()
    axe(page)
    picture(page, "referral_tell")
    keys.choose("How are they told?", "By email, sent from here")  # he wrote a letter, and is answered by one
    keys.press("Tell them and close")
    page.get_by_text("The referrer has been told").wait_for()
    axe(page)
    picture(page, "referral_closed")
    assert Referral.objects.get().closed_at
    page.get_by_role("link", name="The letter", exact=True).press("Enter")
    page.get_by_text("We talked with the person").first.wait_for()
    expect(page.get_by_text("community support").first).to_be_visible()
    axe(page)
    picture(page, "referral_letter")
    letter = Document.objects.get(addressee="Dr Kwame Boateng")
    assert Notification.objects.get(to_name="Dr Kwame Boateng").attachment == letter.file
