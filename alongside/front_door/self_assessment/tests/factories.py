"""Things people wrote, for tests."""

from __future__ import annotations

from typing import Any

from alongside.front_door.self_assessment import actions
from alongside.front_door.self_assessment.engine import Page
from alongside.front_door.self_assessment.models import Sent, Started
from alongside.front_door.self_assessment.offers import offer_of

ELLEN = "ellen.jones@post.example"
STORY: dict[str, Any] = {
    "safe_now": "safe", "for_whom": "me", "good_day": "Tea with Ida on the bench", "matters": "My garden",
    "going_well": "I sew", "people": [{"_row": "a", "name": "Ida", "words": "Next door"}],
    "likes": ["useful"], "changed": "Harold died in March", "going_on": ["company", "bereaved"],
    "tried": "The surgery", "hard": "The evenings",
}
CONTACT: dict[str, Any] = {"who": "me", "your_name": "Ellen Jones", "telephone": "01632 960321", "email": ELLEN,
                           "agree": "yes"}


def begun(offer: str = "about_me", **answers: Any) -> Started:
    made, _ = actions.start(offer=offer_of(offer))
    return actions.keep(started=made, page=Page({**STORY, **answers}))[0]


def sent(offer: str = "about_me", **answers: Any) -> Sent:
    return actions.send(started=begun(offer, **{**CONTACT, **answers}))[0]
