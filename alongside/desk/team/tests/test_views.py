from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.desk.my_work.tests.test_views import asked
from alongside.foundation.accounts.models import AbsenceCover
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.work.models import Task
from alongside.foundation.work.tests.factories import make_task

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def helen(client):
    user = make_user("team_manager", name="Helen Cho")
    client.force_login(user)
    return user


def page(client, **query):
    answer = client.get(reverse("desk:team"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_teams_work_with_who_has_it_and_what_is_late(client, helen):
    amara = make_user(name="Amara Bello")
    make_task(owner=amara, due_on=day(-2), title="Yearly review")
    make_task(team=make_team("south"), due_on=day(1), title="Of another team")
    said = page(client)
    assert "1 piece of work is late." in said and "Yearly review" in said and "Amara Bello" in said
    assert "Of another team" not in said


def test_an_absent_colleague_is_marked_and_their_work_can_be_moved(client, helen):
    amara = make_user(name="Amara Bello")
    make_task(owner=amara, due_on=day(1))
    AbsenceCover.objects.create(absent=amara, cover=helen, starts_on=day(0), ends_on=day(5), arranged_by=helen)
    said = page(client)
    assert "Away today" in said and f"{reverse('work:hand_over')}?of={amara.pk}" in said


def test_bulk_reassigning_with_a_note(client, helen):
    amara, yasmin = make_user(name="Amara Bello"), make_user(name="Yasmin Haddad")
    tasks = [make_task(owner=amara, due_on=day(number)) for number in range(3)]
    address = f"{reverse('work:hand_over')}?of={amara.pk}&back=/desk/team/"
    assert "Hand over Amara Bello’s work" in client.get(address).content.decode()
    answer = client.post(address, {
        "tasks": [task.pk for task in tasks[:2]], "to": "colleague", "colleague": yasmin.pk, "note": "Amara is away",
        "seen": " ".join(f"{task.pk}:{task.version}" for task in tasks),
    })
    assert answer.headers["Location"] == "/desk/team/"
    assert Task.objects.filter(owner=yasmin, hand_over_note="Amara is away", accepted_at=None).count() == 2
    assert Task.objects.get(pk=tasks[2].pk).owner == amara


def test_moving_a_colleagues_work_is_a_managers_act(client):
    amara = make_user()
    client.force_login(make_user("social_worker"))
    assert client.get(f"{reverse('work:hand_over')}?of={amara.pk}").status_code == 403


def test_the_board_is_the_same_work(client, helen):
    make_task(owner=helen, due_on=day(1), title="Yearly review")
    assert "Yearly review" in page(client, **{"as": "board"})


def test_a_manager_sees_their_team_and_the_director_every_team(client, helen):
    make_user("social_worker", team=make_team("south"))
    assert client.get(reverse("desk:team"), {"team": "south"}).status_code == 404
    client.force_login(make_user("director", team=make_team("leadership")))
    assert client.get(reverse("desk:team"), {"team": "south"}).status_code == 200


def test_a_part_in_full(client, helen):
    make_task(owner=helen, due_on=day(1), title="Yearly review")
    answer = client.get(reverse("desk:team_part", args=["north", "due"]))
    assert "Yearly review" in answer.content.decode()
    assert client.get(reverse("desk:team_part", args=["south", "due"])).status_code == 404


def test_the_board_keeps_its_query_cap(client, helen):
    users = [make_user() for _ in range(8)]
    for number in range(60):
        make_task(owner=users[number % 8], due_on=day(number % 20 - 3))
    page(client)
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len(asked(queries)) <= 14, "\n\n".join(asked(queries))


def test_a_colleagues_work_is_opened_and_nobodys_is_taken(client, helen):
    amara = make_user(name="Amara Bello")
    theirs = make_task(owner=amara, due_on=day(1), handed_by=helen, handed_at=timezone.now())
    untaken = make_task(team=make_team(), due_on=day(1))
    said = page(client)
    assert reverse("work:task", args=[theirs.pk]) in said and reverse("work:accept", args=[theirs.pk]) not in said
    assert reverse("work:accept", args=[untaken.pk]) in said and "Take it" in said
