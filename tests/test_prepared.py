"""Prepared questions: the same answers as a query set gives, for whoever asks, on whatever day."""

from __future__ import annotations

import pytest
from django.db import NotSupportedError, connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.conditions import open_ones, visible_subjects
from alongside.foundation.access.middleware import context_of
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.tests.factories import make_subject, make_team, make_user, restrict
from alongside.foundation.audit.context import NOBODY, acting, enter
from alongside.foundation.database.prepared import prepared
from alongside.foundation.subjects.models import Subject

pytestmark = pytest.mark.django_db


@prepared
def _called(name, places):
    return User.objects.filter(Q(name=name) | Q(pk=places)).prefetch_related("memberships__team").order_by("name")


@prepared
def _teams(newest_first, keys):
    return Team.objects.filter(key=keys).order_by("-pk" if newest_first else "pk").values_list("key", flat=True)


def test_one_question_asked_with_other_values_gives_other_rows():
    amara, helen = make_user("social_worker", name="Amara Bello"), make_user("team_manager", name="Helen Cho")
    assert _called(name="Amara Bello", places=[]) == [amara]
    assert _called(name="Amara Bello", places=[helen.pk]) == [amara, helen]
    assert _called(name="nobody", places=[]) == []
    with CaptureQueriesContext(connection) as asked:
        (found,) = _called(name="Helen Cho", places=[])
        assert [place.team.key for place in found.memberships.all()] == ["north"]
    assert len(asked) == 3


def test_what_changes_the_question_itself_is_kept_apart():
    make_team("north"), make_team("south")
    assert _teams(True, keys=["north", "south"]) == ["south", "north"]
    assert _teams(False, keys=["north", "south"]) == ["north", "south"]


def test_what_never_changes_is_written_into_the_question():
    @prepared
    def half(name):
        return User.objects.filter(name=name, job_title__contains="50% it's").values_list("job_title", flat=True)

    user = make_user("social_worker", name="Amara Bello")
    User.objects.filter(pk=user.pk).update(job_title="Worker, 50% it's")
    assert half(name="Amara Bello") == ["Worker, 50% it's"]
    assert half(name="Helen Cho") == []


def test_the_wall_stands_before_a_kept_plan_as_well(web_role):
    @prepared
    def every(ids):
        return Subject.objects.filter(pk=ids).order_by("pk").values_list("pk", flat=True)

    with acting(why="test"):
        closed, plain = make_subject(), make_subject()
        named, other = make_user("social_worker"), make_user("social_worker")
        restrict(closed, named)
        Grant.objects.create(subject=closed, user=named, reason=Grant.Reason.NAMED, starts_on=timezone.localdate())
    for _ in range(8):  # the database settles on one plan for all after the fifth time
        enter(context_of(named, "one"))
        assert every(ids=[closed.pk, plain.pk]) == [closed.pk, plain.pk]
        enter(context_of(other, "two"))
        assert every(ids=[closed.pk, plain.pk]) == [plain.pk]
        enter(NOBODY)
        assert every(ids=[closed.pk, plain.pk]) == []


def test_a_question_that_looks_at_the_clock_is_refused():
    @prepared
    def idle(name):
        return User.objects.filter(name=name, date_joined__lt=timezone.now())

    with pytest.raises(ValueError, match="give it its day"):
        idle(name="Amara")


def test_one_value_and_a_list_of_them_are_asked_apart_and_nothing_is_refused():
    @prepared
    def called(names):
        return User.objects.filter(name=names).order_by("name").values_list("name", flat=True)

    make_user("social_worker", name="Amara Bello"), make_user("team_manager", name="Helen Cho")
    assert called(names="Amara Bello") == ["Amara Bello"]
    assert called(names=["Amara Bello", "Helen Cho"]) == ["Amara Bello", "Helen Cho"]
    assert called(names="Helen Cho") == ["Helen Cho"]
    with pytest.raises(ValueError, match="Nothing equals nothing"):
        called(names=None)


@pytest.mark.django_db(transaction=True)
def test_a_table_altered_under_a_kept_plan_stops_nobody_for_long():
    """Who a session belongs to is asked before any transaction: there the plan is made anew at once."""
    make_team("north")

    def altered(length):
        with connection.copy().cursor() as another:
            another.execute(f"ALTER TABLE accounts_team ALTER COLUMN key TYPE varchar({length})")
            another.db.close()

    usual = Team._meta.get_field("key").max_length
    try:
        assert _teams(False, keys=["north"]) == ["north"]
        altered(usual + 1)
        assert _teams(False, keys=["north"]) == ["north"]
        altered(usual + 2)
        with pytest.raises(NotSupportedError), transaction.atomic():
            _teams(False, keys=["north"])
        assert _teams(False, keys=["north"]) == ["north"]
    finally:
        altered(usual)


def test_the_door_opens_the_same_records_for_one_user_after_another():
    plain, closed, given, to_the_team = (make_subject() for _ in range(4))
    team = make_team("carers_centre")
    users = [make_user("social_worker"), make_user("team_manager"), make_user("carers_centre_worker", team=team),
             make_user(None)]
    restrict(closed, users[1])
    today = timezone.localdate()
    for user in users[::2]:
        Grant.objects.create(subject=given, user=user, reason=Grant.Reason.INVOLVED, starts_on=today)
    Grant.objects.create(subject=to_the_team, team=team, reason=Grant.Reason.DELEGATED, starts_on=today)
    ids = [plain.pk, closed.pk, given.pk, to_the_team.pk]
    opened = {user.name: {one.pk for one in open_ones(user, ids)} for user in users}
    assert opened == {user.name: set(visible_subjects(user).filter(pk__in=ids).values_list("pk", flat=True))
                      for user in users}
    assert len(set(map(frozenset, opened.values()))) > 1, "a test of different answers"
