"""Given a library volunteer and a hub, when people come in, then time to talk is booked and nobody goes alone."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.front_door.access_points.models import Accompaniment, ConcernHeard, HelpGiven, Question
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.bookings.tests.factories import hours, open_day
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.front_door.directory.tests.factories import service, terms
from tests.browser import SMALL, WIDE, axe, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def westmere(council):
    hours(council.users["front_door_worker"], open_day(), starts=time(10), ends=time(13))
    terms()
    service("Gentle gardening club", goes_with_you=True, days="TH", opens="10:00", closes="12:00",
            summary="Slow gardening together. We can go with you the first time.")
    service("Hospice shop helper", about=("volunteering",), summary="A charity shop that wants volunteers")
    return council


def look(page, name: str) -> None:
    """Wide and on a telephone, each without a fault."""
    for size in (WIDE, SMALL):
        page.set_viewport_size(size)
        axe(page)
        picture(page, f"{name}_{size['width']}")
    page.set_viewport_size(WIDE)


def at_the_desk(page, keys, live_server, persona: str, where: str) -> None:
    sign_in(page, live_server, persona)
    page.goto(f"{live_server.url}/desk/")
    page.get_by_label(where).focus()
    page.keyboard.press("Space")
    keys.press("Go to the desk")
    page.get_by_role("heading", name=where, level=1).wait_for()


def test_a_library_volunteer_books_a_planning_session(westmere, page, keys, live_server):
    """By keyboard, for Mrs Jones, who does not use a computer."""
    at_the_desk(page, keys, live_server, "access_point_volunteer", "Mill Lane library")
    look(page, "desk_of_a_volunteer")
    keys.press("Help somebody look", role="link")
    keys.write("What are they looking for?", "She would like to volunteer in a charity shop")
    keys.press("Begin to look")
    keys.press("Put on their list")
    look(page, "desk_looking")
    page.get_by_label("They booked time to talk").focus()
    page.keyboard.press("Space")
    keys.press("End it here")
    page.get_by_role("heading", name="Book time to talk").wait_for()
    page.get_by_text("Nobody has time there").wait_for()
    keys.press("At Mill Lane hub", role="link")
    look(page, "desk_time_to_talk")
    keys.press("Book this time")
    page.get_by_role("link", name="Write their name").wait_for()
    axe(page)
    page.get_by_role("radio").nth(1).focus()
    page.keyboard.press("Space")
    keys.write("Their name", "Edna Jones")
    keys.write("Their telephone number", "07700 900123")
    keys.write("What would they like to talk about?", "Getting out since her husband died")
    keys.press("Book this time")
    page.get_by_text("The front door has it").wait_for()
    axe(page)
    session = PlanningSession.objects.get()
    assert (session.about_name, session.through, session.place) == ("Edna Jones", "facilitator", "Mill Lane hub")
    assert (HelpGiven.objects.get().outcome, AssessmentOffer.objects.count()) == ("session", 0)
    # And at the front door it waits to be matched
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/duty/")
    page.get_by_text("Booked session: for whom?").wait_for()
    axe(page)
    page.goto(f"{live_server.url}/desk/planning-sessions/{session.pk}/")
    look(page, "session_of_nobody_yet")
    keys.press("Find the person", role="link")
    page.get_by_text("Nobody on our records matches").wait_for()
    axe(page)


def test_at_the_desk_without_scripts(westmere, no_script_page, live_server):
    """The markup that axe has seen above, on a library's old computer: every step is a link or a form."""
    page = no_script_page
    sign_in(page, live_server, "access_point_volunteer")
    page.goto(f"{live_server.url}/desk/")
    page.get_by_label("Mill Lane library").check()
    page.get_by_role("button", name="Go to the desk").click()
    page.get_by_role("link", name="Help somebody look").click()
    page.get_by_label("What are they looking for?").fill("She would like to volunteer in a charity shop")
    page.get_by_role("button", name="Begin to look").click()
    page.get_by_role("button", name="Put on their list").first.click()
    page.get_by_label("They booked time to talk").check()
    page.get_by_role("button", name="End it here").click()
    page.get_by_role("link", name="At Mill Lane hub").click()
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Book this time").click()
    assert page.get_by_role("link", name="Write their name").is_visible()
    page.get_by_label("Their name").fill("Edna Jones")
    page.get_by_label("Their telephone number").fill("07700 900123")
    page.get_by_label("What would they like to talk about?").fill("Getting out since her husband died")
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Book this time").click()
    assert page.get_by_text("The front door has it").is_visible()
    assert PlanningSession.objects.get().about_name == "Edna Jones"
    assert (HelpGiven.objects.get().outcome, AssessmentOffer.objects.count()) == ("session", 0)


def test_the_gardening_club_from_the_hub(westmere, page, keys, live_server):
    """Mr Smith stopped going out after a stroke: somebody meets him at home, takes the bus with him, and stays."""
    at_the_desk(page, keys, live_server, "access_point_facilitator", "Mill Lane hub")
    keys.press("Company for a first time", role="link")
    keys.write("What shall we look for?", "gardening")
    keys.press("Look", exact=True)
    page.get_by_text("Goes with you").wait_for()
    look(page, "desk_company")
    keys.press("Gentle gardening club", role="link")
    keys.write("The name to ask for", "Mr Smith")
    keys.pick("Who goes with them?", "Idris Coker")
    keys.day("Which day?", 2)
    keys.write("When do they meet?", "9.30")
    keys.write("Where do they meet?", "At his home, 4 Weir Street")
    look(page, "desk_arrange_company")
    keys.press("Arrange it")
    page.get_by_text("is reminded the day before").wait_for()
    look(page, "desk_company_arranged")
    Accompaniment.objects.update(on_day=timezone.localdate() - timedelta(days=1))
    # When the day has come, he who went along says how it was
    at_the_desk(page, keys, live_server, "access_point_volunteer", "Mill Lane library")
    keys.press("Mr Smith, Gentle gardening club", role="link")
    for asked in ("Did you meet them?", "Did you go there together?", "Were you there with them the first time?"):
        keys.choose(asked, "Yes")
    keys.choose("What happens now?", "They go by themselves now")
    keys.write("How was it, in their words?", "I dug a whole bed, and two of them know my brother")
    look(page, "desk_how_it_went")
    keys.press("Write it down")
    page.get_by_text("They go by themselves now").wait_for()
    one = Accompaniment.objects.get()
    assert (one.met, one.went, one.stayed, one.outcome) == (True, True, True, "goes_on")
    assert not AssessmentOffer.objects.exists() and not PlanningSession.objects.exists()


def test_a_question_goes_out_and_comes_back_and_a_worry_is_passed_on(westmere, page, keys, live_server):
    at_the_desk(page, keys, live_server, "access_point_volunteer", "Mill Lane library")
    keys.press("Ask a professional", role="link")
    keys.choose("Whom do you ask?", "An occupational therapist")
    keys.write("What do you ask?", "She asks for a bath board. May we lend one?")
    look(page, "desk_ask")
    keys.press("Ask", exact=True)
    page.get_by_text("Asked. The answer").wait_for()
    keys.press("Worried that somebody is being hurt?", role="link")
    look(page, "desk_worried")
    keys.choose("Is somebody in danger now?", "No")
    keys.write("Who may be being hurt?", "Winnie Downton")
    keys.write("What did you see or hear?", "£50 each time for the windows")
    keys.write("Who told you, and how are they to them?", "Her daughter, Ann")
    keys.choose("Have you told them that you pass this on?", "Yes")
    keys.press("Pass it on now")
    page.get_by_text("It is with the safeguarding team").wait_for()
    look(page, "desk_passed_on")
    sign_in(page, live_server, "occupational_therapist")
    page.goto(f"{live_server.url}/desk/access-points/questions/")
    look(page, "questions_from_desks")
    keys.press("Answer Mill Lane library", role="link")
    keys.write("Your answer", "Not from the desk: I ring her today")
    keys.choose("What is it?", "We take it on from here")
    look(page, "question_to_answer")
    keys.press("Send the answer")
    page.get_by_text("Answered.").first.wait_for()
    assert Question.objects.get().kind == "taken_on"
    sign_in(page, live_server, "safeguarding_lead")
    page.goto(live_server.url + reverse("enquiries:queue"))
    page.get_by_text("A concern was heard at Mill Lane library").first.wait_for()
    page.goto(live_server.url + reverse("access_points:concern", args=[ConcernHeard.objects.get().pk]))
    look(page, "concern_of_a_desk")
