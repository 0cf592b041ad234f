from __future__ import annotations

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.people.risks import actions
from alongside.people.risks.models import RiskAssessment

from .factories import make_person, make_risk, particulars

pytestmark = pytest.mark.django_db


def test_an_assessment_is_a_significant_event_for_those_who_read_risks():
    make_risk()
    event = Event.objects.get(kind="risks.assessed")
    assert (event.title, event.significant, event.permission) == ("Risk assessed: Falls, medium", True, "risks.see")
    assert event.detail == "Knows the risk and chooses to take it"


def test_looking_again_writes_a_version_once():
    row, by = make_risk(), make_user()
    actions.look_again(assessment=row, why="The slope was gritted", by=by, **particulars(level="low"))
    with pytest.raises(actions.NotLatest):
        actions.look_again(assessment=row, why="Late", by=by, **particulars())
    with pytest.raises(actions.NotLatest):
        actions.end(assessment=row, reason="Late", by=by)
    assert RiskAssessment.objects.count() == 2


def test_an_ended_risk_stays_readable():
    row = actions.end(assessment=make_risk(), reason="She has given up the allotment", by=make_user())
    assert not RiskAssessment.objects.standing().exists()
    assert RiskAssessment.objects.get(pk=row.pk).end_reason == "She has given up the allotment"


def test_without_its_event_nothing_is_written(monkeypatch):
    subject = make_person()

    def broken(**_kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(actions.events, "record", broken)
    with pytest.raises(RuntimeError):
        make_risk(subject)
    assert not RiskAssessment.objects.exists()
