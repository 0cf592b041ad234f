"""The cards of the person page, in order: who they are before what they get. A slice with none is left out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from alongside.care_management.assessments.panels import PANELS as assessments
from alongside.care_management.carers.panels import PANELS as carers
from alongside.care_management.plans.panels import PANELS as plans
from alongside.desk.person.panels import PANELS as own
from alongside.foundation.design.panels import Panel
from alongside.front_door.bookings.panels import PANELS as bookings
from alongside.front_door.conversations.panels import PANELS as conversations
from alongside.front_door.prescriptions.panels import PANELS as prescriptions
from alongside.front_door.social_prescribing.panels import PANELS as social_prescribing
from alongside.people.about_me.panels import PANELS as about_me
from alongside.people.agreements.panels import PANELS as agreements
from alongside.people.case_notes.panels import PANELS as case_notes
from alongside.people.circumstances.panels import PANELS as circumstances
from alongside.people.involvements.panels import PANELS as involvements
from alongside.people.messages.panels import PANELS as messages
from alongside.people.own_access.panels import PANELS as own_access
from alongside.people.relationships.panels import PANELS as relationships
from alongside.people.risks.panels import PANELS as risks
from alongside.people.visits.panels import PANELS as visits
from alongside.people.warnings.panels import PANELS as warnings

# By key, top to bottom. Services come after strengths, on purpose; on a small screen promises follow her words.
MAIN = ["about_me", "strengths", "plans", "timeline"]
SIDE = ["promises", "involvements", "relationships", "circumstances", "support_fails", "agreements", "looks"]
# The first page answers in one glance and in twenty-five questions to the database; every other card is one page away.


# What happened lately and what comes next, then what was decided and weighed.
OTHERS = ["messages", "seen_differently", "my_plan", "visits", "conversations", "planning_sessions", "prescriptions",
          "social_prescribing", "assessments", "carers", "decisions_asked", "risks"]

PANELS: dict[str, Panel] = {
    panel.key: panel
    for of_a_slice in (
        own, about_me, agreements, case_notes, circumstances, involvements, messages, own_access, relationships, risks,
        visits, warnings, bookings, conversations, prescriptions, social_prescribing, assessments, carers, plans,
    )
    for panel in of_a_slice
}


def in_order(keys: list[str]) -> list[Panel]:
    return [PANELS[key] for key in keys]


def cards(chosen: list[Panel], request: HttpRequest, subject: Any) -> list[str]:
    """What this user sees of this person, laid out: a panel with nothing to say gives no card."""
    shown = []
    for panel in chosen:
        values = panel.context(subject, request.user) if request.user.may(panel.permission) else None
        if values is not None:
            card = render_to_string(panel.template, {"subject": subject, "panel": panel, **values}, request)
            shown.append(mark_safe(card))  # our own template has escaped what is in it
    return shown
