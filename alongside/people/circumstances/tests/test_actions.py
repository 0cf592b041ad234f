from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.people.circumstances import actions
from alongside.people.circumstances.models import Fact

from .factories import make_fact, make_person

pytestmark = pytest.mark.django_db


def test_a_change_ends_the_fact_before_and_overwrites_nothing():
    before = make_fact(since=date(2024, 1, 1))
    after = make_fact(before.subject, code="care_home", since=date(2026, 3, 1))
    before.refresh_from_db()
    assert (before.until, after.until) == (date(2026, 3, 1), None)


def test_what_was_so_before_today_is_put_behind_what_stands():
    now = make_fact(since=date(2026, 3, 1))
    earlier = make_fact(now.subject, code="tenant_private", since=date(2020, 5, 1))
    now.refresh_from_db()
    assert (earlier.until, now.until) == (date(2026, 3, 1), None)


def test_the_same_answer_again_is_still_true_and_not_a_second_fact():
    fact = make_fact(since=date(2024, 1, 1))
    Fact.objects.update(confirmed_on=date(2024, 1, 1))
    by = make_user()
    again = actions.record(subject=fact.subject, kind=fact.kind, code=fact.code, by=by)
    assert (again.pk, again.confirmed_on, again.confirmed_by) == (fact.pk, timezone.localdate(), by)
    assert Fact.objects.count() == 1


def test_several_conditions_stand_beside_each_other():
    subject = make_person()
    stroke = make_fact(subject, kind="health_condition", code="stroke")
    make_fact(subject, kind="health_condition", code="diabetes")
    actions.end(fact=stroke, on=timezone.localdate(), by=make_user())
    assert [fact.code for fact in Fact.objects.filter(subject=subject).current()] == ["diabetes"]
    assert Event.objects.filter(kind="circumstances.ended").exists()


def test_a_code_of_no_list_is_refused():
    subject = make_person()
    with pytest.raises(actions.NotACode, match="palace"):
        make_fact(subject, code="palace")


def test_a_veteran_is_recorded_and_can_be_found():
    fact = make_fact(kind="veteran", code="yes")
    assert Fact.objects.current().filter(kind="veteran", code="yes").get().subject == fact.subject
