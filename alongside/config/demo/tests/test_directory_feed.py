"""The demo shows how a directory is kept: what waits, what came in, what is due."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.config.demo import directory, directory_feed
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.front_door.directory.models import Service
from alongside.front_door.directory_feed.models import Change, Import

pytestmark = pytest.mark.django_db


def test_what_waits_what_came_in_and_what_is_due(client):
    keeper, today = ensure_demo_council().users["business_support"], timezone.localdate()
    directory.fill(keeper, seed=1, today=today)
    directory_feed.fill(keeper, seed=1, today=today)
    assert Change.objects.waiting().count() == 3 and all(one.fields for one in Change.objects.all())
    assert [one.state for one in Import.objects.newest_first()] == ["with_problems", "done", "with_problems"]
    assert Service.objects.stale(today).count() >= 7
    client.force_login(keeper)
    for name in ("changes", "chase", "imports"):
        assert client.get(reverse(f"directory_feed:{name}")).status_code == 200
    for one in Change.objects.all():
        assert client.get(reverse("directory_feed:change", args=[one.pk])).status_code == 200
    for one in Import.objects.all():
        assert client.get(reverse("directory_feed:import", args=[one.pk])).status_code == 200
