"""Prescriptions and link workers in the demo: something in every list, and figures that say something."""

from __future__ import annotations

import pytest

from alongside.config.demo import load as loading
from alongside.foundation.accounts.models import User
from alongside.front_door.prescriptions.models import Prescription
from alongside.front_door.social_prescribing import figures
from alongside.front_door.social_prescribing.models import LinkWork

from .test_demo import DAY

pytestmark = pytest.mark.django_db


def test_there_is_something_in_every_list():
    loading.load(people=60, seed=3, today=DAY)
    assert Prescription.objects.unmatched().exists() and Prescription.objects.running().exists()
    assert Prescription.objects.filled().exists() and Prescription.objects.unopened().exists()
    worker = User.objects.get(persona="link_worker")
    assert LinkWork.objects.asked().exists()
    assert LinkWork.objects.running().of_worker(worker).count() >= 4
    found = figures.between(DAY.replace(year=DAY.year - 1), DAY)
    assert found.ended >= 5 and found.changes[0].people >= 5 and found.by_community >= 1
