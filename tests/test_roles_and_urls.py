"""Every address as every role: the table people read says what the code does, and the code does what it says."""

from __future__ import annotations

import csv
import re

import pytest
from django.conf import settings
from django.shortcuts import resolve_url

from alongside.config.roles_and_urls import PUBLIC, SIGNED_IN, TABLE, Address, addresses, as_csv
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.api_keys.signing import KEY
from alongside.foundation.permissions import roles
from alongside.foundation.permissions.catalogue import PERMISSIONS

ASIDE = re.compile(r"^/(static|api)/|^/accounts/oidc/|^[A-Z]")
# Signing out would end the walk; readiness is not a page and says no while no worker runs; and showing once more that
# it is you is refused to whoever has nothing to show it with.
NOT_WALKED = {"account_logout", "ready", "account_reauthenticate", "mfa_reauthenticate"}
EXAMPLES = {"int": "999999", "slug": "nothing", "str": "nothing", "uuid": "00000000-0000-4000-8000-000000000000",
            "path": "nothing"}


def pages() -> list[Address]:
    """What a browser can ask for; the API is asked in its own tests."""
    return [one for one in addresses() if not ASIDE.search(one.path) and one.name not in NOT_WALKED]


def example(path: str) -> str:
    """The path with something in each place, of the right kind and of nobody."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda place: EXAMPLES.get(place[1] or "str", "nothing"), path)


def ask(client, path: str):
    answer = client.get(example(path))
    return client.post(example(path)) if answer.status_code == 405 else answer


def test_the_table_says_what_the_code_does():
    written, now = set(TABLE.read_text(encoding="utf-8").splitlines()), set(as_csv(addresses()).splitlines())
    assert sorted(written ^ now) == [], "Read each line, then run: python -m alongside.config.roles_and_urls"


def test_every_address_says_whom_it_is_for():
    assert [one for one in addresses() if one.needs not in {PUBLIC, SIGNED_IN, KEY, *PERMISSIONS}] == []


def test_the_table_has_a_column_for_every_role():
    with TABLE.open(newline="", encoding="utf-8") as file:
        columns = next(csv.reader(file))
    assert columns[3:] == [role.name for role in roles.ROLES.values()]


def test_every_permission_is_held_by_somebody():
    held = frozenset().union(*(role.permissions for role in roles.ROLES.values()))
    assert set(PERMISSIONS) - held == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", roles.ROLES)
def test_as(client, role):
    """Turned away where the table is empty, and nowhere else; nothing breaks."""
    client.force_login(make_user(role))
    client.raise_request_exception = False
    wrong = []
    for one in pages():
        status = ask(client, one.path).status_code
        if status >= 500:
            wrong.append(f"{one.path}: broken ({status})")
        elif (status == 403) is one.open_to(role):
            wrong.append(f"{one.path}: {status}, though the table says {'open' if one.open_to(role) else 'closed'}")
    assert wrong == []


@pytest.mark.django_db
def test_as_somebody_who_has_not_signed_in(client):
    client.raise_request_exception = False
    sign_in = resolve_url(settings.LOGIN_URL)
    wrong = []
    for one in pages():
        answer = ask(client, one.path)
        # A page leads to signing in; what a script of a page asks for says 401, and the script does the rest.
        asked = answer.status_code == 401 or (answer.status_code == 302 and answer.url.startswith(sign_in))
        if one.needs != PUBLIC and not asked:
            wrong.append(f"{one.path}: {answer.status_code} without signing in")
        if one.needs == PUBLIC and answer.status_code >= 500:
            wrong.append(f"{one.path}: broken ({answer.status_code})")
    assert wrong == []


@pytest.mark.django_db
def test_as_somebody_without_any_role(client):
    """An account alone opens its own page and nothing else."""
    client.force_login(make_user(None))
    client.raise_request_exception = False
    opened = [one.path for one in pages()
              if one.needs not in (PUBLIC, SIGNED_IN) and ask(client, one.path).status_code != 403]
    assert opened == []
