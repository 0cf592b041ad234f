import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.desk.lists.places import PLACES
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.permissions.roles import ROLES
from alongside.people.involvements import actions as involvements
from alongside.people.involvements.tests.factories import make_person

pytestmark = pytest.mark.django_db


def lists(client):
    return client.get(reverse("desk:lists")).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_signing_in_leads_every_role_to_a_page_of_its_own(client, role):
    client.force_login(make_user(role))
    assert client.get(reverse("desk:my_work"), follow=True).status_code == 200


def test_the_administrator_lands_on_accounts_and_an_account_without_a_role_is_told_whom_to_ask(client):
    client.force_login(make_user("administrator"))
    assert client.get(reverse("desk:my_work")).url == reverse("accounts:users")
    client.force_login(make_user(None))
    assert "Ask whoever manages accounts" in client.get(reverse("desk:my_work"), follow=True).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_every_list_offered_opens_and_none_that_is_theirs_is_missing(client, role):
    client.force_login(user := make_user(role))
    said = lists(client)
    offered = set(re.findall(r'class="al-place__name" href="([^"]+)"', said))
    assert offered == {reverse(place.url_name) for place in PLACES if user.may(place.permission)}
    assert [href for href in offered if client.get(href).status_code != 200] == []


def test_a_list_says_how_many_are_on_it_and_asks_once(client):
    team = make_team("north")
    manager = make_user("team_manager", team=team)
    client.force_login(manager)
    involvements.ask(subject=make_person("Winnie Okafor", by=manager), team=team, reason="Falls", by=manager)
    with CaptureQueriesContext(connection) as queries:
        said = lists(client)
    assert "1 waiting for your teams" in said
    assert sum("involvements_involvement" in one["sql"] for one in queries) == 1


def test_a_list_stands_behind_its_tab(client):
    client.force_login(make_user("team_manager"))
    said = client.get(reverse("involvements:waiting_list")).content.decode()
    assert re.search(r'aria-current="page">Lists</a>', said)
    assert re.search(r'aria-current="page">My work</a>', client.get(reverse("desk:my_work")).content.decode())
