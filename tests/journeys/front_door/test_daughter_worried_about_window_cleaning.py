"""Given a daughter rings about £50 window cleaning, when we listen, then safeguarding decides and she hears."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import AssessmentOffer, Conversation, RaisedConcern
from alongside.people.about_me import actions as about_me
from alongside.people.circumstances import actions as circumstances
from alongside.people.people.tests.factories import nhs_number, person
from alongside.people.relationships import actions as relationships
from alongside.safeguarding.enquiries.models import Concern
from tests.browser import axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enid(council):
    """Somebody the council knows a little already, so that nobody asks twice."""
    from alongside.people.people import actions

    by = council.users["front_door_worker"]
    one = person("Enid", "Pollard", date_of_birth=date(1939, 5, 11), by=by, home_telephone="01632 960188",
                 nhs_number=nhs_number(73163), address=actions.HomeAddress(line_1="9 Loom Court", postcode="WM2 3AB"))
    about_me.write_down(subject=one.subject, topic="matters", words="My own front door, and no fuss.", by=by)
    circumstances.record(subject=one.subject, kind="lives_alone", code="yes", by=by, since=date(2023, 1, 4))
    relationships.record(subject=one.subject, kind="child", name="Denise Pollard", words="Rings on Sundays", by=by,
                         may_be_told="yes")
    return one.subject


def test_a_concern_goes_to_safeguarding_and_the_caller_knows_what_happens(page, keys, live_server, enid):
    # Given the daughter is on the telephone
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("desk:person", args=[enid.pk]))
    keys.press("Start a conversation")
    page.get_by_role("heading", name="What has happened, and is anyone unsafe now?").wait_for()
    axe(page)
    picture(page, "conversation_begun")
    # When she says what worries her
    keys.choose("Is anyone unsafe now?", "Not now, but something is worrying")
    keys.write("In their words", "“A man does Mum’s windows and takes £50 every time. She has nothing left.”")
    keys.pick("Who got in touch?", "Family")
    keys.write("Their name, if it was somebody else", "Denise Pollard")
    keys.pick("How did they reach us?", "Telephone")
    keys.pick("What brought them to the council?", "Community or other route")
    keys.write("What they do, enjoy and are good at", "Enid cooks for herself. She plays whist on Thursdays. "
               "I'll ring Denise back by tomorrow.")
    page.get_by_text("That sounds like a promise.").wait_for()
    page.get_by_text("on the server").wait_for()
    picture(page, "conversation_promise_noticed")
    keys.press("Keep it", exact=True)
    page.get_by_text("Promised in this talk").wait_for()
    picture(page, "conversation_kept")
    page.get_by_role("button", name="Still true Matters to them").press("Enter")
    page.get_by_text("Still true, said today").wait_for()
    axe(page)
    picture(page, "conversation")
    keys.choose("Is anyone unsafe now?", "Yes, someone is unsafe now")
    page.get_by_text("life at risk, ring 999 now").wait_for()
    picture(page, "conversation_unsafe")
    # Then a concern is raised in the same call, and Denise hears what happens next
    keys.press("Raise a safeguarding concern")
    keys.choose("Is the adult in danger now?", "No")
    keys.choose("What kind of abuse or neglect?", "Financial or material abuse")
    keys.write("What has happened or is feared?", "A man washes the windows and asks for £50 each visit.")
    keys.write("How much money?", "50")
    keys.pick("Who told us?", "Family")
    keys.choose("Have they been asked?", "No, they could not be reached yet")
    axe(page)
    picture(page, "concern")
    keys.press("Raise the concern")
    page.get_by_role("link", name="Write what you told them happens next").wait_for()
    keys.write("What you said happens next", "The safeguarding team looks at it by tomorrow and rings Enid first.")
    keys.press("Raise the concern")
    page.get_by_text("The concern is with the safeguarding team").wait_for()
    keys.choose("Is anyone unsafe now?", "Not now, but something is worrying")
    # And the talk cannot end as information alone: the concern stands among what happens now
    keys.press("Next: who is around")
    page.get_by_role("heading", name="What is hard?").wait_for()
    axe(page)
    picture(page, "conversation_around")
    keys.press("Next: what we agreed")
    page.get_by_role("heading", name="Would an assessment help?").wait_for()
    axe(page)
    picture(page, "conversation_agreed")
    keys.choose("Does it seem that this person may need care and support?", "No")
    keys.write("In one line, what was this about?", "Daughter worried about £50 window cleaning")
    page.get_by_text("on the server").wait_for()
    keys.press("Finish the conversation")
    page.get_by_role("heading", name="What happens now").wait_for()
    expect(page.get_by_text("Safeguarding concern raised").first).to_be_visible()
    axe(page)
    picture(page, "conversation_read")
    raised = RaisedConcern.objects.get()
    assert (raised.kinds, str(raised.amount)) == (["financial"], "50.00")
    assert not AssessmentOffer.objects.exists()

    # When the safeguarding lead takes it
    sign_in(page, live_server, "safeguarding_lead")
    page.goto(live_server.url + reverse("enquiries:queue"))
    page.get_by_role("heading", name="Safeguarding concerns").wait_for()
    axe(page)
    picture(page, "safeguarding_queue")
    keys.press("Take it Enid Pollard")
    page.get_by_role("heading", name="As it was raised").wait_for()
    for question in ("Does the adult have needs for care and support?", "Are they experiencing, or at risk of, abuse",
                     "Are they unable to protect themselves"):
        keys.choose(question, "Yes")
    keys.choose("What do you decide?", "An enquiry begins (section 42)")
    keys.write("Why?", "She is frail, frightened of the man and cannot refuse him.", exact=True)
    axe(page)
    picture(page, "concern_decide")
    keys.press("Record the decision")
    page.get_by_text("Decided by").wait_for()
    axe(page)
    picture(page, "concern_decided")
    assert Concern.objects.get().decision == "enquiry"
    assert not Task.objects.open().filter(kind="safeguarding_concern").exists()

    # Then whoever took the call can tell Denise
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("conversations:read", args=[enid.pk, Conversation.objects.get().pk]))
    expect(page.get_by_text("An enquiry has begun.")).to_be_visible()


def test_the_same_page_on_a_telephone(small_page, live_server, enid):
    page = small_page
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("desk:person", args=[enid.pk]))
    page.get_by_role("button", name="Start a conversation").press("Enter")
    page.get_by_role("heading", name="What has happened, and is anyone unsafe now?").wait_for()
    axe(page)
    picture(page, "conversation_390")
    page.goto(live_server.url + reverse("conversations:duty"))
    axe(page)
    picture(page, "duty_390")
