"""Whoever signs in to My plan by a code: what they read of their own record, and that they read no word of another.

The same addresses with real rows as `test_who_reads_what.py`, as the role that pages run in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from alongside.foundation.access import actions as access
from alongside.foundation.audit import context
from alongside.people.own_access import actions as own_access
from alongside.people.own_access.models import Part
from alongside.people.own_access.tests.factories import let_in, make_person
from alongside.people.relationships import actions as relationships
from alongside.portal.my_plan.guard import COOKIE
from tests.test_odd_input import NAME, ODD, broken, undone
from tests.test_who_reads_what import HER_OWN, NOT_ASKED, ask, at_the_door_of_my_plan, said
from tests.whole_record import OWN_EMAIL, Maker, Whole, mark, models_about_a_person

pytestmark = pytest.mark.django_db
# What somebody reads of themselves. Nothing else of the record stands on any page of My plan.
THEIRS_TO_READ = {
    "about_me.words", "about_me.strength", "about_me.network", "answers.plans", "agreements.agreement",
    "agreements.recipient", "relationships.relationship", "documents.document", "own_access.access",
    "person_messages.thread", "person_messages.message", "about_me.seendifferently", "questionnaires.draft",
    # What was promised to them, and what is arranged with them.
    "work.task", "bookings.planningsession",
}
SECRET = re.compile("secret|reference")
OUT = {"my_plan:sign_out", "my_plan:sign_in", "my_plan:code"}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Whole]:
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            with context.acting(why="test"):
                yield Maker().whole()
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def whole(made: Whole, db: None, web_role: None) -> Whole:
    return made


def by_code(client: Client, address: str, channel: str = "email") -> Client:
    client.cookies[COOKIE] = own_access.sign_in(channel=channel, address=address)
    client.raise_request_exception = False
    return client


def addresses(whole: Whole) -> list[tuple[str, str]]:
    """But those that open to whoever holds the secret in them: another door, with a key of its own."""
    return [(one.name, path) for one, path, _ in whole.asked()
            if one.name not in NOT_ASKED and one.name not in OUT and not path.startswith("/api/")
            and not SECRET.search(one.path)]


def test_she_reads_what_is_hers_and_nothing_that_workers_keep(client: Client, whole: Whole) -> None:
    by_code(client, OWN_EMAIL)
    marks = {mark(name): name for name in
             [*THEIRS_TO_READ, *(model._meta.label_lower for model in models_about_a_person())]}
    met, wrong = set(), []
    for name, path in addresses(whole):
        answer = ask(client, path)
        if answer.status_code >= 500:
            wrong.append(f"{path}: broken ({answer.exc_info[1]!r})")
        for found in said(answer, list(marks)):
            met.add(marks[found])
            if marks[found] not in THEIRS_TO_READ or not name.startswith("my_plan:"):
                wrong.append(f"{path}: says {marks[found]}")
    assert "\n".join(wrong) == ""
    # Or nothing above would mean anything.
    assert {"about_me.words", "answers.plans", "agreements.recipient", "documents.document"} <= met


@pytest.mark.parametrize("as_whom", ["another person", "her own son, for another"])
def test_of_another_record_they_read_no_word(client: Client, whole: Whole, as_whom: str) -> None:
    with context.acting(why="test"):
        if as_whom == "another person":
            let_in(make_person("Omar Farouk"), ways=[("email", "omar@example.org")])
        else:
            his = make_person("Emeka Duarte")
            son = relationships.record(subject=his, kind="child", name="Rui Duarte", by=whole.maker)
            let_in(his, relationship=son, ways=[("email", "omar@example.org")], parts=Part.values)
    by_code(client, "omar@example.org")
    wrong = []
    for _, path in addresses(whole):
        for how in (ask, lambda client, path: client.post(path)):
            with transaction.atomic():
                answer = how(client, path)
                if found := said(answer, HER_OWN):
                    wrong.append(f"{path}: says {found}")
                if answer.status_code >= 500:
                    wrong.append(f"{path}: broken ({answer.status_code})")
                transaction.set_rollback(True)
    assert "\n".join(wrong) == ""


def test_a_restricted_record_is_closed_to_herself(client: Client, whole: Whole) -> None:
    by_code(client, OWN_EMAIL)
    with context.acting(why="test"):
        access.restrict(subject=whole.subject, reason="Her son works here", named=[], by=whole.manager)
    try:
        answers = [ask(client, path) for name, path in addresses(whole) if name.startswith("my_plan:")]
        kept_out = {reverse("my_plan:sign_in"), reverse("my_plan:signed_out")}
        assert all(at_the_door_of_my_plan(one) or one.status_code == 405 or one.request["PATH_INFO"] in kept_out
                   for one in answers)
        assert not [word for one in answers for word in said(one, HER_OWN)]
    finally:
        with context.acting(why="test"):
            whole.subject.refresh_from_db()


@pytest.mark.parametrize("odd", ODD)
def test_no_page_breaks_at_odd_input(client: Client, whole: Whole, odd: str) -> None:
    by_code(client, OWN_EMAIL)
    wrong: list[str] = []
    for name, path in addresses(whole):
        if not name.startswith("my_plan:"):
            continue
        wrong += broken(undone(client.get, path, {"page": ODD[odd], "size": ODD[odd]}), path, "GET")
        page = client.get(path)
        shown = set() if page.streaming else set(NAME.findall(page.content.decode(errors="replace")))
        sent = dict.fromkeys(shown - {"csrfmiddlewaretoken"}, ODD[odd])
        wrong += broken(undone(client.post, path, sent), path, "POST")
    assert not wrong, "\n".join(wrong)
