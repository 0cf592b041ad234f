from __future__ import annotations

from datetime import date

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.agreements import actions, presenters
from alongside.people.agreements.panels import PANELS

from .factories import make_agreement

pytestmark = pytest.mark.django_db


def test_with_whom_and_who_not():
    words = presenters.with_whom(make_agreement())
    assert words == "With Larkfield Homecare and Mill Lane Surgery. Not with Tobi Okafor"


@pytest.mark.parametrize(("day", "words"), [(date(2026, 5, 1), "In force"), (date(2027, 5, 1), "Ask again")])
def test_the_state_on_a_day(day, words):
    assert presenters.state_tag(make_agreement(), day).text == words


def test_withdrawn_says_when():
    row = actions.withdraw(agreement=make_agreement(), on=date(2026, 4, 3), effect="None", by=make_user())
    assert presenters.state_tag(row, date(2026, 5, 1)).text == "Withdrawn 3 Apr"


def test_an_agreement_by_another_says_who_and_why():
    row = make_agreement(given_by="attorney", given_by_name="Chidi Okafor", capacity_words="Could not keep it in mind")
    assert "Chidi Okafor" in presenters.how(row) and "Could not keep it in mind" in presenters.how(row)


def test_the_card_lists_what_is_in_force():
    row = make_agreement()
    assert PANELS[0].context(row.subject, make_user())["lines"][0][0] == "Joint work with health services"
