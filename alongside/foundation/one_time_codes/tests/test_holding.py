"""What was typed when the time was up comes back to whoever typed it, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from alongside.foundation.one_time_codes import holding

pytestmark = pytest.mark.django_db
HERE, ANN = "/refer/abc/add/", "ann@example.org"


@pytest.fixture
def request_of():
    session = SessionStore()

    def made(**typed):
        request = RequestFactory().post(HERE, typed)
        request.session = session
        return request

    return made


def test_it_comes_back_once_to_the_same_address_as_it_was_typed(request_of):
    request = request_of(words="She fell\r\nagain", needs=["health", "home"], secret="not a box")
    assert holding.hold(request, HERE, ("words", "needs"), whose=ANN)
    assert "fell" not in str(dict(request.session.items())), "sealed"
    later = request_of()
    assert holding.where(later, whose="ANN@example.org") == HERE
    back = holding.give_back(later, HERE, whose=ANN)
    assert (back["words"], back.getlist("needs"), "secret" in back) == ("She fell\r\nagain", ["health", "home"], False)
    assert holding.give_back(later, HERE, whose=ANN) is None and not holding.where(later, whose=ANN)


def test_to_nobody_else_nowhere_else_and_not_for_long(request_of, monkeypatch):
    request = request_of(words="She fell")
    holding.hold(request, HERE, ("words",), whose=ANN)
    assert not holding.where(request, whose="bob@example.org")
    assert holding.give_back(request, HERE, whose="bob@example.org") is None
    assert holding.give_back(request, "/refer/other/add/", whose=ANN) is None
    late = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(holding.time, "time", late.timestamp)
    assert holding.give_back(request, HERE, whose=ANN) is None


def test_nothing_is_kept_of_nothing_or_of_nobody_and_only_so_much(request_of):
    assert not holding.hold(request_of(words=" "), HERE, ("words",), whose=ANN)
    assert not holding.hold(request_of(words="A"), HERE, ("words",), whose="")
    long = request_of(words="a" * 15_000, more="b" * 15_000)
    holding.hold(long, HERE, ("words", "more"), whose=ANN)
    back = holding.give_back(long, HERE, whose=ANN)
    assert (len(back["words"]), len(back["more"])) == (15_000, 5_000)
    for number in range(5):
        holding.hold(request_of(words="A"), f"/{number}/", ("words",), whose=ANN)
    assert holding.where(long, whose=ANN) == "/4/" and holding.give_back(long, "/1/", whose=ANN) is None


def test_one_machine_fills_the_sessions_of_nobody(request_of):
    kept = [holding.hold(request_of(words="A"), HERE, ("words",), whose=ANN) for _ in range(holding.MOST_AN_HOUR + 1)]
    assert kept == [True] * holding.MOST_AN_HOUR + [False]


def test_whoever_leaves_leaves_nothing(request_of):
    request = request_of(words="A")
    holding.hold(request, HERE, ("words",), whose=ANN)
    holding.let_go(request)
    assert holding.give_back(request, HERE, whose=ANN) is None
