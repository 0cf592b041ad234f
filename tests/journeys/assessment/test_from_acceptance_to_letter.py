"""Given somebody who accepted an assessment, when she is assessed and decided about, then she is told in writing."""

from __future__ import annotations

import pytest

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.questionnaires.sections.outcomes import TITLES
from alongside.care_management.eligibility.models import Determination
from alongside.foundation.work.models import Task
from tests.browser import axe, picture, sign_in
from tests.journeys.assessment.steps import choose, day, next_part, press, write

pytest_plugins = ["tests.browser"]
pytestmark = pytest.mark.journey


def assess_and_decide(page, live_server, westmere, *, look=lambda name: None):
    """The whole journey, by keyboard."""
    edith = westmere.edith
    # Given that she accepted an assessment, it is on the list with the day she was promised
    sign_in(page, live_server, "social_worker")
    page.goto(f"{live_server.url}/desk/assessments/?show=all")
    assert "Edith Calloway" in page.inner_text("main") and "Accepted, not begun" in page.inner_text("main")
    look("board")
    # When her social worker starts it
    page.goto(f"{live_server.url}/desk/people/{edith.pk}/assessments/")
    look("tab-empty")
    press(page, page.get_by_role("link", name="Start an assessment", exact=True).last)
    look("start")
    choose(page, "depth", "short")
    press(page, page.get_by_role("button", name="Start the assessment"))
    # Then who took part comes first
    day(page, "met_on", westmere.today)
    choose(page, "where", "home")
    choose(page, "method", "service_user_only")
    choose(page, "carer_present", "no")
    choose(page, "children", "no")
    choose(page, "complex", "no")
    look("write-who")
    next_part(page)
    choose(page, "difficulties", "none")
    choose(page, "capacity_doubt", "no")
    look("write-taking-part")
    next_part(page)
    # And what the record knows is there, with where it came from
    assert "My kitchen is where everybody ends up" in page.locator("[name=matters]").input_value()
    assert "Ran the chapel lunch" in page.locator("[name=strengths]").input_value()
    assert "Joan Pickering" in page.locator("[name=networks]").input_value()
    assert "From the strengths on their page" in page.inner_text("body")
    write(page, "hopes", "To cook Sunday dinner again")
    look("write-strengths")
    next_part(page)
    choose(page, "impairment", "yes")
    save_if_needed(page, "impairment_what")
    write(page, "impairment_what", "A stroke in March: the left arm and leg are weak")
    page.locator("select[name=primary_support_reason]").select_option("physical_personal_care")
    choose(page, "fluctuates", "no")
    next_part(page)
    for key in TITLES:
        choose(
            page,
            f"{key}_able",
            {"nutrition": "unable", "personal_hygiene": "unable", "caring_for_child": "not_applicable"}.get(
                key, "able"
            ),
        )
    save_if_needed(page, "nutrition_ways")
    choose(page, "nutrition_ways", "needs_assistance")
    write(page, "nutrition_hard", "She cannot lift a pan or open a tin")
    choose(page, "personal_hygiene_ways", "takes_longer")
    write(page, "personal_hygiene_hard", "Washing takes the whole morning")
    look("write-outcomes")
    next_part(page)
    choose(page, "impact_dignity", "significant")
    choose(page, "significant_impact", "yes")
    save_if_needed(page, "impact_dignity_why")
    write(page, "impact_dignity_why", "She will not see people before noon")
    write(page, "significant_impact_why", "She has stopped going out, and it is people that she lives for")
    look("write-wellbeing")
    next_part(page)
    assert page.locator("[name='carers-0-who']").input_value() == "Joan Pickering"
    write(page, "if_carer_stops", "The chapel would ring us; meals for a week from the freezer")
    look("write-help")
    next_part(page)
    choose(page, "abuse_or_neglect", "no")
    next_part(page)
    write(page, "their_view", "I want my kitchen back, not somebody else in it.")
    write(page, "assessor_view", "A perching stool, one-handed tools and help to wash three mornings would do it.")
    choose(page, "views_differ", "no")
    write(page, "prevent", "Stroke club on Thursdays at Mill Lane. A perching stool and one-handed tools to try.")
    look("write-in-sum")
    press(page, page.get_by_role("button", name="Finish: check and sign"))
    # And she checks everything and signs
    assert "She cannot lift a pan or open a tin" in page.inner_text("main")
    look("check")
    press(page, page.get_by_role("button", name="Sign the assessment"))
    assessment = Assessment.objects.get(subject=edith)
    assert assessment.signed_by == westmere.amara
    look("signed")
    # When eligibility is decided, the facts and the rule are on the page
    press(page, page.get_by_role("link", name="Decide eligibility"))
    assert "unable to achieve 2 outcomes" in page.inner_text("main")
    write(
        page, "reasons", "You cannot cook or wash alone since your stroke, and it keeps you from the people you love."
    )
    look("decide")
    press(page, page.get_by_role("button", name="Decide", exact=True))
    choose(page, "nutrition_answer", "duty")
    write(page, "nutrition_reasons", "Nobody else can help at midday, and you want to cook yourself.")
    choose(page, "personal_hygiene_answer", "met_by_carer")
    write(page, "personal_hygiene_reasons", "Joan helps you in the mornings and wants to go on.")
    choose(page, "residence", "here")
    look("needs")
    press(page, page.get_by_role("button", name="Save what is decided"))
    look("letter-advice")
    press(page, page.get_by_role("button", name="Write the letter"))
    # Then the letter says it in plain words
    said = page.inner_text("main")
    assert "you meet the national criteria" in said and "Stroke club on Thursdays" in said
    look("letter")
    determination = Determination.objects.get(subject=edith)
    assert determination.letter.source == f"eligibility.determination:{determination.pk}"
    # And somebody is to write the plan by a day
    plan = Task.objects.open().get(subject=edith, kind="plan_to_write")
    assert plan.owner == westmere.amara and plan.due_on
    page.goto(f"{live_server.url}/desk/people/{edith.pk}/eligibility/{determination.pk}/")
    look("decided")
    page.goto(f"{live_server.url}/desk/people/{edith.pk}/assessments/")
    look("tab")


def save_if_needed(page, key):
    """Without scripts the questions that an answer brings come when the page is saved."""
    if not page.locator(f"[name='{key}']").first.is_visible():
        press(page, page.get_by_role("button", name="Save and stay here"))


def test_from_acceptance_to_letter_by_keyboard(page, live_server, westmere):
    def look(name):
        axe(page)
        picture(page, f"assessment-{name}")

    assess_and_decide(page, live_server, westmere, look=look)


def test_from_acceptance_to_letter_without_scripts(no_script_page, live_server, westmere):
    assess_and_decide(no_script_page, live_server, westmere)
