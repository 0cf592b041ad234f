"""What a copy of the database opens: nothing. Links are found by a digest, and said again from a seed under our key."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from alongside.front_door.bookings import actions
from alongside.front_door.bookings.models import BookingDraft, CalendarFeed, PlanningSession
from alongside.front_door.conversations.tests.factories import front_door_worker

from .factories import booked, hours, open_day

pytestmark = pytest.mark.django_db


def kept(*rows) -> str:
    return json.dumps(serializers.serialize("python", rows), default=str)


def test_neither_a_booking_nor_a_calendar_nor_a_draft_holds_what_opens_it(client):
    worker, day = front_door_worker(), open_day()
    hours(worker, day)
    session, feed = booked(day), actions.give_feed(worker=worker)
    client.post(reverse("bookings:step", args=["about"]), {"wants": "Company"})
    draft = BookingDraft.objects.get()
    cookie = client.cookies["booking"].value
    assert cookie and cookie not in kept(draft) and BookingDraft.objects.by_secret(cookie) == draft
    for row, find in ((session, PlanningSession.objects.by_secret), (feed, CalendarFeed.objects.by_secret)):
        assert len(row.secret) == 32 and row.secret not in kept(row) and find(row.secret) == row
        assert find(row.link_digest) is None and find(row.link_seed) is None and find("") is None


def test_neither_does_the_session_of_the_browser(client):
    worker, day = front_door_worker(), open_day()
    hours(worker, day)
    session = booked(day)
    visitor = Client()
    visitor.post(reverse("bookings:ask_code", args=[session.secret]))
    assert session.secret not in json.dumps(dict(visitor.session.items()))


def test_another_address_of_the_calendar_ends_the_one_before(client):
    worker = front_door_worker()
    old = actions.give_feed(worker=worker).secret
    new = actions.give_feed(worker=worker).secret
    assert old != new and CalendarFeed.objects.get().secret == new
    assert client.get(reverse("bookings:feed", args=[old])).status_code == 404
    assert client.get(reverse("bookings:feed", args=[new])).status_code == 200
