"""Whatever is typed, pasted or sent by a machine: a page answers it or says what is wrong, and never breaks.

Every address with real rows, as somebody who holds every role, with odd values in each place of the question and of
each form it shows. Nothing that is sent here stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.permissions import roles
from tests.whole_record import Maker

pytestmark = pytest.mark.django_db
NOT_ASKED = {"account_logout", "ready", "account_reauthenticate", "mfa_reauthenticate", "api:decide",
             "api:sent_referral"}
ODD = {
    "a number no row could have": "9" * 40,
    "no day": "31/02/2026",
    "long, and of many scripts": "Ž\u202e𐍈👩🏽‍🦽e\u0301’" * 2000,
}
IN_AN_ADDRESS = 300  # the server itself refuses addresses of more than some thousands
ASKED_WITH = ["q", "page", "show", "state", "team", "as", "to", "kind", "part", "sort", "field", "category", "next",
              "on_a_page", "absent", "template", "day", "from", "since", "until", "reason", "copy", "view", "task"]
NAME = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"')


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            with context.acting(why="test"):
                maker = Maker()
                whole = maker.whole()
                user = make_user("administrator")
                for role in roles.ROLES:
                    if role != "administrator":
                        Membership.objects.create(user=user, team=make_team(), role=role, starts_on=date(2020, 1, 1))
                yield whole, user
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


def undone(ask: Any, path: str, values: dict[str, str]) -> Any:
    with transaction.atomic():
        answer = ask(path, values)
        transaction.set_rollback(True)
    return answer


def broken(answer: Any, path: str, how: str) -> list[str]:
    if answer.status_code < 500:
        return []
    problem = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
    return [f"{how} {path}: {answer.status_code} {type(problem).__name__} {str(problem)[:120]!r}"]


@pytest.mark.parametrize("odd", ODD)
def test_no_page_breaks(client: Client, made: Any, db: None, odd: str) -> None:
    whole, user = made
    client.force_login(user)
    client.raise_request_exception = False
    wrong: list[str] = []
    for one, path, _ in whole.asked():
        if one.name in NOT_ASKED:
            continue
        wrong += broken(undone(client.get, path, dict.fromkeys(ASKED_WITH, ODD[odd][:IN_AN_ADDRESS])), path, "GET")
        if not path.startswith("/desk/"):
            continue
        page = client.get(path)
        shown = set() if page.streaming else set(NAME.findall(page.content.decode(errors="replace")))
        sent = dict.fromkeys(shown - {"csrfmiddlewaretoken"}, ODD[odd])
        wrong += broken(undone(client.post, path, sent), path, "POST")
    assert not wrong, "\n".join(wrong)
