"""The demo has some begun, some sent, one answered, and nobody's whole story twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.config.demo import written
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.front_door.self_assessment.models import Counted, Sent, Started

pytestmark = pytest.mark.django_db


def test_some_are_begun_some_sent_one_answered(client):
    council = ensure_demo_council()
    written.fill(council, today=date.today())
    assert Started.objects.count() == len(written.BEGUN)
    assert {one.name: (one.urgency, one.answered_at is not None) for one in Sent.objects.all()} == {
        "Ellen Jones": ("routine", False), "Karen Downton": ("urgent", False), "Desmond Smith": ("routine", True)}
    assert Counted.objects.filter(what="finished").exists()
    client.force_login(council.users["front_door_worker"])
    page = client.get(reverse("conversations:duty")).content.decode()
    assert "Karen Downton wrote to us" in page and "Desmond Smith wrote to us" not in page
