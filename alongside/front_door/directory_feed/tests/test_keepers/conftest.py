"""One club with its keeper, and what is sent to them."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed.actions import keeping

from .keepers import ADDRESS


@pytest.fixture(autouse=True)
def westmere():
    cache.clear()
    factories.terms()


@pytest.fixture
def outbox(monkeypatch):
    sent = []
    monkeypatch.setitem(keeping.SENDERS, "email", sent.append)
    return sent


@pytest.fixture
def club():
    owner = factories.organisation("Weir Allotments", keeper_name="Ada", keeper_email=ADDRESS)
    return factories.service("Gardening club", organisation=owner, days="TU", opens="10:00", closes="12:00",
                             cost="2.00", review_on=timezone.localdate())
