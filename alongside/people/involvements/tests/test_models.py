from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user, restrict
from alongside.people.involvements import actions
from alongside.people.involvements.models import Involvement

from .factories import make_person, make_wait

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def _wait(name: str, asked_on: date, risk: str = "", look_again_on: date | None = None) -> Involvement:
    row = make_wait(make_person(name), asked_on=asked_on)
    if risk:
        Involvement.objects.filter(pk=row.pk).update(
            risk=risk, looked_at_on=asked_on, look_again_on=look_again_on or TODAY + timedelta(days=5))
    return row


def test_the_list_is_riskiest_then_longest_first_and_an_overdue_risk_stands_higher():
    low_old = _wait("Ama Mensah", date(2026, 9, 1), "low")
    medium_late = _wait("Bronwen Pugh", date(2026, 11, 1), "medium", look_again_on=date(2026, 11, 19))
    immediate = _wait("Carl Boothroyd", date(2026, 11, 19), "immediate")
    high = _wait("Dipti Shah", date(2026, 11, 10), "high")
    not_judged = _wait("Ewan Kerr", date(2026, 11, 15))
    order = list(Involvement.objects.waiting().riskiest_and_longest_first(TODAY))
    assert order == [immediate, medium_late, high, not_judged, low_old]


def test_states_are_derived():
    manager, worker = make_user("team_manager"), make_user()
    row = make_wait()
    assert row.state == "waiting"
    row = actions.allocate(involvement=row, worker=worker, by=manager)
    assert row.state == "to_accept" and list(Involvement.objects.to_accept()) == [row]
    row = actions.accept(involvement=row, by=worker)
    assert row.state == "working" and list(Involvement.objects.current()) == [row]
    row = actions.close(involvement=row, reason="declined", left_agreed="Knows whom to ring", by=worker)
    assert row.state == "closed" and row.started_on == timezone.localdate()


def test_ended_needs_who_and_why():
    row = make_wait()
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.filter(pk=row.pk).update(ended_on=timezone.localdate())


def test_only_rows_of_records_the_user_may_open():
    open_row, closed_row = make_wait(make_person("Ama Mensah")), make_wait(make_person("Dipti Shah"))
    restrict(closed_row.subject, make_user())
    stranger = make_user("social_worker", team=make_team("south"))
    assert list(Involvement.objects.visible_to(stranger)) == [open_row]


def test_work_given_to_another_organisation_is_delegated():
    centre = make_team("carers_centre", organisation=make_organisation("Westmere Carers"))
    assert make_wait(team=centre).delegated
    assert not make_wait(make_person("Ama Mensah")).delegated


def test_the_last_touch_is_the_day_of_asking_until_somebody_was_in_touch():
    row = make_wait(asked_on=date(2026, 11, 1))
    found = Involvement.objects.with_last_touch().get()
    assert found.last_touch_on == date(2026, 11, 1)
    actions.touch(involvement=row, words="Managing", by=make_user(), on=date(2026, 11, 9))
    assert Involvement.objects.with_last_touch().get().last_touch_on == date(2026, 11, 9)
