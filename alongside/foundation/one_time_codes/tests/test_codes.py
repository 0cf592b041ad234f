"""A code works once, for a while, a few times, and tells nobody who is known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.one_time_codes import actions
from alongside.foundation.one_time_codes.actions import Tried, ask_for, attempt
from alongside.foundation.one_time_codes.models import TRIES, OneTimeCode

pytestmark = pytest.mark.django_db
ANN = "ann@example.org"


def asked(**changed):
    return ask_for(**{"purpose": "go on", "channel": "email", "address": ANN, "visitor": "192.0.2.1", **changed})


def tried(code, typed, purpose="go on"):
    return attempt(handle=code.handle, purpose=purpose, typed=typed)


def other_than(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06}"


@pytest.fixture
def sent(monkeypatch):
    out = []
    monkeypatch.setitem(actions.SENDERS, "email", out.append)
    return out


def test_the_code_that_is_sent_is_right_once(sent):
    code = asked()
    actions.send(code_id=code.pk)
    assert sent[0].address == ANN and code.digits in sent[0].words
    spaced = f" {code.digits[:3]} {code.digits[3:]} "
    assert tried(code, spaced) == Tried.RIGHT
    assert tried(code, code.digits) == Tried.OVER


def test_it_is_sent_once_though_the_job_runs_twice(sent):
    code = asked()
    actions.send(code_id=code.pk)
    actions.send(code_id=code.pk)
    assert len(sent) == 1


def test_after_five_wrong_ones_the_right_one_is_too_late():
    code = asked()
    said = [tried(code, other_than(code.digits)) for _ in range(TRIES)]
    assert said == [Tried.WRONG] * (TRIES - 1) + [Tried.OVER]
    assert tried(code, code.digits) == Tried.OVER


def test_it_is_over_after_ten_minutes():
    code = asked()
    OneTimeCode.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert tried(code, code.digits) == Tried.OVER
    assert actions.forget_old() == 1


def test_it_opens_nothing_else():
    code = asked()
    assert tried(code, code.digits, purpose="my plan") == Tried.OVER


def test_for_an_address_that_nobody_has_all_looks_the_same(sent):
    code = asked(known=False)
    actions.send(code_id=code.pk)
    assert sent == [] and code.handle
    assert tried(code, code.digits) == Tried.WRONG


def test_and_the_database_is_asked_the_same():
    asked_of = []
    for known in (True, False):
        with CaptureQueriesContext(connection) as queries:
            asked(address=f"{known}@example.org", known=known)
        asked_of.append([one["sql"].split(" ")[0] for one in queries])
    assert asked_of[0] == asked_of[1]


def test_one_address_is_sent_five_an_hour(sent):
    for _ in range(7):
        actions.send(code_id=asked().pk)
    assert len(sent) == 5


def test_a_stranger_who_asks_for_somebodys_address_shuts_nobody_out(sent):
    for _ in range(60):
        asked(visitor="198.51.100.7")
    actions.send(code_id=asked().pk)
    actions.send(code_id=asked(purpose="to refer", visitor="198.51.100.7").pk)
    assert len(sent) == 2


def test_whoever_asks_an_address_has_twenty_an_hour(sent):
    for machine in range(7):
        for _ in range(4):
            actions.send(code_id=asked(visitor=f"192.0.2.{machine}").pk)
    assert len(sent) == actions.MOST_OF_ALL_AN_HOUR == 20


def test_the_digits_are_kept_nowhere():
    code = asked()
    row = OneTimeCode.objects.filter(pk=code.pk).values().get()
    assert not any(code.digits == str(value) for value in row.values())
    assert len({asked(address=f"p{n}@example.org").digits for n in range(40)}) > 35
