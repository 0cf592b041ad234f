"""A restricted record stays closed: to every page about a person, every list, search, work and the API.

Walks every address there is, so that a page added tomorrow is asked too.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.config.roles_and_urls import addresses
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.events.models import Event
from alongside.foundation.work import actions as work
from alongside.people.people.tests.factories import person

pytestmark = pytest.mark.django_db
GIVEN, FAMILY = "Xanthippe", "Quillfeather"
NOT_NAMED = ["social_worker", "team_manager", "director", "performance_analyst", "information_governance_lead"]


@pytest.fixture
def closed():
    """A record with something to show: an event, and (by `give_work`) work of the team and of the asker's own."""
    manager = make_user("team_manager", name="Helen Cho")
    with context.acting(user=manager, why="test"):
        one = person(GIVEN, FAMILY, by=manager)
        Event.objects.create(subject=one.subject, kind="test", category="safety", title=f"{FAMILY} fell",
                             happened_at=timezone.now(), significant=True)
        access.restrict(subject=one.subject, reason="Her son works here", named=[], by=manager)
    return one


def give_work(one, to):
    with context.acting(why="test"):
        for days in (-1, 3):
            work.raise_task(kind="review", title=f"See {FAMILY}", subject=one.subject, owner=to, team=make_team(),
                            due_on=timezone.localdate() + timedelta(days=days), by=to)


def pages_about(subject_id: int) -> list[str]:
    """Every page of a person's own, with nobody's number in its other places."""
    found = [one.path.replace("<int:subject_id>", str(subject_id)) for one in addresses()
             if "<int:subject_id>" in one.path]
    return [re.sub(r"<[^>]+>", "1", path) for path in found if path.startswith("/")]


def lists() -> list[str]:
    return [one.path for one in addresses() if one.path.startswith("/desk/") and "<" not in one.path]


def speaks_of(words: list[str], answer) -> bool:
    if answer.status_code in (301, 302) or answer.streaming:
        return False
    page = answer.content.decode(errors="replace")
    return any(word in page for word in words)


def speaks_of_her(answer) -> bool:
    return speaks_of([GIVEN, FAMILY], answer)


def walk(client, subject_id: int) -> list[str]:
    wrong = []
    # Whoever may know that she has a record is asked for a reason there, and told nothing of her.
    asked_why = [reverse(name, args=[subject_id]) for name in ("access:break_glass", "involvements:ask_to_be_named")]
    for path in pages_about(subject_id):
        for ask in (client.get, client.post):
            answer = ask(path)
            if speaks_of_her(answer) or (answer.status_code not in (403, 404, 405) and path not in asked_why):
                wrong.append(f"{path}: {answer.status_code}")
    wrong += [f"{path}: speaks of her" for path in lists() if speaks_of_her(client.get(path))]
    # The page of results repeats what was asked for, and may say no more.
    for asked, silent in ((GIVEN, [FAMILY]), (FAMILY, [GIVEN]), ("Quilfether", [GIVEN, FAMILY])):
        if speaks_of(silent, client.get(reverse("people:search"), {"q": asked})):
            wrong.append(f"search for {asked}")
    return wrong


@pytest.mark.parametrize("role", NOT_NAMED)
def test_to_everybody_who_is_not_named(client, closed, role):
    asker = make_user(role)
    give_work(closed, asker)
    client.force_login(asker)
    assert walk(client, closed.pk) == []


def test_to_a_colleague_through_the_wall_alone(client, closed, web_role):
    """The same, as the role that pages really run in."""
    asker = make_user("social_worker")
    give_work(closed, asker)
    client.force_login(asker)
    assert walk(client, closed.pk) == []


def test_to_the_api(client, closed):
    client.force_login(make_user("social_worker"))
    for one in addresses():
        if not one.name.startswith("api:") or not one.path.startswith("GET "):
            continue
        path = re.sub(r"<[^>]+>|\{[^}]+\}", str(closed.pk), one.path.removeprefix("GET "))
        assert not speaks_of_her(client.get(path)), path


def test_and_opens_to_the_named(client, closed):
    """Or nothing above would mean anything."""
    manager = closed.subject.restricted_by
    client.force_login(manager)
    page = client.get(reverse("desk:person", args=[closed.pk]))
    assert page.status_code == 200
    assert FAMILY in page.content.decode()
    assert FAMILY in client.get(reverse("people:search"), {"q": FAMILY}).content.decode()
