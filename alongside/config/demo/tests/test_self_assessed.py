"""The demo has a carer whose own assessment waits for a worker, and one whose was finished and signed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from alongside.care_management.carers.models import CarersAssessment
from alongside.config.demo import self_assessed
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.front_door.self_assessment.models import Sent

pytestmark = pytest.mark.django_db


def test_one_waits_and_one_was_finished_with_her():
    assert self_assessed.fill(ensure_demo_council(), today=timezone.localdate()) == 2
    waits = Sent.objects.get(name="Maureen Ogden")
    assert waits.asked.task.done_at is None and waits.answered_at is None
    signed = CarersAssessment.objects.signed().get()
    assert signed.sent.name == "Sunita Rao" and signed.sent.answered_at
    assert signed.response.answers["what_they_do"] == self_assessed.SUNITA["what_they_do"]
