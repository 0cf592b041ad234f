"""Work on a restricted record: its owner and those who may know see initials and a day, and nobody sees more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access import actions as access
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.work.actions import finish
from alongside.foundation.work.tests.factories import make_task
from alongside.people.involvements.tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def helen():
    return make_user("team_manager", name="Helen Cho", team=make_team("south"))


@pytest.fixture
def amara():
    return make_user("social_worker", name="Amara Bello")


@pytest.fixture
def task(helen, amara):
    subject = make_person("Xanthippe Quillfeather", by=helen)
    task = make_task(owner=amara, team=make_team(), subject=subject, title="Ask about the heron", kind="enquiry",
                     due_on=timezone.localdate() - timedelta(days=1))
    access.restrict(subject=subject, reason="Her son works here", named=[], by=helen)
    return task


def page(client, user, name="my_work", **query):
    client.force_login(user)
    answer = client.get(reverse(f"desk:{name}"), query)
    return answer.content.decode() if answer.status_code == 200 else ""


def says_the_least(said):
    assert not [word for word in ("Xanthippe", "Quillfeather", "heron") if word in said]
    card = said[said.index("On restricted records"):].partition("</ul>")[0]
    assert "Safeguarding" not in card
    assert "X.Q." in card and "Restricted. Ask Helen Cho" in card and "1 day late" in card
    return True


@pytest.mark.parametrize("shape", ["", "board"])
def test_its_owner_sees_that_there_is_something_and_whom_to_ask(client, amara, task, shape):
    assert says_the_least(page(client, amara, **{"as": shape}))


def test_as_the_role_that_pages_run_in(client, amara, task, web_role):
    assert says_the_least(page(client, amara))


@pytest.mark.parametrize("shape", ["", "board"])
def test_a_manager_who_may_know_sees_it_on_the_teams_board(client, task, shape):
    said = page(client, make_user("team_manager", name="Deepak Rao"), "team", **{"as": shape})
    assert says_the_least(said) and "Amara Bello" in said


def test_a_colleague_of_the_team_sees_nothing(client, task):
    assert "X.Q." not in page(client, make_user("social_worker"))


def test_a_manager_of_another_team_sees_nothing(client, task):
    other = make_user("team_manager", team=make_team("occupational_therapy"))
    assert "X.Q." not in page(client, other, "team") + page(client, other)


def test_the_named_see_it_among_the_rest_and_not_twice(client, helen, amara, task):
    access.change_named(subject=task.subject, named=[amara], by=helen)
    said = page(client, amara)
    assert "On restricted records" not in said and "X.Q." in said


def test_done_work_is_gone(client, helen, amara, task):
    finish(task=task, outcome="Done", by=amara)
    assert "X.Q." not in page(client, amara)


def test_it_costs_no_query(client, amara, task):
    page(client, amara)
    with CaptureQueriesContext(connection) as queries:
        page(client, amara)
    assert len([one for one in queries if one["sql"].startswith("SELECT")]) <= 10
