"""At the desks of the demo's access points something waits, is out, is arranged and was answered."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.config.demo import access_points, directory
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.front_door.access_points.models import Accompaniment, ConcernHeard, EquipmentLent, Question
from alongside.front_door.bookings.models import AvailableHours, PlanningSession

pytestmark = pytest.mark.django_db


def test_the_desks_are_lived_in():
    council = ensure_demo_council()
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
        access_points.fill(council)
    assert AvailableHours.objects.count() == len(access_points.HOURS)
    assert set(PlanningSession.objects.values_list("through", flat=True)) == {"online", "facilitator"}
    assert Question.objects.waiting().exists() and Question.objects.exclude(answered_at=None).exists()
    assert EquipmentLent.objects.out().count() == 2 and ConcernHeard.objects.filter(raised=None).count() == 1
    assert Accompaniment.objects.standing().count() == 1 and Accompaniment.objects.exclude(ended_at=None).count() == 1
