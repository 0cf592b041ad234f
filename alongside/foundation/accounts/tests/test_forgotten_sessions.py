"""A session that is over keeps nothing of whoever had it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from alongside.foundation.accounts import tasks
from alongside.foundation.accounts.signing_in.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_one_that_is_over_is_forgotten_and_one_that_runs_is_not():
    over, running = SessionStore(), SessionStore()
    for one in (over, running):
        one["work_email"] = "ann@surgery.example"
        one.save()
    Session.objects.filter(pk=over.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    tasks.forget_sessions(timestamp=0)
    assert list(Session.objects.values_list("pk", flat=True)) == [running.session_key]
