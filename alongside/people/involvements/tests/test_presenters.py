from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.involvements import actions, presenters, workload
from alongside.people.involvements.models import Involvement
from alongside.people.involvements.panels import PANELS

from .factories import make_wait

pytestmark = pytest.mark.django_db
ASKED = date(2026, 11, 2)


def _row():
    return Involvement.objects.with_people().with_last_touch().get()


def test_a_wait_says_how_long_why_the_risk_and_that_nobody_keeps_in_touch():
    make_wait(asked_on=ASKED)
    row = presenters.waiting_row(_row(), ASKED + timedelta(days=12), may_allocate=True)
    assert (row.day, row.keeper, row.keeper_note) == ("12 days", "Nobody", "not in touch yet")
    assert row.tag.text == "Risk not judged yet" and row.late
    assert row.button.text == "Allocate"


def test_a_wait_that_is_kept_in_touch_with_is_not_late():
    keeper = make_user(name="Amara Bello")
    wait = make_wait(asked_on=ASKED)
    actions.judge_risk(involvement=wait, risk="medium", why="Daughter near", by=keeper, on=ASKED)
    actions.name_keeper(involvement=wait, keeper=keeper, by=keeper)
    actions.touch(involvement=wait, words="Fine", by=keeper, on=ASKED + timedelta(days=3))
    row = presenters.waiting_row(_row(), ASKED + timedelta(days=5), may_allocate=False)
    assert not row.late
    assert row.keeper == "Amara Bello" and row.keeper_note.endswith("every 14 days")
    assert row.why.endswith("kept in touch with")


def test_a_load_says_how_much_room_there_is():
    worker = make_user(name="Tom Ashworth", caseload_limit=2)
    make_user(name="Niamh Farrell")
    actions.start(subject=make_wait().subject, team=worker.memberships.get().team, worker=worker, reason="Review",
                  by=worker, role="second")
    loads = workload.of_team(worker.memberships.get().team, date.today())
    assert loads[-1].worker == worker
    assert presenters.load_words(loads[-1]) == "1 person, limit 2: room for 1"
    assert loads[0].limit == workload.usual_limit(date.today())


def test_the_panel_names_who_works_with_them():
    worker = make_user(name="Amara Bello", job_title="Social worker", telephone="01632960417")
    row = actions.start(subject=make_wait(role="second").subject, team=worker.memberships.get().team, worker=worker,
                        reason="Review", by=worker)
    lines = PANELS[0].context(row.subject, worker)["lines"]
    assert lines[0]["name"] == "Amara Bello" and "Social worker, North team" in lines[0]["note"]
    assert "01632 960 417" in lines[0]["note"]
    assert lines[1]["end"] == "Waiting"
