"""One answer to who works with them, for work, for messages and for whom to ring."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.models import AbsenceCover
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.people.involvements import actions as involvements
from alongside.people.messages.reading import who_reads
from alongside.people.own_access.workers import whose_work

from .factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    duty = make_team("front_door", name="Front door")
    subject, worker = make_person(), make_user()
    team = make_team("east")
    involvements.start(subject=subject, team=team, worker=worker, reason="A fall", by=worker)
    return subject, worker, team, duty


def agree(subject):
    reader = who_reads(subject, timezone.now())
    return whose_work(subject) == ((reader.holder, None) if reader.holder else (None, reader.team))


def test_it_falls_to_no_team_that_has_closed_and_to_nobody_who_has_left(scene):
    subject, worker, team, duty = scene
    assert whose_work(subject) == (worker, None) and agree(subject)
    accounts.close_account(user=worker, because="Moved on", by=make_user("administrator"))
    assert whose_work(subject) == (None, team) and agree(subject)
    team.closed_on = timezone.localdate()
    team.save()
    assert whose_work(subject) == (None, duty) and agree(subject)


def test_work_of_somebody_away_whom_nobody_covers_falls_to_their_team(scene):
    subject, worker, team, _ = scene
    today = timezone.localdate()
    cover = make_user()
    for absent, by in ((worker, cover), (cover, make_user())):
        AbsenceCover.objects.create(absent=absent, cover=by, starts_on=today, ends_on=today + timedelta(days=3),
                                    arranged_by=by)
    assert whose_work(subject) == (None, team) and agree(subject)
