from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.people.warnings import actions
from alongside.people.warnings.models import StaffWarning

from .factories import make_person, make_warning

pytestmark = pytest.mark.django_db


def test_a_warning_stands_on_the_timeline_for_those_who_see_warnings():
    warning = make_warning()
    event = Event.objects.get(kind="warnings.recorded")
    assert (event.subject, event.permission) == (warning.subject, "warnings.see")


def test_keeping_moves_the_review_day_and_says_why():
    warning, by = make_warning(), make_user()
    later = timezone.localdate() + timedelta(days=180)
    review = actions.keep(warning=warning, why="It happened again in June", next_review_on=later, by=by)
    warning.refresh_from_db()
    assert (warning.review_on, review.by, review.why_kept) == (later, by, "It happened again in June")


def test_a_warning_ends_once():
    warning, by = make_warning(), make_user(name="Helen Cho")
    actions.end(warning=warning, reason="The dog has died", by=by)
    with pytest.raises(actions.AlreadyEnded, match="Helen Cho"):
        actions.end(warning=warning, reason="Again", by=make_user())


def test_without_its_event_no_warning_is_written(monkeypatch):
    subject = make_person()

    def broken(**_kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(actions.events, "record", broken)
    with pytest.raises(RuntimeError):
        make_warning(subject)
    assert not StaffWarning.objects.exists()


def test_what_to_do_if_support_fails_and_that_it_is_no_longer_so():
    subject, by = make_person(), make_user()
    failure = actions.record_support_failure(
        subject=subject, if_what_fails="The oxygen", then="Short of breath within the hour", within_hours=1,
        ring_first="999, then Jean 01632 960 222", review_on=timezone.localdate() + timedelta(days=90), by=by)
    assert list(subject.support_failures.in_force(timezone.localdate())) == [failure]
    actions.end_support_failure(failure=failure, by=by)
    assert not subject.support_failures.in_force(timezone.localdate()).exists()
