"""Given a man stopped going out after a stroke, when we listen, then a volunteer goes with him the first time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations.models import AssessmentOffer, Conversation
from alongside.people.people.tests.factories import person
from tests.browser import axe, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def leonard(council):
    return person("Leonard", "Achebe", by=council.users["front_door_worker"]).subject


def test_a_volunteer_goes_with_him_to_the_gardening_club(page, keys, live_server, leonard):
    # Given he rings himself
    sign_in(page, live_server, "front_door_worker")
    page.goto(live_server.url + reverse("desk:person", args=[leonard.pk]))
    keys.press("Start a conversation")
    keys.choose("Is anyone unsafe now?", "No")
    keys.write("In their words", "“I used to garden all day. Since the stroke I don’t trust my legs on the bus.”")
    keys.pick("Who got in touch?", "The person")
    keys.pick("How did they reach us?", "Community access point")
    keys.pick("What brought them to the council?", "Community or other route")
    keys.write("What they do, enjoy and are good at", "He grows prize dahlias.")
    keys.press("Next: who is around")
    page.get_by_role("heading", name="What is hard?").wait_for()
    page.locator("#question-people").get_by_label("Name", exact=True).focus()
    page.keyboard.type("Grace Achebe")
    keys.pick("Who they are to them", "Brother or sister")
    keys.press("Next: what we agreed")
    page.get_by_role("heading", name="Would an assessment help?").wait_for()
    # When a club wants members and somebody will go along
    keys.choose("Will a volunteer go with them the first time?", "Yes")
    keys.write("Where to?", "the gardening club at Mill Lane")
    keys.write("Which volunteer?", "Sunita")
    keys.day("Which day?", 5)
    keys.choose("Does it seem that this person may need care and support?", "No")
    keys.choose("Book a planning session?", "Yes")
    session = page.locator("#question-session_on")
    session.wait_for()
    keys.day("Which day?", 9)
    keys.write("What time?", "10.30")
    keys.write("How many minutes?", "75")
    keys.write("Where?", "Mill Lane hub", exact=True)
    keys.write("In one line, what was this about?", "Lost confidence to go out after a stroke")
    axe(page)
    # Then an hour is the most that is booked
    keys.press("Finish the conversation")
    page.get_by_role("link", name="75 minutes is too long").wait_for()
    axe(page)
    picture(page, "conversation_problem")
    keys.write("How many minutes?", "45")
    keys.press("Finish the conversation")
    page.get_by_role("heading", name="Promised").wait_for()
    axe(page)
    picture(page, "conversation_read_promises")
    # And three promises with a day stand where a service might have
    promises = list(Task.objects.filter(kind="promise").order_by("pk").values_list("title", flat=True))
    assert len(promises) == 3 and promises[0] == "Sunita meets them at home"
    assert PlanningSession.objects.get().minutes == 45
    assert not AssessmentOffer.objects.exists()
    assert Conversation.objects.get().national_outcome == "information_and_advice"
    # And his sister is kept among the people around him at a press
    keys.press("Keep Grace Achebe")
    page.get_by_text("Grace Achebe is among the people around").wait_for()
    page.goto(live_server.url + reverse("bookings:index"))
    axe(page)
    picture(page, "planning_sessions")
    page.goto(live_server.url + reverse("conversations:person", args=[leonard.pk]))
    axe(page)
    picture(page, "conversations_of_person")
