from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.risks import presenters
from alongside.people.risks.panels import PANELS

from .factories import make_person, make_risk

pytestmark = pytest.mark.django_db


def test_a_risk_knowingly_taken_says_that_the_wish_stands():
    words = presenters.choice_words(make_risk())
    assert words.startswith(presenters.WISH_STANDS) and "Talked through on" in words


def test_best_interests_say_why():
    row = make_risk(choice="cannot_decide", best_interests_words="Could not weigh the slope", talked_through_on=None)
    assert "Could not weigh the slope" in presenters.choice_words(row)


@pytest.mark.parametrize(("level", "kind"), [("immediate", "late"), ("high", "soon"), ("low", "neutral")])
def test_red_means_unsafe_and_nothing_else(level, kind):
    assert presenters.level_tag(make_risk(level=level)).kind == kind


def test_an_overdue_review_is_late():
    row = make_risk(review_on=timezone.localdate() - timedelta(days=4))
    assert presenters.review_tag(row, timezone.localdate()).text == "Review 4 days late"


def test_the_card_is_there_only_with_a_risk():
    subject = make_person()
    assert PANELS[0].context(subject, make_user()) is None
    row = make_risk(subject)
    assert PANELS[0].context(subject, make_user())["rows"][0][0] == row
