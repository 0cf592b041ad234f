"""The board of a team: its own figures and people, nobody else's, and who may not see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.tests.factories import make_assessment
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit.models import Look
from alongside.insight.measures.tests.test_pages import KEY, a_run, home
from alongside.insight.returns.models import BuiltReturn
from alongside.people.people.tests.factories import person

pytestmark = pytest.mark.django_db
__all__ = ["home"]


@pytest.fixture
def teams():
    return make_team("north"), make_team("south")


@pytest.fixture
def manager(teams):
    return make_user("team_manager", team=teams[0])


@pytest.fixture
def people(teams, manager):
    north, south = teams
    nora, sol = person("Nora", "Hartley", by=manager), person("Sol", "Rahman", by=manager)
    a_run(
        ("", "", 30, 60), ("team", north.name, 0, 1), ("team", south.name, 1, 1),
        people=[
            (nora.pk, False, True, "no_mechanism", "mechanism", {"team": north.name}),
            (sol.pk, True, True, "direct_payment", "birth_month", {"team": south.name}),
        ],
    )
    return nora, sol


def board(client, **query):
    return client.get(reverse("measures:team"), query)


def test_a_manager_sees_their_own_team_and_it_opens_to_its_people(client, teams, manager, people):
    nora, sol = people
    client.force_login(manager)
    page = board(client).content.decode()
    opened = reverse("measures:team_people", args=[teams[0].key, KEY])
    assert teams[0].name in page and teams[1].name not in page
    assert "0 of 1" in page and "50.0%" in page, "the team's own figure beside the council's"
    assert f'{opened}?unknown=mechanism"' in page and "The birth month" not in page
    shown = client.get(opened).content.decode()
    assert "Nora Hartley" in shown and "Sol Rahman" not in shown and "how the support is delivered is blank" in shown
    assert Look.objects.filter(what="people behind a figure", listed=[nora.pk]).exists()
    other = {"split": "team", "part": teams[1].name, "month": "2024-02"}
    assert "Sol Rahman" not in client.get(opened, other).content.decode(), "no address leads out of the team"


def test_no_other_team_opens_to_a_manager(client, teams, manager, people):
    client.force_login(manager)
    assert board(client, team=teams[1].key).status_code == 404
    assert client.get(reverse("measures:team_people", args=[teams[1].key, KEY])).status_code == 404
    assert client.get(reverse("measures:team_people", args=[teams[0].key, "9Z"])).status_code == 404
    assert client.get(reverse("measures:measure", args=[KEY])).status_code == 403
    assert client.get(reverse("measures:people", args=[KEY])).status_code == 403


@pytest.mark.parametrize("role", ["social_worker", "front_door_worker", "performance_analyst", "commissioner"])
def test_who_leads_no_team_has_no_board(client, teams, people, role):
    client.force_login(make_user(role, team=teams[0]))
    assert board(client).status_code == 403
    assert client.get(reverse("measures:team_people", args=[teams[0].key, KEY])).status_code == 403


def test_a_director_sees_every_team(client, teams, people):
    client.force_login(make_user("director"))
    assert board(client, team=teams[1].key).status_code == 200
    shown = client.get(reverse("measures:team_people", args=[teams[1].key, KEY])).content.decode()
    assert "Sol Rahman" in shown and "Nora Hartley" not in shown


def test_waits_reviews_and_faults_stand_beside_the_figures(client, manager, teams):
    made = make_assessment(by=manager)
    day = timezone.localdate() - timedelta(days=40)
    Assessment.objects.filter(pk=made.pk).update(asked_for_on=day, promised_by=day, team=teams[0])
    problem = {"row": 1, "subject": made.subject_id, "source": f"assessments.assessment:{made.pk}",
               "field": "Accommodation Status", "code": -1, "message": "It is blank.", "worker": None}
    BuiltReturn.objects.create(
        starts_on=day, ends_on=timezone.localdate(), asked_by=manager, finished_at=timezone.now(), file="return.csv",
        rows=1, problems=[problem | {"team": teams[0].pk}, problem | {"team": teams[1].pk, "message": "Of the others"}],
    )
    client.force_login(manager)
    page = board(client).content.decode()
    assert "40 days" in page and "It is blank." in page and "Of the others" not in page
    assert "Not worked out yet" in page and "Can be held now" in page
    assert f'{reverse("waiting:board")}?team={teams[0].key}"' in page, "the waits are asked for again by themselves"


def test_the_board_asks_few_questions(client, manager, people):
    client.force_login(manager)
    board(client)
    with CaptureQueriesContext(connection) as asked:
        board(client)
    assert len(asked) <= 36, len(asked)
