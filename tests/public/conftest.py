"""A council with its demo people, asked as the web role, and what a visitor without an account meets there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from alongside.config.demo import my_plan
from alongside.config.demo.load import load
from alongside.people.own_access.actions import sign_in
from alongside.portal.my_plan import guard
from tests.public.visitor import Visitor

STARTS = ["/", "/find-help/", "/help-me-work-it-out/", "/refer/", "/book/", "/my-plan/", "/keep-your-entry/",
          "/prescriptions/", "/how-you-read/"]


@pytest.fixture(scope="module")
def visitor(django_db_setup: None, django_db_blocker: Any) -> Iterator[Visitor]:
    """Somebody who has been everywhere: once choosing the first of all that is offered, once the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(people=12, seed=5)
        inside = sign_in(channel="email", address=my_plan.SIGN_INS[0][1])
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE alongside_web")
        visitor = Visitor()
        for start in STARTS:
            visitor.walk(start)
        visitor.walk("/my-plan/", {guard.COOKIE: inside})
        yield visitor
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        transaction.set_rollback(True)
