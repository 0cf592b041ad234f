"""Given Winnie's needs are decided, when Amara writes her plan with her, then it is signed off and reviewed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.care_management.plans.models import Plan
from alongside.care_management.reviews.models import Review
from tests.browser import axe, expect, picture, sign_in

from .conftest import Keys

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def write_the_plan(keys: Keys, seven_weeks_ago, *, scripts: bool = True) -> None:
    page = keys.page
    keys.press("Start writing")
    page.get_by_role("heading", name="What matters, and what is strong").wait_for()
    see(page, "plan_matters", scripts)
    # Strengths come from her page, filled in; without them no service can be written down
    keys.write("The people, places and groups around them", "")
    keys.press("Next: outcome 1")
    page.get_by_text("Services come last.").wait_for()
    expect(page.get_by_role("button", name="Add a service")).to_have_count(0)
    see(page, "plan_services_wait", scripts)
    keys.press("Write them now")
    keys.write("The people, places and groups around them", "Chidi, her son, rings nightly. Jean next door has a key.")
    keys.press("Next: outcome 1")
    keys.write("What they want, in their own words", "I want unhurried mornings")
    keys.write("In two or three words", "washing, dressing")
    keys.choose("Which needs does it answer?", "Managing and maintaining nutrition")
    line(keys, "around_1", "Whose", "What I do myself", "Makes her own breakfast", "Winnie", "Daily")
    line(
        keys,
        "services_1",
        "How is it arranged",
        "Arranged by the council",
        "Unhurried mornings",
        "Larkfield Homecare",
        "7 × 45 min",
        cost="138.60",
        payer="Council social care",
    )
    keys.choose("Is there anything else they want to achieve?", "Yes")
    if not scripts:
        keys.press("Save and stay here")
    see(page, "plan_outcome", scripts)
    keys.press("Next:")
    if not page.get_by_role("heading", name="Outcome 2").count():
        page.get_by_role("link", name="Outcome 2").press("Enter")
    page.get_by_role("heading", name="Outcome 2").wait_for()
    keys.write(
        "What they want, in their own words", "I want to get to church on Sunday and to the allotment when it’s dry"
    )
    keys.write("In two or three words", "getting out")
    keys.choose("Which needs does it answer?", "Making use of necessary facilities or services in the local community")
    line(keys, "around_2", "Whose", "Family and friends", "Sunday dinner and company", "Jean, next door", "Weekly")
    line(keys, "services_2", "How is it arranged", "Direct payment", "Church and allotment", "Grace M.", "6 hours",
         cost="100.80", payer="Council social care")
    keys.press("Next: if plans fail")
    keys.write("If plans fail: who does what, and whom to ring first", "Jean first, then Careline, 01632 960 220")
    see(page, "plan_if_plans_fail", scripts)
    keys.press("Next: what is not met")
    keys.press("Next: personal budget")
    see(page, "plan_budget", scripts)
    keys.press("Next: agreement")
    keys.choose("Does the person agree with it?", "Agrees with it")
    keys.day("On which day did you ask?", seven_weeks_ago)
    keys.day("When does this plan start?", seven_weeks_ago)
    keys.press("Check the plan")
    # No plan is complete without the offer of a direct payment
    page.get_by_role("link", name="Enter the day a direct payment was offered.").wait_for()
    see(page, "plan_refused", scripts)
    page.get_by_role("link", name="Enter the day a direct payment was offered.").press("Enter")
    page.get_by_role("heading", name="Personal budget and direct payment").wait_for()
    keys.day("When was a direct payment offered?", seven_weeks_ago)
    keys.press("Next: agreement")
    keys.press("Check the plan")
    page.get_by_role("heading", name="Check the plan").wait_for()
    see(page, "plan_check", scripts)
    keys.press("Send for sign-off")
    page.get_by_text("This plan waits for sign-off.").wait_for()


def line(keys: Keys, rows: str, whose: str, source: str, what: str, who: str, how_much: str, cost: str = "",
         payer: str = "") -> None:
    """One line of support, in the empty row that is there."""
    within = f"#question-{rows}"
    keys.pick(whose, source, within)
    keys.write("What", what, within)
    keys.write("Who does it", who, within)
    keys.write("How much, how often", how_much, within)
    if cost:
        keys.write("Cost a week", cost, within)
        keys.pick("Who pays", payer, within)


def see(page, name: str, scripts: bool = True) -> None:
    if scripts:
        axe(page)
        picture(page, name)


def test_a_plan_is_written_signed_off_printed_and_reviewed_by_keyboard(page, live_server, council, decided,
                                                                       seven_weeks_ago):
    keys, winnie = Keys(page), decided.subject
    # Given needs are decided and no plan is there
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("plans:index", args=[winnie.pk]))
    see(page, "plans_empty")
    keys.press("Write the plan")
    # When Amara writes it with Winnie and sends it
    write_the_plan(keys, seven_weeks_ago)
    plan = Plan.objects.get()
    assert plan.is_awaiting_sign_off and plan.direct_payment_offered_on == seven_weeks_ago
    # Then Helen finds it, reads it and signs it off
    sign_in(page, live_server, "team_manager")
    page.goto(live_server.url + reverse("plans:board"))
    see(page, "plans_to_sign_off")
    keys.press("Winifred Okafor")
    see(page, "plan_sign_off")
    keys.press("Sign off the plan")
    page.get_by_text("The plan is signed off.").wait_for()
    see(page, "plan_read")
    for name in ("print", "easy_read"):
        page.goto(live_server.url + reverse(f"plans:{name}", args=[winnie.pk, plan.pk]))
        see(page, f"plan_{name}")
    # And its first review, which can be held now, stands on Amara's board and on Winnie's page
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("plans:index", args=[winnie.pk]))
    see(page, "plans_tab")
    page.goto(live_server.url + reverse("desk:person", args=[winnie.pk]))
    see(page, "person_with_support")
    page.goto(live_server.url + reverse("reviews:board"))
    see(page, "reviews_board")
    page.goto(live_server.url + reverse("desk:person", args=[winnie.pk]))
    keys.press("Start Winnie’s review")
    # When it is held beside the last plan
    keys.choose("Who took part?", "The adult only")
    see(page, "review_who")
    keys.press("Next: taking part")
    keys.choose("Would they have substantial difficulty in any of these?", "None of these")
    keys.press("Next: outcomes")
    page.get_by_text("Larkfield Homecare").first.wait_for()
    keys.choose("“I want unhurried mornings”", "Achieved")
    keys.write("In their words, and what we saw", "Nobody rushes me now", "#question-about_1")
    keys.choose("“I want to get to church", "Partly achieved")
    see(page, "review_outcomes")
    keys.press("Next: what has changed")
    keys.write("What has changed for the person, and for those who help?", "Her hip is better. Jean is away in June.")
    keys.press("Next: what follows")
    keys.choose("What happens with the plan?", "The plan goes on as it is")
    see(page, "review_result")
    keys.press("Finish the review")
    # Then both stand side by side, and the next review is planned
    page.get_by_role("heading", name="Then and now").wait_for()
    see(page, "review_read")
    assert Review.objects.done().get().outcomes_achieved == "partly"
    page.goto(live_server.url + reverse("plans:index", args=[winnie.pk]))
    page.get_by_text("Yearly review").first.wait_for()
    see(page, "plans_tab_after")


def test_a_plan_is_written_and_reviewed_without_scripts(no_script_page, live_server, council, decided, seven_weeks_ago):
    page = no_script_page
    keys, winnie = Keys(page), decided.subject
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("plans:start", args=[winnie.pk, decided.pk]))
    write_the_plan(keys, seven_weeks_ago, scripts=False)
    sign_in(page, live_server, "team_manager")
    page.goto(live_server.url + reverse("plans:sign_off", args=[winnie.pk, Plan.objects.get().pk]))
    keys.press("Sign off the plan")
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("reviews:hold", args=[winnie.pk, Review.objects.get().pk]))
    keys.choose("Who took part?", "The adult only")
    keys.press("Next: taking part")
    keys.choose("Would they have substantial difficulty in any of these?", "None of these")
    keys.press("Next: outcomes")
    keys.choose("“I want unhurried mornings”", "Achieved")
    keys.choose("“I want to get to church", "Not achieved")
    keys.press("Next: what has changed")
    keys.write("What has changed for the person, and for those who help?", "Nothing")
    keys.press("Next: what follows")
    keys.choose("What happens with the plan?", "The plan goes on as it is")
    keys.press("Finish the review")
    page.get_by_role("heading", name="Then and now").wait_for()
