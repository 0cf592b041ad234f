"""Two carers of Westmere who assessed themselves: one waits for a worker, one was finished with her and signed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from alongside.care_management.assessments import known
from alongside.care_management.carers import actions as carers
from alongside.care_management.carers import as_they_wrote
from alongside.foundation import events
from alongside.foundation.accounts.personas import DemoCouncil
from alongside.foundation.questionnaires.actions import open_draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.front_door.self_assessment import actions
from alongside.front_door.self_assessment.models import Sent
from alongside.front_door.self_assessment.offers import offer_of
from alongside.people.people import actions as people
from alongside.people.people.search import refresh_search
from alongside.rules.eligibility_carer import OUTCOMES

MAUREEN: dict[str, Any] = {
    "safe_now": "safe", "own_way": "alone", "own_difficulties": ["none"], "own_advocate": "no",
    "going_well": "I ran the school kitchen for twenty years. I still bake on Fridays.",
    "matters": "That Ken stays in his own bed, and that we still laugh.",
    "people": [{"_row": "m1", "name": "Lorraine", "words": "Our daughter. Comes on Sundays."}],
    "hopes": "To go to the market by myself, and not look at the clock.",
    "cared_for_name": "Kenneth Ogden", "cared_for_who": "My husband. He has Parkinson’s.", "adults_cared_for": 1,
    "what_they_do": "Washing, dressing, tablets at five times, the stairs, the nights.", "hours": "50_or_more",
    "own_needed": "yes", "willing": "yes", "able": "part", "limits": "I cannot catch him when he falls.",
    "good_and_bad": "He thanks me every day. The nights are the worst.", "health_deteriorating": "yes",
    "health_how": "I have not slept through since Easter. My wrist is bad.",
    **{f"{key}_own": "well" for key in OUTCOMES}, "caring_for_child_own": "not_me",
    "recreation_own": "much", "recreation_own_ways": ["needs_assistance", "pain_distress_anxiety"],
    "recreation_own_words": "I gave up the choir. I could not leave him.",
    "community_facilities_own": "some", "community_facilities_own_ways": ["pain_distress_anxiety"],
    "community_facilities_own_words": "I go out, and all the while I listen for the telephone.",
    "own_impact": "a_lot", "own_impact_areas": ["health", "participation"],
    "own_impact_words": "I am tired in a way that sleep would not mend.", "own_contingency": "wanted",
    "break_wanted": "One whole night, and a morning at the market.",
    "hard": "Somebody for the nights, now and then, whom Ken would trust.",
    "who": "carer", "your_name": "Maureen Ogden", "telephone": "01632 960 552", "best_way": "ring", "agree": "yes",
    "easier": "Ring after ten: mornings are busy.", "date_of_birth": "1950-06-21",
}
SUNITA: dict[str, Any] = {
    **MAUREEN, "going_well": "I teach two little ones the sitar.", "matters": "My mother, and my students.",
    "people": [{"_row": "s1", "name": "Vikram", "words": "My brother, in Northport. Takes her in July."}],
    "hopes": "To teach on Saturdays again.", "cared_for_name": "Kamala Rao",
    "cared_for_who": "My mother. She forgets, and walks out at dusk.",
    "what_they_do": "Meals, tablets, watching the door, forms, the temple on Thursdays.", "hours": "20_to_49",
    "limits": "I will not stop teaching.", "health_how": "I jump at every sound of the door.",
    "good_and_bad": "Her songs. The dusk.", "own_contingency": "agreed",
    "contingency_plan": "Vikram comes the same night; Mrs Bell next door has the key.",
    "recreation_own_words": "There is nobody to watch the door while I teach.",
    "own_impact_words": "I am losing my students, and with them half of my life.",
    "break_wanted": "Saturday mornings.", "hard": "Somebody with her on Saturdays, and something on the door.",
    "your_name": "Sunita Rao", "telephone": "07700 900 318", "date_of_birth": "1974-02-09",
}
# What only the worker could say.
WORKERS_PART: dict[str, Any] = {
    "where": "home", "method": "carer_only", "alone": "yes", "complex": "no", "self_able": "yes",
    "advocate_offered": "declined",
    "information_shared": "The letter about her mother’s plan, with her mother’s agreement",
    "answers_reflect": "yes", "assured_how": "We read it through together at her table; nothing was missing",
    "significant_impact": "yes", "information_given": "yes",
    "information": [{"_row": "i1", "what": "Sitting service, and the alarm for the door", "how": "looked_up_together"}],
    "assessor_view": "A sitter on Saturdays keeps her teaching, and her mother at home.", "views_differ": "no",
    "prevent": "A door sensor now; the carers’ course in spring.",
}


def fill(council: DemoCouncil, *, today: date) -> int:
    """How many assessed themselves."""
    now = timezone.now()
    _matched(council, MAUREEN, "Maureen", "Ogden", date(1950, 6, 21), now - timedelta(days=1, hours=9))
    sent = _matched(council, SUNITA, "Sunita", "Rao", date(1974, 2, 9), now - timedelta(days=11))
    _finished(council, sent, today=today)
    return 2


def _matched(council: DemoCouncil, said: dict[str, Any], given: str, family: str, born: date, moment: datetime) -> Sent:
    """Sent, read, and found to belong on this record."""
    worker = council.users["front_door_worker"]
    subject: Subject = people.add_person(given=given, family=family, date_of_birth=born, by=worker).subject
    refresh_search([subject.pk])
    started, _ = actions.start(offer=offer_of("carer"), answers=said)
    sent, _ = actions.send(started=started)
    Sent.objects.filter(pk=sent.pk).update(begun_at=moment - timedelta(minutes=40), received_at=moment)
    Task.objects.filter(source=events.source_of(sent)).update(raised_at=moment)
    sent.refresh_from_db()
    return actions.match(sent=actions.read(sent=sent, by=worker), subject=subject, by=worker)


def _finished(council: DemoCouncil, sent: Sent, *, today: date) -> None:
    worker = council.users["social_worker"]
    assert sent.subject is not None
    assessment = carers.start(
        subject=sent.subject, team=council.teams["north"], by=worker, assessor=worker, offer=sent.asked, sent=sent,
        cared_for_name=sent.answers["cared_for_name"], asked_for_on=timezone.localdate(sent.received_at))
    theirs = known.answers(as_they_wrote.known(sent), known.asked_in(assessment.questionnaire))
    draft = open_draft(
        owner=worker, questionnaire=assessment.questionnaire, about=assessment.about, title=str(assessment),
        url=carers.page_of(assessment, "write"), subject=sent.subject,
        answers={**theirs, **WORKERS_PART, "met_on": today.isoformat()})
    carers.sign(assessment=assessment, draft=draft, by=worker)
    actions.answer(sent=sent, by=worker, how=Sent.How.IN_PERSON,
                   words="Thank you. We finished it together at your table, and you hear from us in writing.")
