from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access import actions as access
from alongside.foundation.accounts.tests.factories import make_subject, make_team, make_user
from alongside.foundation.audit.models import Look
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.work import actions
from alongside.foundation.work.models import Task
from alongside.foundation.work.tests.factories import make_task
from alongside.people.involvements import actions as involvements
from alongside.people.involvements.tests.factories import make_person

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def amara(client):
    user = make_user("social_worker", name="Amara Bello")
    client.force_login(user)
    return user


def page(client, name="my_work", *args, **query):
    answer = client.get(reverse(f"desk:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def asked(queries):
    """Without the transaction's own words."""
    return [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_unsafe_and_broken_promises_stand_first_with_one_filled_button(client, amara):
    subject = make_person("Winnie Okafor", by=amara)
    make_task(owner=amara, subject=subject, kind="promise", title="Ring about the clinic", due_on=day(-1))
    make_task(owner=amara, due_on=day(1), title="Yearly review")
    said = page(client)
    assert said.index("Urgent now") < said.index("Ring about the clinic") < said.index("Due this week")
    assert "One thing cannot wait." in said
    assert said.count("1 day late") == 1
    assert said.count('class="govuk-button al-button--small"') == 1


def test_a_wait_says_who_keeps_in_touch_and_one_without_is_urgent(client, amara):
    colleague = make_user(name="Ruksana Iqbal")
    waits = {"waiting_on": "the therapist", "waiting_since": day(-23)}
    make_task(owner=amara, title="Bathroom", keeps_in_touch=colleague, keep_in_touch_days=7, last_touch_on=day(-1),
              **waits)
    make_task(owner=amara, title="Tenancy", **waits)
    said = page(client)
    assert "23 days" in said and "Ruksana Iqbal" in said and "each week" in said and "Log a call" in said
    assert "Nobody keeps in touch" in said and "Name someone" in said
    assert said.index("Tenancy") < said.index("Bathroom")


def test_a_restricted_person_shows_initials_to_the_named_and_nothing_to_others(client, amara):
    subject = make_person("Freda Marsh", by=amara)
    make_task(owner=amara, subject=subject, title="First look", priority="urgent")
    access.restrict(subject=subject, reason="Related to a colleague", named=[amara], by=make_user())
    said = page(client)
    assert "F.M." in said and "Freda" not in said and "First look" not in said
    client.force_login(make_user())
    assert "F.M." not in page(client)


def test_handed_work_is_accepted_here(client, amara):
    callum = make_user(name="Callum Lees")
    task = make_task(owner=callum, subject=make_person("Noor Siddiqui", by=callum))
    task, = actions.hand_over(tasks=[task], owner=amara, note="He rings on Mondays", by=callum)
    said = page(client)
    assert "Handed to you" in said and "From Callum Lees, today" in said and "He rings on Mondays" in said
    client.post(reverse("work:accept", args=[task.pk]), {"seen": task.version})
    assert Task.objects.get(pk=task.pk).accepted_at
    assert "Handed to you" not in page(client)


def test_list_and_board_are_one_query_in_two_shapes(client, amara):
    make_task(owner=amara, due_on=day(1), title="Yearly review")
    board = page(client, **{"as": "board"})
    assert "al-board" in board and "Yearly review" in board
    for title in ["Urgent now", "Due this week", "Waiting on somebody else", "Later", "On hold"]:
        assert title in board


def test_a_part_in_full_has_pages_and_kinds(client, amara):
    for number in range(27):
        make_task(owner=amara, due_on=day(1), title=f"Review {number:02}")
    make_task(owner=amara, due_on=day(1), kind="assessment", title="First visit")
    said = page(client)
    assert "See all 28" in said
    full = page(client, "my_work_part", "due", page=2)
    assert "Review 26" in full and "Review 00" not in full
    assert "First visit" in page(client, "my_work_part", "due", kind="assessment")
    assert client.get(reverse("desk:my_work_part", args=["someday"])).status_code == 404


def test_unallocated_work_of_my_teams_is_counted_and_listed(client, amara):
    make_task(team=make_team(), title="New and untaken")
    make_task(team=make_team("south"), title="Of another team")
    assert "Unallocated 1" in page(client)
    said = page(client, "unallocated")
    assert "New and untaken" in said and "Of another team" not in said


def test_the_caseload_is_weighed_from_the_record(client, amara):
    helen = make_user("team_manager")
    for number, kind in enumerate(["plain", "plain", "active", "urgent"]):
        subject = make_person(f"Person {'ABCD'[number]}", by=helen)
        involvements.start(subject=subject, team=make_team(), worker=amara, reason="Support", by=helen)
        if kind == "active":
            make_task(owner=amara, subject=subject, kind="plan")
        if kind == "urgent":
            make_task(owner=amara, subject=subject, priority="urgent")
    said = page(client)
    assert "4 people." in said
    assert "Weight 5.5 of a safe limit of 24.0." in said
    assert "Room for about six more complex pieces of work." in said


def test_an_own_limit_counts_and_over_it_is_said_in_words(client, amara):
    amara.caseload_limit = 1
    amara.save()
    helen = make_user("team_manager")
    for name in ("Person A", "Person B", "Person C"):
        subject = make_person(name, by=helen)
        involvements.start(subject=subject, team=make_team(), worker=amara, reason="Support", by=helen)
    assert "Over by 0.5. Ask for some to be moved." in page(client)


@pytest.mark.parametrize("tasks", [20, 500])
def test_my_work_takes_at_most_twelve_queries_however_much_there_is(client, amara, tasks):
    helen = make_user("team_manager", name="Helen Cho")
    subjects = [make_subject(f"Person {number}") for number in range(20)]
    Task.objects.bulk_create(
        Task(subject=subjects[number % 20], owner=amara, kind="review", title=f"Task {number}",
             due_on=day(number % 40 - 5),
             waiting_on="somebody" if number % 5 == 0 else "", waiting_since=day(-3) if number % 5 == 0 else None,
             keeps_in_touch=helen if number % 5 == 0 else None, keep_in_touch_days=7 if number % 5 == 0 else None)
        for number in range(tasks))
    page(client)
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len(asked(queries)) <= 10, "\n\n".join(asked(queries))


def test_everybody_shown_is_written_down_as_looked_at(client, amara):
    task = make_task(owner=amara, due_on=day(1))
    page(client)
    assert Look.objects.get(what="my work").listed == [task.subject_id]


def test_an_empty_list_says_what_would_be_there(client, amara):
    said = page(client)
    for words in ("Nothing is due this week", "Nothing here is urgent.", "Nobody is allocated to you yet"):
        assert words in said


def test_notifications_are_told_and_read(client, amara):
    subject = make_person("Moses Achterberg", by=amara)
    notifications.notify(user=amara, subject=subject, title="Decision made", url=reverse("desk:my_work"), by=None)
    assert "1 new notification" in page(client)
    assert "Decision made" in page(client, "told")
    answer = client.post(reverse("desk:read"), {"notification": amara.notifications.get().pk})
    assert answer.headers["Location"] == reverse("desk:my_work")
    assert "new notification" not in page(client)


def test_how_it_is_weighed_is_the_councils_own_table(client, amara):
    said = page(client, "weights")
    assert "Complex or safeguarding" in said and "3.0" in said and "Westmere caseload agreement" in said
