"""The journey of one carer, from a call about somebody else to support of her own, in chapters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.carers.questionnaires.sections import TITLES
from alongside.care_management.eligibility.models import Determination
from alongside.care_management.plans.models import Plan
from alongside.front_door.conversations.models import AssessmentOffer
from tests.browser import expect

from .steps import Hands


def she_rings_about_her_mother(hands: Hands, adaeze: Any, winnie: Any) -> None:
    """The call is on her mother's record; the offer is made to the caller, and stands on her own."""
    hands.be("front_door_worker")
    hands.go(reverse("desk:person", args=[winnie.pk]))
    hands.press("Start a conversation")
    hands.choose("Is anyone unsafe now?", "No")
    hands.write("In their words", "“I do everything for Mum. I have not slept a whole night since spring.”")
    hands.pick("Who got in touch?", "Family")
    hands.write("Their name, if it was somebody else", "Adaeze Okafor")
    hands.pick("How did they reach us?", "Telephone")
    hands.pick("What brought them to the council?", "Community or other route")
    hands.write("What they do, enjoy and are good at", "Her mother still peels for the chapel lunch.", exact=True)
    hands.press("Next: who is around")
    hands.press("Next: what we agreed")
    hands.choose("Does it seem that this person may need care and support?", "No")
    hands.choose("Does somebody look after them who may need support too?", "Yes")
    hands.bring_key("carer_name")
    hands.write("Who?", "Adaeze Okafor")
    hands.choose("You offered a carer’s assessment. What did they say?", "Yes, they accept")
    hands.write("In one line, what was this about?", "Her daughter looks after her and is worn out")
    hands.press("Finish the conversation")
    # The carer's assessment is the carer's: the talk about her mother needs an outcome of its own
    hands.read("The carer’s assessment is the carer’s own.")
    hands.look("call-needs-an-outcome")
    hands.write("What about", "Careline, and who comes when her daughter cannot")
    hands.pick("How", "Said aloud")
    hands.press("Finish the conversation")
    hands.look("call-read")
    offer = AssessmentOffer.objects.get()
    assert (offer.kind, offer.subject, offer.cared_for) == ("carer", adaeze, winnie)


def she_is_given_to_the_carers_centre(hands: Hands, adaeze: Any, mother: Any, centre: Any) -> None:
    hands.be("social_worker")
    hands.go(reverse("carers:start", args=[adaeze.pk]))
    hands.page.locator("select[name=cared_for]").select_option(str(mother.pk))
    hands.page.locator("select[name=team]").select_option(str(centre.pk))
    box = hands.page.locator("[name=myself]")
    box.focus()
    hands.page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    hands.look("start")
    hands.press("Start the assessment")
    assert "Westmere Carers Centre" in hands.page.inner_text("main")


def the_centre_sees_her_and_nobody_else(hands: Hands, adaeze: Any, others: list[Any]) -> None:
    hands.be("carers_centre_worker")
    for other in others:
        assert hands.go(reverse("desk:person", args=[other.pk])).status == 404
    assert hands.go(reverse("desk:person", args=[adaeze.pk])).status == 200
    hands.look("centre-her-page")
    assert hands.go(reverse("people:search") + "?q=Okafor").status == 403
    hands.go(reverse("assessments:board"))
    found = hands.page.inner_text("main")
    assert str(adaeze) in found
    assert not any(str(other) in found for other in others)


def the_centre_assesses_and_signs(hands: Hands, today: date) -> CarersAssessment:
    hands.go(reverse("assessments:board"))
    hands.look("centre-board")
    hands.press("Take it on")
    hands.date("met_on", today)
    for key, answer in (("where", "home"), ("method", "carer_only"), ("alone", "yes"), ("complex", "no")):
        hands.tick(key, answer)
    hands.on()
    hands.tick("difficulties", "none")
    hands.on()
    hands.put("hopes", "Choir on Wednesdays, and one whole night")
    hands.put("matters", "Mum laughing at breakfast, and my choir")
    hands.put("strengths", "Patient, funny, knows every nurse by name")
    hands.put("networks", "The choir; a brother in Northport")
    hands.look("assessment-strengths")
    hands.on()
    hands.put("adults_cared_for", "1")
    hands.put("what_they_do", "Meals, washing, company, the nights when her mother is afraid")
    for key, answer in (("hours", "20_to_49"), ("necessary_care", "yes"), ("willing", "yes"), ("able", "part")):
        hands.tick(key, answer)
    hands.bring_key("limits")
    hands.put("limits", "No lifting, and not every night")
    hands.on()
    hands.tick("health_deteriorating", "yes")
    hands.bring_key("health_how")
    hands.put("health_how", "Her back, and no whole night since May")
    hands.on()
    for key in TITLES:
        hands.tick(f"{key}_able", {"recreation": "unable", "caring_for_child": "not_applicable"}.get(key, "able"))
    hands.bring_key("recreation_hard")
    hands.tick("recreation_ways", "needs_assistance")
    hands.put("recreation_hard", "Nobody sits with her mother on choir night")
    hands.look("assessment-outcomes")
    hands.on()
    hands.tick("significant_impact", "yes")
    hands.bring_key("significant_impact_why")
    hands.put("significant_impact_why", "She is worn out, and frightened of the winter")
    hands.on()
    hands.tick("contingency", "agreed")
    hands.bring_key("contingency_plan")
    hands.put("contingency_plan", "Her brother comes the same night; Jean next door has a key")
    hands.put("after_me", "A niece, perhaps; they have begun to talk")
    hands.look("assessment-contingency")
    hands.on()
    hands.tick("information_given", "yes")
    hands.bring_key("information-0-what")
    hands.put("information-0-what", "Sitting service, and the carers’ choir")
    hands.on()
    hands.put("their_view", "I want to go on, but not every night.")
    hands.put("assessor_view", "A sitter on Wednesdays and a moving-and-handling course")
    hands.tick("views_differ", "no")
    hands.put("prevent", "A back check at the surgery; the centre’s sleep course")
    hands.press("Finish: check and sign")
    hands.look("assessment-check")
    hands.press("Sign the assessment")
    assessment = CarersAssessment.objects.get()
    assert assessment.signed_by.persona == "carers_centre_worker" and assessment.delegated
    return assessment


def the_council_decides(hands: Hands, adaeze: Any, assessment: CarersAssessment) -> None:
    """The assessment is given away, the decision is not."""
    address = reverse("eligibility:decide_carer", args=[adaeze.pk, assessment.pk])
    assert hands.go(address).status == 403
    hands.be("social_worker")
    hands.go(address)
    hands.put("reasons", "You are worn out, and have not been to choir since spring.")
    hands.look("decide")
    hands.press("Decide", exact=True)
    hands.tick("recreation_answer", "duty")
    hands.put("recreation_reasons", "A sitter on Wednesday evenings")
    hands.tick("residence", "here")
    hands.press("Save what is decided")
    hands.press("Write the letter")
    hands.read("you meet the national criteria for support as a carer")
    hands.look("letter")
    assert Determination.objects.get().of_a_carer


def her_support_plan(hands: Hands, adaeze: Any, today: date) -> None:
    hands.go(reverse("plans:index", args=[adaeze.pk]))
    hands.open("Write the")
    hands.press("Start writing")
    hands.look("plan-matters")
    hands.press("Next: the caring")
    willing = "What they do for the person they care for, and are willing and able to go on doing"
    hands.write(willing, "Meals, company and most nights; no lifting")
    hands.press("Next: outcome 1")
    hands.write("What they want, in their own words", "I want my Wednesdays back")
    hands.write("In two or three words", "choir")
    hands.choose("Which needs does it answer?", "Engaging in recreational activities")
    hands.support("services_1", "How is it arranged", "Direct payment", "A sitter for choir", "Grace M.", "3 hours",
                  cost="50.40", payer="Council social care")
    hands.choose("Is there anything else they want to achieve?", "No")
    hands.look("plan-outcome")
    hands.press("Next: if plans fail")
    hands.press("Next: what is not met")
    hands.press("Next: personal budget")
    hands.day("When was a direct payment offered?", today)
    hands.press("Next: agreement")
    hands.choose("Does the person agree with it?", "Agrees with it")
    hands.day("On which day did you ask?", today)
    hands.day("When does this plan start?", today)
    hands.press("Check the plan")
    hands.look("plan-check")
    hands.press("Send for sign-off")
    hands.read("This plan waits for sign-off.")
    hands.be("team_manager")
    hands.go(reverse("plans:sign_off", args=[adaeze.pk, Plan.objects.get().pk]))
    hands.press("Sign off the plan")
    hands.read("The plan is signed off.")
    hands.look("plan-signed")
    assert Plan.objects.get().kind == "carers_support"
