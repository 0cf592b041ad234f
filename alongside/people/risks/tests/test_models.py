from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.risks import actions
from alongside.people.risks.models import RiskAssessment

from .factories import make_person, make_risk, particulars

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wrong", [
    {"talked_through_on": None}, {"choice": "cannot_decide"}, {"best_interests_words": "Said for no reason"},
])
def test_a_risk_is_taken_knowingly_and_best_interests_say_why(wrong):
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_risk(subject, **wrong)


def test_the_highest_stands_first_and_only_the_latest_version():
    subject = make_person()
    low, high = make_risk(subject, level="low"), make_risk(subject, level="immediate", area="fire")
    newer = actions.look_again(assessment=low, why="Fell", by=make_user(), **particulars(level="medium"))
    assert list(RiskAssessment.objects.standing().highest_first()) == [high, newer]
    assert newer.versions() == [newer, low]


def test_overdue_for_review():
    today = timezone.localdate()
    late = make_risk(review_on=today - timedelta(days=1))
    make_risk(make_person("Ama Mensah"))
    assert list(RiskAssessment.objects.overdue_for_review(today)) == [late]


def test_only_those_on_records_the_user_may_open():
    seen, hidden = make_risk(), make_risk(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(RiskAssessment.objects.visible_to(make_user(team=make_team("south")))) == [seen]
