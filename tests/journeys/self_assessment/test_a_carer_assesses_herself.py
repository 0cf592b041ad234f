"""Given a carer awake at night, when she begins her own assessment and comes back next day by a code, then a worker
finishes it with her and retypes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.conversations.tests.factories import somebody
from alongside.front_door.self_assessment.models import Sent, Started
from alongside.front_door.self_assessment.tests.care_act_factories import CARER_ANSWERS
from alongside.people.people.search import refresh_search
from alongside.rules.eligibility_carer import OUTCOMES
from tests.browser import axe, fits, picture, sign_in
from tests.journeys.assessment.steps import choose, day, next_part, press, write

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


def fill(page: Any, said: dict[str, Any]) -> None:
    """Everything this page asks that she has an answer to, by keyboard where there is one."""
    names = page.eval_on_selector_all("form[data-saves-itself] [name]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        row, _, column = name.partition("-0-")
        value = said[row][0].get(column) if column and row in said else said.get(name)
        boxes = page.locator(f"form[data-saves-itself] [name='{name}']:not([type=hidden])")
        if value in (None, "") or not boxes.count():
            continue
        if boxes.first.evaluate("one => one.tagName") == "SELECT":
            boxes.first.select_option(value)
        elif boxes.first.get_attribute("type") in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                page.locator(f"form[data-saves-itself] [name='{name}'][value='{one}']").check()
        else:
            boxes.first.fill(str(value))


def answer_until(page: Any, there: str, said: dict[str, Any], each: Any = lambda: None) -> None:
    for _ in range(60):
        if f"/{there}/" in page.url:
            return
        fill(page, said)
        each()
        button = page.get_by_role("button", name="Go on", exact=True).last
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    raise AssertionError(f"{there} never came; at {page.url}")


def test_at_night_by_code_next_day_and_finished_by_a_worker(westmere, small_page, no_script_page, page, live_server):
    night, tomorrow = small_page, no_script_page
    # Given Joan, at night, on her telephone, in easy read
    night.goto(f"{live_server.url}/")
    night.get_by_role("link", name="Check what help you could get as a carer").click()
    axe(night)
    picture(night, "own_carer_start_390")
    night.get_by_role("button", name="Easy read").click()
    night.get_by_role("button", name="Begin").click()
    assert "Is somebody in danger now?" in night.inner_text("main")
    axe(night)
    picture(night, "own_carer_easy_390")
    seen = iter(range(100))
    answer_until(night, "going-on-caring", AT_NIGHT, lambda: axe(night) if next(seen) % 3 == 0 else fits(night))
    fill(night, AT_NIGHT)
    night.get_by_role("button", name="Save and come back later").click()
    night.get_by_label("Your email address or mobile number").fill("joan@post.example")
    night.get_by_role("button", name="Save it").click()
    assert "It is saved" in night.inner_text("main")
    # When she comes back next day on another computer, without scripts, by a code
    tomorrow.goto(f"{live_server.url}/help-me-work-it-out/where-it-is/")
    tomorrow.get_by_label("Your email address or mobile number").fill("joan@post.example")
    tomorrow.get_by_role("button", name="Send me a code").click()
    tomorrow.get_by_label("The six digits").fill(OneTimeCode.objects.latest("pk").digits)
    tomorrow.get_by_role("button", name="Go on", exact=True).click()
    tomorrow.get_by_role("button", name="Easy read").click()
    tomorrow.get_by_role("button", name="Go on with it").click()
    answer_until(tomorrow, "check-your-answers", AT_NIGHT)
    assert CARER_ANSWERS["what_they_do"] in tomorrow.inner_text("main")
    tomorrow.get_by_role("link", name="Show me what may help").click()
    found = tomorrow.inner_text("main")
    assert "you may well be entitled to support as a carer" in found and "This is not a decision" in found
    assert "not eligible" not in found.lower()
    picture(tomorrow, "own_carer_may_mean")
    tomorrow.get_by_role("link", name="No, send it to you").click()
    answer_until(tomorrow, "check-and-send", AT_NIGHT)
    tomorrow.get_by_role("button", name="Send it").click()
    sent = Sent.objects.get()
    assert sent.number in tomorrow.inner_text("main") and not Started.objects.exists()
    # Then a front-door worker finds whose record it belongs on, and it is asked for
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/self-assessments/{sent.pk}/")
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("link", name="Find the person").first.click()
    page.get_by_label("Joan Pickering").check()
    page.get_by_role("button", name="It belongs to this person").click()
    axe(page)
    # And a social worker finishes it with her
    page.context.clear_cookies()
    sign_in(page, live_server, "social_worker")
    page.goto(f"{live_server.url}/desk/assessments/?show=all")
    assert "Their own part is here" in page.inner_text("main")
    page.goto(f"{live_server.url}/desk/self-assessments/{sent.pk}/")
    press(page, page.get_by_role("link", name="Finish it with them"))
    assert sent.number in page.inner_text("main")
    assert page.locator("[name=cared_for_name]").input_value() == "Edith Pickering"
    axe(page)
    picture(page, "own_carer_worker_start")
    press(page, page.get_by_role("button", name="Start the assessment"))
    assert "They asked about an independent advocate" in page.inner_text("main")
    day(page, "met_on", sent.received_at.date())
    choose(page, "where", "home")
    choose(page, "method", "carer_only")
    choose(page, "alone", "yes")
    choose(page, "complex", "no")
    next_part(page)
    next_part(page)  # taking part: she has said
    assert "As they wrote it" in page.inner_text("main")
    assert page.locator("[name=hopes]").input_value() == CARER_ANSWERS["hopes"]
    axe(page)
    picture(page, "own_carer_worker_life")
    next_part(page)
    assert page.locator("[name=what_they_do]").input_value() == CARER_ANSWERS["what_they_do"]
    next_part(page)
    next_part(page)
    axe(page)
    picture(page, "own_carer_worker_outcomes")
    next_part(page)
    choose(page, "self_able", "yes")
    choose(page, "advocate_offered", "declined")
    write(page, "information_shared", "Her last assessment, and the carers’ booklet")
    choose(page, "answers_reflect", "yes")
    write(page, "assured_how", "Read through it with her at her kitchen table")
    axe(page)
    picture(page, "own_carer_worker_made_sure")
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
    axe(page)
    assert not page.locator(".govuk-error-summary").count(), page.locator(".govuk-error-summary").inner_text()
    press(page, page.get_by_role("button", name="Sign the assessment"))
    assessment = CarersAssessment.objects.get(sent=sent)
    assert assessment.signed_at, page.inner_text("main")
    answers = assessment.response.answers
    assert {key: answers[key] for key in OWN_WORDS} == {key: CARER_ANSWERS[key] for key in OWN_WORDS}
    assert answers["recreation_hard"] == CARER_ANSWERS["recreation_own_words"]
    assert "easy read" in answers["communication"]
