"""The journey of one adult from the first call to the first review, in chapters: a page or two of somebody's work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import DateField, F
from django.urls import reverse

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.questionnaires.sections.outcomes import TITLES
from alongside.care_management.eligibility.models import Determination
from alongside.care_management.plans.models import Plan
from alongside.care_management.reviews.models import Review
from alongside.front_door.conversations.models import AssessmentOffer
from tests.browser import expect

from .steps import Hands

SINCE_THE_CALL = ("alongside.front_door.", "alongside.care_management.", "alongside.foundation.events.",
                  "alongside.foundation.work.", "alongside.foundation.decisions.", "alongside.foundation.documents.")
HARD = {"nutrition": "unable", "personal_hygiene": "unable", "caring_for_child": "not_applicable"}


# Newest first, as the page has it.
TOLD = (
    "Yearly review planned", "Settling-in review held: the plan goes on as it is", "Settling-in review planned",
    "Care and support plan signed off", "Plan sent for sign-off", "Written: What we have decided",
    "Decided which needs the council will meet", "Eligible for care and support", "Needs assessment signed",
    "Strength: Ran the school dinner hall for forty years", "Promised: Ring Winnie about the stroke club",
    "Needs assessment offered: accepted", "Conversation: Wants to cook again after a stroke",
)


def she_is_found_in_any_spelling(hands: Hands, winnie: Any) -> None:
    hands.be("front_door_worker")
    hands.go(reverse("people:search"))
    box = hands.page.locator("#q")
    box.focus()
    hands.page.keyboard.type("winny okofor")
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")
    hands.look("found")
    hands.open("Winifred Okafor", exact=True)
    assert hands.page.url.endswith(reverse("desk:person", args=[winnie.pk]))


def a_first_conversation(hands: Hands, today: date) -> None:
    hands.press("Start a conversation")
    hands.choose("Is anyone unsafe now?", "No")
    hands.write("In their words", "“I want my kitchen back. Since the stroke I only watch others cook.”")
    hands.pick("Who got in touch?", "The person")
    hands.pick("How did they reach us?", "Telephone")
    hands.pick("What brought them to the council?", "Community or other route")
    hands.write("What they do, enjoy and are good at", "Ran the school dinner hall for forty years. Walks to the shop.",
                exact=True)
    hands.write("What matters to me", "Being useful, not looked after.")
    hands.look("talk-safe-and-strong")
    hands.press("Next: who is around")
    people = "#question-people"
    hands.write("Name", "Chidi Okafor", within=people)
    hands.pick("Who they are to them", "Son or daughter", within=people)
    hands.write("What is hard, and what would make it easier?", "Lifting a pan with one hand; the bath.")
    hands.look("talk-around")
    hands.press("Next: what we agreed")
    promises = "#question-promises"
    hands.write("What", "Ring Winnie about the stroke club", within=promises)
    hands.day("By when", today + timedelta(days=3), within=promises)
    hands.choose("Does it seem that this person may need care and support?", "Yes")
    offered = "You offered an assessment. What did they say?"
    hands.bring(hands.page.get_by_role("group", name=offered))
    hands.choose(offered, "Yes, they accept")
    hands.write("In one line, what was this about?", "Wants to cook again after a stroke")
    hands.look("talk-agreed")
    hands.press("Finish the conversation")
    hands.read("Ring Winnie about the stroke club")
    hands.look("talk-read")
    assert AssessmentOffer.objects.get().answer == "accepted"


def her_assessment(hands: Hands, winnie: Any, today: date) -> None:
    hands.be("social_worker")
    hands.go(reverse("assessments:board") + "?show=all")
    hands.read("Accepted, not begun")
    hands.look("assessments-board")
    hands.go(reverse("assessments:index", args=[winnie.pk]))
    hands.open("Start an assessment", exact=True)
    hands.tick("depth", "short")
    hands.press("Start the assessment")
    hands.date("met_on", today)
    for key, answer in (("where", "home"), ("method", "service_user_only"), ("carer_present", "no"),
                        ("children", "no"), ("complex", "no")):
        hands.tick(key, answer)
    hands.look("assessment-who")
    hands.on()
    hands.tick("difficulties", "none")
    hands.tick("capacity_doubt", "no")
    hands.on()
    # What she said in the first conversation is here, and nobody asks again
    strengths = hands.page.locator("[name=strengths]").input_value()
    assert "Ran the school dinner hall" in strengths
    assert "Being useful" in hands.page.locator("[name=matters]").input_value()
    hands.put("networks", "Chidi rings every evening. Jean next door has a key.")
    hands.put("hopes", "To cook Sunday dinner again")
    hands.look("assessment-strengths")
    hands.on()
    hands.tick("impairment", "yes")
    hands.bring_key("impairment_what")
    hands.put("impairment_what", "A stroke in March: the left arm and leg are weak")
    hands.page.locator("select[name=primary_support_reason]").select_option("physical_personal_care")
    hands.tick("fluctuates", "no")
    hands.on()
    for key in TITLES:
        hands.tick(f"{key}_able", HARD.get(key, "able"))
    hands.bring_key("nutrition_hard")
    hands.tick("nutrition_ways", "needs_assistance")
    hands.put("nutrition_hard", "She cannot lift a pan or open a tin")
    hands.tick("personal_hygiene_ways", "takes_longer")
    hands.put("personal_hygiene_hard", "Washing takes the whole morning")
    hands.look("assessment-outcomes")
    hands.on()
    hands.tick("impact_dignity", "significant")
    hands.tick("significant_impact", "yes")
    hands.bring_key("impact_dignity_why")
    hands.put("impact_dignity_why", "She will see nobody before noon")
    hands.put("significant_impact_why", "She has stopped going out, and it is people that she lives for")
    hands.on()
    hands.put("if_carer_stops", "Chidi has Careline’s number; meals for a week in the freezer")
    hands.on()
    hands.tick("abuse_or_neglect", "no")
    hands.on()
    hands.put("their_view", "I want my kitchen back, not somebody else in it.")
    hands.put("assessor_view", "A perching stool, one-handed tools and help to wash would do it.")
    hands.tick("views_differ", "no")
    hands.put("prevent", "Stroke club on Thursdays at Mill Lane. A perching stool to try.")
    hands.press("Finish: check and sign")
    hands.look("assessment-check")
    hands.press("Sign the assessment")
    assert Assessment.objects.get(subject=winnie).signed_by.persona == "social_worker"


def a_decision_with_the_rules_advice(hands: Hands) -> None:
    hands.open("Decide eligibility")
    hands.read("unable to achieve 2 outcomes")
    hands.put("reasons", "You cannot cook or wash alone since your stroke, and it keeps you from people.")
    hands.look("eligibility")
    hands.press("Decide", exact=True)
    for need, words in (("nutrition", "Nobody else can help at midday."), ("personal_hygiene", "You live alone.")):
        hands.tick(f"{need}_answer", "duty")
        hands.put(f"{need}_reasons", words)
    hands.tick("residence", "here")
    hands.look("needs")
    hands.press("Save what is decided")


def a_letter_in_plain_words(hands: Hands) -> None:
    hands.press("Write the letter")
    hands.read("you meet the national criteria")
    hands.look("letter")
    assert Determination.objects.get().letter is not None


def her_plan(hands: Hands, winnie: Any, started: date) -> None:
    hands.go(reverse("plans:index", args=[winnie.pk]))
    hands.open("Write the plan")
    hands.press("Start writing")
    hands.read("What matters, and what is strong")
    around = "The people, places and groups around them"
    # Strengths come first: no service can be written down before them
    hands.write(around, "")
    hands.press("Next: outcome 1")
    hands.read("Services come last.")
    expect(hands.page.get_by_role("button", name="Add a service")).to_have_count(0)
    hands.look("plan-services-wait")
    hands.open("Write them now")
    hands.write(around, "Chidi rings every evening. Jean next door has a key.")
    hands.press("Next: outcome 1")
    hands.write("What they want, in their own words", "I want my kitchen back, and unhurried mornings")
    hands.write("In two or three words", "cooking, washing")
    for need in ("Managing and maintaining nutrition", "Maintaining personal hygiene"):
        hands.choose("Which needs does it answer?", need)
    hands.support("around_1", "Whose", "What I do myself", "Peels and stirs sitting down", "Winnie", "Daily")
    hands.support("services_1", "How is it arranged", "Arranged by the council", "Help to wash", "Larkfield Homecare",
             "7 × 45 min", cost="138.60", payer="Council social care")
    hands.choose("Is there anything else they want to achieve?", "No")
    hands.look("plan-outcome")
    hands.press("Next: if plans fail")
    hands.write("If plans fail: who does what, and whom to ring first", "Jean first, then Careline, 01632 960 220")
    hands.press("Next: what is not met")
    hands.press("Next: personal budget")
    hands.day("When was a direct payment offered?", started)
    hands.look("plan-budget")
    hands.press("Next: agreement")
    hands.choose("Does the person agree with it?", "Agrees with it")
    hands.day("On which day did you ask?", started)
    hands.day("When does this plan start?", started)
    hands.press("Check the plan")
    hands.look("plan-check")
    hands.press("Send for sign-off")
    hands.read("This plan waits for sign-off.")


def a_manager_signs_off(hands: Hands) -> None:
    hands.be("team_manager")
    hands.go(reverse("plans:board"))
    hands.look("plans-board")
    hands.open("Winifred Okafor")
    hands.look("plan-sign-off")
    hands.press("Sign off the plan")
    hands.read("The plan is signed off.")
    assert Plan.objects.get().signed_off_by.persona == "team_manager"


def seven_weeks_pass(winnie: Any) -> None:
    """All that was written about her since the call moves back in the record, signed or not; today stays today."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role TO replica")
        for model in apps.get_models():
            if not model.__module__.startswith(SINCE_THE_CALL):
                continue
            named = {field.name: field for field in model._meta.concrete_fields}
            days = [name for name, field in named.items() if isinstance(field, DateField)]
            if "subject" in named and days:
                model._default_manager.filter(subject=winnie).update(
                    **{name: F(name) - timedelta(weeks=7) for name in days})


def her_review_beside_the_plan(hands: Hands, winnie: Any) -> None:
    hands.be("social_worker")
    hands.go(reverse("reviews:board"))
    hands.look("reviews-board")
    hands.go(reverse("desk:person", args=[winnie.pk]))
    hands.open("Start Winnie’s review")
    hands.choose("Who took part?", "The adult only")
    hands.press("Next: taking part")
    hands.choose("Would they have substantial difficulty in any of these?", "None of these")
    hands.press("Next: outcomes")
    hands.read("Larkfield Homecare")
    hands.choose("“I want my kitchen back, and unhurried mornings”", "Partly achieved")
    hands.write("In their words, and what we saw", "I made jollof rice on Sunday. Washing still takes an hour.",
                within="#question-about_1")
    hands.look("review-outcomes")
    hands.press("Next: what has changed")
    hands.write("What has changed for the person, and for those who help?", "Her arm is stronger.")
    hands.press("Next: what follows")
    hands.choose("What happens with the plan?", "The plan goes on as it is")
    hands.press("Finish the review")
    hands.read("Then and now")
    hands.look("review-read")
    assert Review.objects.done().get().outcomes_achieved == "partly"


def the_timeline_tells_it_all(hands: Hands, winnie: Any) -> None:
    hands.go(reverse("desk:timeline", args=[winnie.pk]))
    hands.look("timeline")
    said = hands.page.inner_text("main")
    places = [said.index(words) for words in TOLD]
    assert places == sorted(places)
