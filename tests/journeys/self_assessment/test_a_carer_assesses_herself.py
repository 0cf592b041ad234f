"""Given a carer awake at night, when she begins her own assessment and comes back next day by a code, then a worker
finishes it with her and retypes nothing."""

from __future__ import annotations

import pytest

from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.conversations.tests.factories import somebody
from alongside.front_door.self_assessment.models import Sent, Started
from alongside.front_door.self_assessment.tests.care_act_factories import CARER_ANSWERS
from alongside.people.people.search import refresh_search
from alongside.rules.eligibility_carer import OUTCOMES
from tests.browser import expect, sign_in
from tests.journeys.assessment.steps import choose, day, next_part, press, write
from tests.journeys.self_assessment.next_day import a_day_goes_by

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AT_NIGHT = {
    **CARER_ANSWERS, **{f"{key}_own": "well" for key in OUTCOMES if f"{key}_own" not in CARER_ANSWERS},
    "own_advocate": "maybe", "who": "carer", "your_name": "Joan Pickering", "telephone": "07700 900417", "agree": "yes",
}
OWN_WORDS = ("what_they_do", "limits", "health_how", "contingency_plan", "after_me", "break_wanted")


@pytest.fixture
def westmere(transactional_db):
    council = ensure_demo_council()
    joan = somebody("Joan", "Pickering")
    refresh_search([joan.pk])
    return council


def test_at_night_by_code_next_day_and_finished_by_a_worker(westmere, visitor, live_server):
    page = visitor.page
    # Given Joan, at night, in easy read
    page.goto(f"{live_server.url}/")
    visitor.go("Check what help you could get as a carer", role="link")
    visitor.look("own_carer_start")
    visitor.go("Easy read")
    visitor.go("Begin")
    visitor.sees("Is somebody in danger now?")
    visitor.look("own_carer_easy")
    visitor.answer_until("going-on-caring", AT_NIGHT, visitor.look)
    visitor.answer(AT_NIGHT)
    visitor.go("Save and come back later")
    visitor.write("Your email address or mobile number", "joan@post.example")
    visitor.go("Save it")
    visitor.sees("It is saved")
    # When she comes back next day on another computer, by a code
    visitor.another_day()
    a_day_goes_by()
    page.goto(f"{live_server.url}/help-me-work-it-out/where-it-is/")
    visitor.write("Your email address or mobile number", "joan@post.example")
    visitor.go("Send me a code")
    visitor.write("The six digits", OneTimeCode.objects.latest("pk").digits)
    visitor.go_on()
    visitor.go("Easy read")
    visitor.go("Go on with it")
    visitor.answer_until("check-your-answers", AT_NIGHT, visitor.look)
    visitor.sees(CARER_ANSWERS["what_they_do"])
    visitor.look("own_carer_check")
    visitor.go("Show me what may help", role="link")
    visitor.sees("you may well be entitled to support as a carer", "This is not a decision")
    assert "not eligible" not in page.inner_text("main").lower()
    visitor.look("own_carer_may_mean")
    visitor.go("No, send it to you", role="link")
    visitor.answer_until("check-and-send", AT_NIGHT, visitor.look)
    visitor.look("own_carer_send")
    visitor.go("Send it")
    sent = Sent.objects.get()
    visitor.sees(sent.number)
    assert not Started.objects.exists()
    # Then a front-door worker finds whose record it belongs on, and it is asked for
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/self-assessments/{sent.pk}/")
    visitor.go("I have read it")
    visitor.go("Find the person", role="link")
    visitor.tick("Joan Pickering")
    visitor.go("It belongs to this person")
    visitor.look()
    # And a social worker finishes it with her
    page.context.clear_cookies()
    sign_in(page, live_server, "social_worker")
    page.goto(f"{live_server.url}/desk/assessments/?show=all")
    visitor.sees("Their own part is here")
    page.goto(f"{live_server.url}/desk/self-assessments/{sent.pk}/")
    visitor.go("Finish it with them", role="link")
    visitor.sees(sent.number)
    expect(page.locator("[name=cared_for_name]")).to_have_value("Edith Pickering")
    visitor.look("own_carer_worker_start")
    visitor.go("Start the assessment")
    visitor.sees("They asked about an independent advocate")
    day(page, "met_on", sent.received_at.date())
    choose(page, "where", "home")
    choose(page, "method", "carer_only")
    choose(page, "alone", "yes")
    choose(page, "complex", "no")
    next_part(page)
    next_part(page)  # taking part: she has said
    visitor.sees("As they wrote it")
    expect(page.locator("[name=hopes]")).to_have_value(CARER_ANSWERS["hopes"])
    visitor.look("own_carer_worker_life")
    next_part(page)
    expect(page.locator("[name=what_they_do]")).to_have_value(CARER_ANSWERS["what_they_do"])
    next_part(page)
    next_part(page)
    visitor.look("own_carer_worker_outcomes")
    next_part(page)
    choose(page, "self_able", "yes")
    choose(page, "advocate_offered", "declined")
    write(page, "information_shared", "Her last assessment, and the carers’ booklet")
    choose(page, "answers_reflect", "yes")
    write(page, "assured_how", "Read through it with her at her kitchen table")
    visitor.look("own_carer_worker_made_sure")
    next_part(page)
    choose(page, "significant_impact", "yes")
    next_part(page)
    next_part(page)
    choose(page, "information_given", "no")
    next_part(page)
    write(page, "assessor_view", "A sitter on choir night, and a lifting course")
    choose(page, "views_differ", "no")
    write(page, "prevent", "A back check at the surgery")
    press(page, page.get_by_role("button", name="Finish: check and sign"))
    visitor.look()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    press(page, page.get_by_role("button", name="Sign the assessment"))
    assessment = CarersAssessment.objects.get(sent=sent)
    assert assessment.signed_at, page.inner_text("main")
    answers = assessment.response.answers
    assert {key: answers[key] for key in OWN_WORDS} == {key: CARER_ANSWERS[key] for key in OWN_WORDS}
    assert answers["recreation_hard"] == CARER_ANSWERS["recreation_own_words"]
    assert "easy read" in answers["communication"]
