"""Pauses: each day once, only within the wait."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.work import actions as work
from alongside.insight.waiting.clocks import Wait
from alongside.insight.waiting.pauses import days_within, paused

TODAY = date(2026, 9, 30)


def wait(started, stopped=None, source="assessments.assessment:1"):
    return Wait(1, 1, started, stopped, source, "assessments:index", 1)


def day(number):
    return TODAY - timedelta(days=number)


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([(day(20), day(15))], 5),
        ([(day(20), day(15)), (day(18), day(10))], 10),
        ([(day(90), day(25))], 5),
        ([(day(3), day(-9))], 3),
        ([(day(15), day(20))], 0),
        ([], 0),
    ],
)
def test_days_are_counted_once_and_only_within_the_wait(spans, days):
    assert days_within(spans, wait(day(30)), TODAY) == days


@given(st.lists(st.tuples(st.integers(-40, 80), st.integers(0, 60)), max_size=6), st.integers(0, 60))
def test_a_wait_is_never_shorter_than_nought_nor_longer_for_a_pause(spans, length):
    one = wait(day(length))
    lost = days_within([(day(start), day(start - long)) for start, long in spans], one, TODAY)
    assert 0 <= one.with_pause(lost).days(TODAY) <= one.days(TODAY) == length


@pytest.mark.django_db
def test_work_that_waits_on_somebody_else_pauses_the_clock():
    by = make_user("team_manager")
    today = timezone.localdate()
    task = work.raise_task(kind="assessment", title="Assess", owner=by, by=by)
    work.wait_for(task=task, on="The hospital", keeps_in_touch=by, every_days=7, since=today - timedelta(days=6), by=by)
    type(task).objects.filter(pk=task.pk).update(source="assessments.assessment:1")
    begun = wait(today - timedelta(days=10))
    other = wait(today - timedelta(days=10), source="assessments.assessment:2")
    assert [one.days(today) for one in paused([begun, other], today)] == [4, 10]
