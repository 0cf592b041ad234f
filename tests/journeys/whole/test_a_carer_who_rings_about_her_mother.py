"""Given a daughter rings about her mother, when the carers' centre assesses her, then she has support of her own."""

from __future__ import annotations

import pytest
from django.utils import timezone

from . import carer
from .steps import Hands

pytestmark = pytest.mark.journey


def the_whole_of_it(hands: Hands, council, winnie, adaeze) -> None:
    today = timezone.localdate()
    # Given that she rings about her mother, and is offered an assessment of her own
    carer.she_rings_about_her_mother(hands, adaeze, winnie)
    # When the council gives the assessment, and not the decision, to the carers' centre
    carer.she_is_given_to_the_carers_centre(hands, adaeze, winnie, council.teams["carers_centre"])
    carer.the_centre_sees_her_and_nobody_else(hands, adaeze, [winnie])
    assessment = carer.the_centre_assesses_and_signs(hands, today)
    carer.the_council_decides(hands, adaeze, assessment)
    # Then she has a support plan, signed off
    carer.her_support_plan(hands, adaeze, today)


def test_by_keyboard(page, live_server, council, winnie, adaeze):
    the_whole_of_it(Hands(page, live_server, story="carer"), council, winnie, adaeze)


def test_without_scripts(no_script_page, live_server, council, winnie, adaeze):
    the_whole_of_it(Hands(no_script_page, live_server, story="carer", scripts=False), council, winnie, adaeze)
