from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.people.involvements import actions
from alongside.people.involvements.models import Involvement, Touch

from .factories import make_person, make_wait

pytestmark = pytest.mark.django_db


def _working(worker=None, **particulars):
    return actions.start(subject=make_person(), team=make_team(), worker=worker or make_user(), reason="Review",
                         by=make_user("team_manager"), **particulars)


def test_asking_opens_the_record_to_the_team_and_says_so_on_the_timeline():
    row = make_wait(reason="Assessment")
    assert Grant.objects.get(subject=row.subject).team == row.team
    assert Event.objects.filter(subject=row.subject, kind="involvements.asked").exists()


def test_a_team_has_one_lead_at_a_time():
    row = make_wait()
    with pytest.raises(actions.NotNow, match="has a lead"):
        make_wait(row.subject)
    assert make_wait(row.subject, role="second").role == "second"


def test_judging_the_risk_sets_the_councils_days():
    row = make_wait()
    actions.judge_risk(involvement=row, risk="high", why="Carer in hospital", by=make_user(), on=date(2026, 11, 2))
    row.refresh_from_db()
    assert (row.risk, row.look_again_on, row.keep_in_touch_days) == ("high", date(2026, 11, 9), 7)
    assert row.triages.get().why == "Carer in hospital"


def test_allocating_gives_the_worker_a_task_and_the_record_and_accepting_finishes_it():
    manager, worker = make_user("team_manager"), make_user()
    row = actions.allocate(involvement=make_wait(), worker=worker, by=manager)
    task = Task.objects.open().get(owner=worker)
    assert task.verb == "Accept"
    assert Grant.objects.filter(subject=row.subject, user=worker).exists()
    actions.accept(involvement=row, by=worker)
    task.refresh_from_db()
    assert task.outcome == "Accepted"


def test_nobody_else_can_accept():
    row = actions.allocate(involvement=make_wait(), worker=make_user(), by=make_user("team_manager"))
    with pytest.raises(actions.NotNow, match="somebody else"):
        actions.accept(involvement=row, by=make_user())


def test_allocating_again_before_acceptance_takes_the_first_offer_back():
    first, second, manager = make_user(), make_user(), make_user("team_manager")
    row = actions.allocate(involvement=make_wait(), worker=first, by=manager)
    row = actions.allocate(involvement=row, worker=second, by=manager)
    assert not Task.objects.open().filter(owner=first).exists()
    assert Grant.objects.get(user=first).ends_on == timezone.localdate()
    actions.accept(involvement=row, by=second)
    with pytest.raises(actions.NotNow, match="Hand it over"):
        actions.allocate(involvement=row, worker=first, by=manager)


def test_a_hand_over_moves_only_when_the_other_side_accepts():
    row, south = _working(), make_team("south")
    taker = make_user(team=south)
    handed = actions.transfer(involvement=row, to_team=south, note="Ring Jean first", by=row.worker)
    row.refresh_from_db()
    assert row.state == "working"
    after = actions.accept_transfer(transfer=handed, by=taker)
    row.refresh_from_db()
    assert (row.state, row.end_reason, row.left_agreed) == ("closed", "transferred", "Ring Jean first")
    assert (after.worker, after.team, after.state) == (taker, south, "working")
    assert Event.objects.get(kind="involvements.transferred").significant
    with pytest.raises(actions.NotNow, match="answered"):
        actions.accept_transfer(transfer=handed, by=taker)


def test_a_hand_over_sent_back_stays_and_tells_the_sender_why():
    row, south = _working(), make_team("south")
    handed = actions.transfer(involvement=row, to_team=south, note="Moved house", by=row.worker)
    actions.send_back_transfer(transfer=handed, note="The address is still ours by a street", by=make_user(team=south))
    row.refresh_from_db()
    assert row.state == "working"
    assert "Sent back" in Task.objects.open().get(owner=row.worker).title
    assert not Grant.objects.filter(team=south, ends_on=None).exists()


def test_work_that_is_being_handed_over_is_not_closed_in_between():
    row = _working()
    actions.transfer(involvement=row, to_team=make_team("south"), note="Moved house", by=row.worker)
    with pytest.raises(actions.NotNow, match="in between"):
        actions.close(involvement=row, reason="declined", left_agreed="Nothing", by=row.worker)


def test_closing_ends_the_access_it_gave():
    row = _working()
    actions.close(involvement=row, reason="support_in_place", left_agreed="Jean rings if things change", by=row.worker)
    assert not Grant.objects.filter(subject=row.subject, ends_on=None).exists()
    with pytest.raises(actions.NotNow, match="closed this"):
        actions.close(involvement=row, reason="declined", left_agreed="Again", by=row.worker)


def test_another_organisation_sees_only_what_was_given_to_it_and_no_longer_after():
    centre = make_team("carers_centre", organisation=make_organisation("Westmere Carers"))
    carers_worker = make_user("carers_centre_worker", team=centre)
    given, other = make_wait(team=centre), make_person("Dipti Shah")
    assert list(visible_subjects(carers_worker)) == [given.subject]
    assert other not in visible_subjects(carers_worker)
    actions.close(involvement=given, reason="declined", left_agreed="May ring again", by=make_user(),
                  on=timezone.localdate())
    Grant.objects.update(starts_on=timezone.localdate() - timedelta(days=9),
                         ends_on=timezone.localdate() - timedelta(days=1))
    assert not visible_subjects(carers_worker).exists()


def test_closed_at_once_the_record_is_shut_the_same_day():
    centre = make_team("carers_centre", organisation=make_organisation("Westmere Carers"))
    carers_worker = make_user("carers_centre_worker", team=centre)
    given = make_wait(team=centre)
    actions.close(involvement=given, reason="transferred", left_agreed="North goes on", by=make_user(), at_once=True)
    assert not visible_subjects(carers_worker).exists()


def test_when_the_event_cannot_be_written_nothing_is(monkeypatch):
    subject = make_person()
    before = Involvement.objects.count()

    def broken(**_kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(actions.events, "record", broken)
    with pytest.raises(RuntimeError):
        make_wait(subject)
    assert Involvement.objects.count() == before and not Grant.objects.filter(subject=subject).exists()


def test_a_touch_says_who_when_and_what():
    worker = make_user()
    actions.touch(involvement=make_wait(), words="Still managing the stairs", by=worker)
    assert (Touch.objects.get().by, Touch.objects.get().on) == (worker, timezone.localdate())
