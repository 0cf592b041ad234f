from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.warnings import actions
from alongside.people.warnings.models import StaffWarning

from .factories import make_person, make_warning

pytestmark = pytest.mark.django_db


def test_an_overdue_warning_still_stands_and_is_listed():
    today = timezone.localdate()
    warning = make_warning(review_on=today - timedelta(days=3))
    assert list(warning.subject.warnings.in_force(today)) == [warning]
    assert list(StaffWarning.objects.overdue_for_review(today)) == [warning]


def test_an_ended_warning_no_longer_stands():
    warning = make_warning()
    actions.end(warning=warning, reason="He has moved out", by=make_user())
    assert not warning.subject.warnings.in_force(timezone.localdate()).exists()


@pytest.mark.parametrize("wrong", [
    {"informed_on": None, "not_informed_reason": ""},
    {"not_informed_reason": "Both told and not"},
])
def test_the_person_is_told_or_it_says_why_not(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_warning(make_person(), **wrong)


def test_an_end_needs_who_and_why():
    warning = make_warning()
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffWarning.objects.filter(pk=warning.pk).update(ended_on=timezone.localdate())


def test_only_those_on_records_the_user_may_open():
    seen, hidden = make_warning(), make_warning(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(StaffWarning.objects.visible_to(make_user(team=make_team("south")))) == [seen]
