from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.care_management.reviews import board
from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.tests.factories import make_user, restrict

from .factories import make_held, make_review, make_signed_off

pytestmark = pytest.mark.django_db


def test_large_packages_without_a_review_in_a_year():
    today, user = timezone.localdate(), make_user()
    old, new = make_signed_off(started=400), make_signed_off(started=30)
    reviewed = make_held(make_review(started=400)).plan
    found = board.not_reviewed(user, over=Decimal(11), today=today)
    assert [plan.pk for plan in found] == [old.pk] and found[0].hours == Decimal("11.25")
    assert not board.not_reviewed(user, over=Decimal("11.25"), today=today)
    assert {new.pk, reviewed.pk}.isdisjoint(plan.pk for plan in found)
    assert board.in_bands(user, today)[1] == ("Over 7 to 14 hours", 3, 2)


def test_figures_are_counts_with_what_they_are_of():
    user, today = make_user(), timezone.localdate()
    make_signed_off(started=80)
    held = make_held(make_review(started=49))
    planned, reviewed, first = board.figures(user, today)
    assert (planned.numerator, planned.denominator) == (2, 2)
    assert (reviewed.numerator, reviewed.denominator, reviewed.percent) == (1, 2, Decimal("50.0"))
    assert (first.numerator, first.denominator) == (0, 1)
    Review.objects.filter(pk=held.pk).update(due_on=today, opens_on=today - timedelta(days=14))
    assert (board.figures(user, today)[2].numerator, board.figures(user, today)[2].percent) == (1, Decimal("50.0"))


def test_nobody_to_count_is_not_nought():
    assert [figure.percent for figure in board.figures(make_user(), timezone.localdate())] == [None, None, None]


def test_a_restricted_record_counts_only_for_those_who_may_open_it():
    review = make_review(started=70)
    restrict(review.subject, make_user("team_manager"))
    user, today = make_user(), timezone.localdate()
    assert board.figures(user, today)[1].denominator == 0
    assert not Review.objects.visible_to(user).outstanding().exists()
