"""The second wall: what the web role gets from a query that forgot to ask."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from alongside.foundation.access import actions
from alongside.foundation.access.middleware import context_of
from alongside.foundation.access.models import Grant
from alongside.foundation.access.wall import walled_columns
from alongside.foundation.accounts.models import AbsenceCover, User
from alongside.foundation.accounts.tests.factories import make_subject, make_team, make_user, restrict
from alongside.foundation.audit import context
from alongside.foundation.decisions.models import DecisionRecord
from alongside.foundation.events.models import Event
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(web_role):
    """An ordinary record and a restricted one, each with an event, and a manager who restricted it."""
    context.enter(context.NOBODY)  # whatever request another test made over this connection
    with context.acting(why="test"):
        manager = make_user("team_manager", name="Helen Cho")
        ordinary, closed = make_subject("Winifred Hartley"), restrict(make_subject("Omar Farouk"), manager)
        for subject in (ordinary, closed):
            Event.objects.create(subject=subject, kind="test", category="contact", title=f"About {subject}",
                                 happened_at=timezone.now())
    return ordinary, closed, manager


def seen(user: User) -> set[str]:
    with context.within(context_of(User.objects.get(pk=user.pk), "r")):
        return {event.title for event in Event.objects.all()}


def grant(subject, **whom):
    Grant.objects.create(subject=subject, reason="named", starts_on=whom.pop("starts_on", timezone.localdate()), **whom)


def test_with_nobody_told_no_record_is_seen(records):
    assert list(Event.objects.all()) == []
    assert list(Subject.objects.all()) == []


def test_a_connection_that_was_never_told_sees_nothing(records):
    with connection.cursor() as cursor:
        cursor.execute("RESET alongside.closed")
        cursor.execute("RESET alongside.open")
    assert list(Event.objects.all()) == []


def test_a_worker_sees_all_but_the_restricted(records):
    assert seen(make_user("social_worker")) == {"About Winifred Hartley"}


def test_the_service_sees_everything_while_it_acts(records):
    with context.acting(why="nightly job"):
        assert Event.objects.count() == 2
    assert Event.objects.count() == 0


def test_the_named_see_the_restricted_record(records):
    _, closed, _ = records
    worker = make_user("social_worker")
    grant(closed, user=worker)
    assert seen(worker) == {"About Winifred Hartley", "About Omar Farouk"}


def test_a_grant_counts_between_its_days(records):
    _, closed, _ = records
    worker, today = make_user("social_worker"), timezone.localdate()
    grant(closed, user=worker, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
    grant(closed, user=worker, starts_on=today + timedelta(days=1))
    assert seen(worker) == {"About Winifred Hartley"}


def test_a_grant_to_the_team_names_nobody(records):
    _, closed, _ = records
    safeguarding = make_team("safeguarding")
    grant(closed, team=safeguarding)
    assert "About Omar Farouk" not in seen(make_user("social_worker", team=safeguarding))
    assert "About Omar Farouk" not in seen(make_user("carers_centre_worker", team=safeguarding))


def test_a_grant_to_whom_one_covers_for_opens(records):
    _, closed, manager = records
    colleague, absent = make_user("social_worker"), make_user("social_worker")
    grant(closed, user=absent)
    assert "About Omar Farouk" not in seen(colleague)
    today = timezone.localdate()
    AbsenceCover.objects.create(absent=absent, cover=colleague, starts_on=today, ends_on=today, arranged_by=manager)
    assert "About Omar Farouk" in seen(colleague)


def test_another_organisation_sees_only_what_it_was_given(records):
    ordinary, _, _ = records
    worker = make_user("carers_centre_worker", team=make_team("carers_centre"))
    assert seen(worker) == set()
    grant(ordinary, team=make_team("carers_centre"))
    assert seen(worker) == {"About Winifred Hartley"}


def test_work_about_nobody_is_everybodys(records):
    worker = make_user("social_worker")
    Task.objects.create(kind="errand", title="Order paper", owner=worker)
    with context.within(context_of(worker, "r")):
        assert Task.objects.count() == 1


def test_whoever_reads_their_own_record_sees_it_alone_and_nothing_that_is_about_nobody(records):
    ordinary, _, _ = records
    with context.acting(why="test"):
        worker = make_user("social_worker")
        for subject in (None, ordinary, make_subject("Emeka Okafor")):
            Task.objects.create(kind="errand", title=f"About {subject}", owner=worker, subject=subject)
    with context.within(context.Context(sees=context.Sees.OWN, opened=(ordinary.pk,))):
        assert list(Subject.objects.all()) == [ordinary]
        assert [task.subject_id for task in Task.objects.all()] == [ordinary.pk]
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Task.objects.create(kind="errand", title="About nobody", owner=worker)


def test_a_closed_record_takes_no_writing(records):
    _, closed, _ = records
    with context.within(context_of(make_user("social_worker"), "r")):
        assert Event.objects.filter(subject_id=closed.pk).update(title="Changed") == 0
        assert Event.objects.filter(subject_id=closed.pk).delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Event.objects.create(subject_id=closed.pk, kind="test", category="contact", title="x",
                                 happened_at=timezone.now())


def test_an_emergency_opening_opens_within_the_very_request(records):
    _, closed, _ = records
    worker = make_user("out_of_hours_worker")
    with context.within(context_of(worker, "r")):
        actions.break_glass(subject_id=closed.pk, reason="Ambulance crew at the door", by=worker)
    assert "About Omar Farouk" in seen(worker)


def test_after_a_failure_inside_the_context_of_before_is_back(records):
    with pytest.raises(ZeroDivisionError), context.acting(why="job"):
        raise ZeroDivisionError
    assert context.current() == context.NOBODY
    assert Event.objects.count() == 0


def test_a_failed_transaction_leaves_no_door_open(records):
    with (pytest.raises(ProgrammingError), transaction.atomic(), context.acting(why="job"),
          connection.cursor() as cursor):
        cursor.execute("SELECT nonsense")
    assert context.current() == context.NOBODY
    assert Event.objects.count() == 0


def test_every_table_of_a_persons_record_has_the_wall():
    tables = set(walled_columns())
    assert {Subject._meta.db_table, Event._meta.db_table, DecisionRecord._meta.db_table, "audit_change"} <= tables
    with connection.cursor() as cursor:
        cursor.execute("SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
                       "WHERE p.polname = 'alongside_wall' AND c.relrowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert (tables & set(connection.introspection.table_names())) - walled == set()


def test_the_wall_leaves_indexes_in_use(records):
    worker = make_user("social_worker")
    with context.within(context_of(worker, "r")), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM events_event WHERE subject_id = 5 ORDER BY happened_at DESC LIMIT 20")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    # Which index and which kind of scan is the planner's choice from day to day; that it is an index is ours.
    assert "Index Cond: (subject_id = 5)" in plan
    assert "Seq Scan on events_event" not in plan
    assert plan.count("InitPlan") >= 2
