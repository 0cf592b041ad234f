"""Given a woman rings after a stroke, when each does their part, then she has support she wants and it is reviewed.

Six people at the council, one woman: everything she says once is there for the next of them.
"""

from __future__ import annotations

import pytest
from django.utils import timezone

from . import adult
from .steps import Hands

pytestmark = pytest.mark.journey


def the_whole_of_it(hands: Hands, winnie) -> None:
    today = timezone.localdate()
    # Given she rings, and is found though her name is misspelt
    adult.she_is_found_in_any_spelling(hands, winnie)
    # When somebody listens, promises, and offers an assessment that she accepts
    adult.a_first_conversation(hands, today)
    # And a social worker assesses with her, decides with the rule's advice, and tells her in writing
    adult.her_assessment(hands, winnie, today)
    adult.a_decision_with_the_rules_advice(hands)
    adult.a_letter_in_plain_words(hands)
    # And they plan, strengths first, and the manager signs off
    adult.her_plan(hands, winnie, today)
    adult.a_manager_signs_off(hands)
    # Then seven weeks on her review stands beside the plan
    adult.seven_weeks_pass(winnie)
    adult.her_review_beside_the_plan(hands, winnie)
    # And her timeline tells the whole story
    adult.the_timeline_tells_it_all(hands, winnie)


def test_by_keyboard(page, live_server, winnie):
    the_whole_of_it(Hands(page, live_server, story="whole"), winnie)


def test_without_scripts(no_script_page, live_server, winnie):
    the_whole_of_it(Hands(no_script_page, live_server, story="whole", scripts=False), winnie)
