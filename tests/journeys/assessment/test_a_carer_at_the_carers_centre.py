"""Given a carer given to the carers' centre, when a worker there assesses her, then the council decides."""

from __future__ import annotations

import pytest

from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.carers.questionnaires.sections import TITLES
from alongside.foundation.work.models import Task
from tests.browser import axe, picture, sign_in
from tests.journeys.assessment.steps import choose, day, next_part, press, write

pytest_plugins = ["tests.browser"]
pytestmark = pytest.mark.journey


def test_a_carer_is_assessed_by_the_centre_and_decided_about_by_the_council(page, live_server, westmere):
    def look(name):
        axe(page)
        picture(page, f"carer-{name}")

    council, joan, edith = westmere.council, westmere.joan, westmere.edith
    # Given that the council gives Joan to the carers' centre
    sign_in(page, live_server, "social_worker")
    page.goto(f"{live_server.url}/desk/people/{joan.pk}/as-a-carer/start/")
    page.locator("select[name=cared_for]").select_option(str(edith.pk))
    page.locator("select[name=team]").select_option(str(council.teams["carers_centre"].pk))
    page.locator("[name=myself]").uncheck()
    look("start")
    press(page, page.get_by_role("button", name="Start the assessment"))
    assert "Westmere Carers Centre" in page.inner_text("main")
    look("given")
    assessment = CarersAssessment.objects.get(subject=joan)
    # When somebody at the centre signs in, she finds Joan, and nobody else
    page.context.clear_cookies()
    sign_in(page, live_server, "carers_centre_worker")
    assert page.goto(f"{live_server.url}/desk/people/{edith.pk}/").status == 404
    page.goto(f"{live_server.url}/desk/assessments/")
    assert "Joan Pickering" in page.inner_text("main")
    look("board")
    press(page, page.get_by_role("button", name="Take it on"))
    day(page, "met_on", westmere.today)
    choose(page, "where", "home")
    choose(page, "method", "carer_only")
    choose(page, "alone", "yes")
    choose(page, "complex", "no")
    look("who")
    next_part(page)
    choose(page, "difficulties", "none")
    next_part(page)
    write(page, "hopes", "Choir on Wednesdays, and one whole night")
    write(page, "strengths", "Patient, funny, knows every nurse by name")
    write(page, "networks", "Choir; two daughters in Northport")
    next_part(page)
    write(page, "adults_cared_for", "1")
    write(page, "what_they_do", "Meals, washing, company, the nights when Edith is afraid")
    choose(page, "hours", "20_to_49")
    choose(page, "necessary_care", "yes")
    choose(page, "willing", "yes")
    choose(page, "able", "part")
    press(page, page.get_by_role("button", name="Save and stay here"))
    write(page, "limits", "No lifting, and not every night")
    look("caring")
    next_part(page)
    choose(page, "health_deteriorating", "yes")
    write(page, "health_how", "Her back, and no whole night since May")
    next_part(page)
    for key in TITLES:
        choose(page, f"{key}_able", {"recreation": "unable", "caring_for_child": "not_applicable"}.get(key, "able"))
    choose(page, "recreation_ways", "needs_assistance")
    write(page, "recreation_hard", "Nobody sits with Edith on choir night")
    look("outcomes")
    next_part(page)
    choose(page, "significant_impact", "yes")
    write(page, "significant_impact_why", "She is worn out, and frightened of the winter")
    next_part(page)
    choose(page, "contingency", "agreed")
    write(page, "contingency_plan", "Her daughter comes the same night; the key is with the chapel")
    write(page, "after_me", "Her niece, perhaps; they have begun to talk")
    look("contingency")
    next_part(page)
    choose(page, "information_given", "yes")
    press(page, page.locator("button[name=add][value=information]")) if not page.locator(
        "[name='information-0-what']"
    ).count() else None
    write(page, "information-0-what", "Sitting service, and the carers’ choir")
    next_part(page)
    write(page, "their_view", "I want to go on, but not every night.")
    write(page, "assessor_view", "A sitter on Wednesdays and a moving-and-handling course")
    choose(page, "views_differ", "no")
    write(page, "prevent", "A back check at the surgery; the carers’ centre’s sleep course")
    press(page, page.get_by_role("button", name="Finish: check and sign"))
    look("check")
    press(page, page.get_by_role("button", name="Sign the assessment"))
    look("signed")
    assessment.refresh_from_db()
    assert assessment.information_given and assessment.signed_by == council.users["carers_centre_worker"]
    # Then the council has the decision on its list, and decides
    assert Task.objects.open().get(subject=joan, kind="eligibility").source == assessment.about
    page.context.clear_cookies()
    sign_in(page, live_server, "social_worker")
    page.goto(f"{live_server.url}/desk/people/{joan.pk}/as-a-carer/{assessment.pk}/eligibility/")
    write(page, "reasons", "You are worn out, and have not been to choir since spring.")
    look("decide")
    press(page, page.get_by_role("button", name="Decide", exact=True))
    choose(page, "recreation_answer", "duty")
    write(page, "recreation_reasons", "A sitter on Wednesday evenings")
    choose(page, "residence", "here")
    press(page, page.get_by_role("button", name="Save what is decided"))
    press(page, page.get_by_role("button", name="Write the letter"))
    assert "you meet the national criteria for support as a carer" in page.inner_text("main")
    assert Task.objects.open().get(subject=joan, kind="plan_to_write").title == "Write the support plan"
    assert CarersAssessment.objects.given_information().count() == 1
