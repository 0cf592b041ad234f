"""Two clients at one time at once: the database gives it to one, and the other is told kindly what is free near it."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations.tests.factories import front_door_worker

from .factories import EMAIL, hours, open_day, times

pytestmark = pytest.mark.django_db(transaction=True)


def ready(name: str, day) -> Client:
    """Somebody who has answered everything and has only to press the button."""
    client = Client()

    def say(step: str, **said: str) -> None:
        assert client.post(reverse("bookings:step", args=[step]), said).status_code == 302

    say("about", wants="Company")
    say("how", way="place")
    say("where", place="mill_lane")
    say("day", day=day.isoformat())
    shown = client.get(reverse("bookings:step", args=["time"])).content.decode()
    say("time", starts_at=times(shown)[0])
    say("contact", name=name, email=EMAIL)
    say("needs")
    return client


def test_one_wins_and_the_other_is_told_kindly():
    day = open_day()
    hours(front_door_worker(), day)
    clients, answers, together = [ready(name, day) for name in ("Edna Jones", "Sam Osei")], {}, Barrier(2)

    def press(number: int) -> None:
        try:
            together.wait(timeout=30)
            answers[number] = clients[number].post(reverse("bookings:check"))
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(answer.status_code for answer in answers.values()) == [302, 409]
    told = next(answer for answer in answers.values() if answer.status_code == 409).content.decode()
    for words in ("Somebody else has that time now", "Nothing you wrote is lost", "11.00 to 11.45"):
        assert words in told
    assert PlanningSession.objects.count() == 1


def test_with_two_workers_free_at_that_time_both_have_it():
    day = open_day()
    for name in ("Ruksana Iqbal", "Sunita Desai"):
        hours(front_door_worker(name=name), day)
    clients, answers, together = [ready(name, day) for name in ("Edna Jones", "Sam Osei")], [], Barrier(2)

    def press(client: Client) -> None:
        try:
            together.wait(timeout=30)
            answers.append(client.post(reverse("bookings:check")).status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert answers == [302, 302]
    assert PlanningSession.objects.values("facilitator").distinct().count() == 2
