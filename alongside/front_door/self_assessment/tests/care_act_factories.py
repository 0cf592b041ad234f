"""Self-assessments under the Care Act, sent and matched the way the product does it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.front_door.self_assessment import actions, offers
from alongside.front_door.self_assessment.models import Sent

ADULT_ANSWERS: dict[str, Any] = {
    "safe_now": "safe", "own_way": "helped", "own_difficulties": ["none"], "own_helper": "yes",
    "own_helper_name": "Joan Hartley", "own_advocate": "maybe", "good_day": "The radio, and Joan comes by",
    "going_well": "I read every day", "matters": "My own front door",
    "people": [{"_row": "a1", "name": "Joan", "words": "My sister, rings every evening"},
               {"_row": "a2", "name": "The chapel"}],
    "hopes": "To have a proper bath", "changed": "I fell in September", "own_condition": "yes",
    "own_condition_what": "Arthritis in both hands", "own_comes_and_goes": "no", "nutrition_own": "well",
    "personal_hygiene_own": "much", "personal_hygiene_own_ways": ["needs_assistance", "takes_longer"],
    "personal_hygiene_own_words": "I cannot get over the side of the bath", "clothing_own": "some",
    "clothing_own_ways": ["takes_longer"], "caring_for_child_own": "not_me", "own_impact": "a_lot",
    "own_impact_areas": ["dignity"], "own_impact_words": "I feel ashamed", "hard": "The bath. A rail might do it.",
}
CARER_ANSWERS: dict[str, Any] = {
    "safe_now": "safe", "own_way": "alone", "own_difficulties": ["none"], "going_well": "I sing in the choir",
    "matters": "That mother stays at home", "hopes": "One whole night's sleep",
    "people": [{"_row": "c1", "name": "Ruth", "words": "My daughter, in Northport"}],
    "cared_for_name": "Edith Pickering", "cared_for_who": "My mother. She lives with us.", "adults_cared_for": 1,
    "what_they_do": "Meals, washing, company, the nights", "hours": "50_or_more", "own_needed": "yes",
    "willing": "yes", "able": "part", "limits": "I cannot lift her any more",
    "good_and_bad": "We laugh. The nights are hardest.", "health_deteriorating": "yes",
    "health_how": "My back, and no whole night since May", "recreation_own": "much",
    "recreation_own_ways": ["needs_assistance"], "recreation_own_words": "Nobody sits with mother on choir night",
    "relationships_own": "well", "own_impact": "a_lot", "own_impact_words": "I am worn out",
    "own_contingency": "agreed", "contingency_plan": "Ruth comes the same night", "after_me": "It worries me every day",
    "break_wanted": "A whole night", "hard": "I want to go on, but not every night.",
}
WRITER: dict[str, Any] = {
    "telephone": "01632 960 417", "email": "writer@example.org", "agree": "yes", "easier": "A quiet room",
}


def make_sent(offer: str, *, subject: Subject | None = None, name: str = "Winifred Hartley", who: str = "me",
              language: str = "", reads: Iterable[str] = (), **changes: Any) -> Sent:
    """Sent by somebody without an account and, with `subject`, matched to that record by a worker."""
    said = {"adult": ADULT_ANSWERS, "carer": CARER_ANSWERS}[offer] | WRITER | {"who": who, "your_name": name} | changes
    started, _ = actions.start(offer=offers.offer_of(offer), answers=said)
    sent, _ = actions.send(started=started, language=language, reads=reads)
    return actions.match(sent=sent, subject=subject, by=make_user()) if subject else sent
