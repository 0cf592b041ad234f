"""Signing in to My plan in a test, by the pages themselves."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.people.own_access.tests.factories import EMAIL

FIELDS = {"email": "email", "text": "mobile", "spoken": "number"}


def ask(client: Client, address: str = EMAIL, channel: str = "email") -> Any:
    return client.post(reverse("my_plan:sign_in"), {"how": channel, FIELDS[channel]: address})


def sign_in(client: Client, address: str = EMAIL, channel: str = "email") -> Any:
    """Ask for a code, and type the one that was sent."""
    ask(client, address, channel)
    return client.post(reverse("my_plan:code"), {"code": OneTimeCode.objects.latest("pk").digits})
