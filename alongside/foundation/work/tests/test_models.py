from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.accounts.models import AbsenceCover
from alongside.foundation.accounts.tests.factories import make_subject, make_team, make_user, restrict
from alongside.foundation.work.models import Section, Task

from .factories import make_task

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + timedelta(days=number)


def section_of(task):
    return Task.objects.in_sections(timezone.localdate()).get(pk=task.pk).section


def test_the_parts_of_a_list():
    user, keeper = make_user(), make_user()
    waits = {"waiting_on": "Hospital letter", "waiting_since": day(-5)}
    kept = {"keeps_in_touch": keeper, "keep_in_touch_days": 7}
    assert section_of(make_task(owner=user, due_on=day(-3))) == Section.DUE
    assert section_of(make_task(owner=user, due_on=day(6))) == Section.DUE
    assert section_of(make_task(owner=user, due_on=day(7))) == Section.LATER
    assert section_of(make_task(owner=user)) == Section.LATER
    assert section_of(make_task(owner=user, priority="urgent")) == Section.URGENT
    assert section_of(make_task(owner=user, kind="promise", due_on=day(-1))) == Section.URGENT
    assert section_of(make_task(owner=user, kind="promise", due_on=day(0))) == Section.DUE
    assert section_of(make_task(owner=user, due_on=day(-1), **waits, **kept)) == Section.WAITING
    held = {"held_until": day(3), "hold_reason": "On holiday"}
    assert section_of(make_task(owner=user, due_on=day(-1), **held)) == Section.HELD
    assert section_of(make_task(owner=user, held_until=day(0), hold_reason="On holiday", due_on=day(0))) == Section.DUE
    assert section_of(make_task(owner=user, handed_by=keeper, handed_at=timezone.now())) == Section.HANDED
    assert section_of(make_task(owner=user, kind="allocation", due_on=day(1))) == Section.HANDED


def test_a_wait_that_nobody_keeps_in_touch_about_cannot_wait():
    task = make_task(owner=make_user(), waiting_on="Hospital letter", waiting_since=day(-5))
    assert section_of(task) == Section.URGENT


def test_the_top_of_each_part_in_one_query_with_its_count():
    user = make_user()
    for number in range(8):
        make_task(owner=user, due_on=day(6 - number % 7), title=f"Task {number}")
    make_task(owner=user, priority="urgent")
    with CaptureQueriesContext(connection, ) as queries:
        rows = list(Task.objects.open().mine(user).first_of_each_section(
            timezone.localdate(), {"due": 3, "urgent": 5}))
    assert sum("work_task" in query["sql"] for query in queries) == 1
    assert [row.section for row in rows] == ["due", "due", "due", "urgent"]
    assert {row.in_section for row in rows if row.section == "due"} == {8}
    assert [row.due_on for row in rows if row.section == "due"] == sorted(row.due_on for row in rows if row.due_on)


def test_a_restricted_record_takes_its_work_off_every_list():
    user, other = make_user(), make_user()
    subject = make_subject()
    task = make_task(owner=user, subject=subject)
    assert list(Task.objects.visible_to(user)) == [task]
    restrict(subject, by=other)
    assert not Task.objects.visible_to(user).exists()


def test_work_of_an_absent_colleague_is_mine_today():
    absent, cover = make_user(), make_user()
    task = make_task(owner=absent)
    AbsenceCover.objects.create(absent=absent, cover=cover, starts_on=day(-1), ends_on=day(1), arranged_by=cover)
    assert list(Task.objects.mine(cover)) == [task]


def test_a_teams_work_is_its_list_and_what_its_members_own():
    team, other = make_team("north"), make_team("south")
    own = make_task(owner=make_user(team=team))
    listed = make_task(team=team)
    make_task(team=other)
    assert set(Task.objects.of_teams([team.pk])) == {own, listed}


@pytest.mark.parametrize("half", [
    {"hold_reason": "On holiday"}, {"waiting_on": "A letter"}, {"keep_in_touch_days": 7},
    {"accepted_at": timezone.now()},
    {"done_at": timezone.now()}, {"owner": None},
])
def test_paired_facts_come_in_pairs(half):
    task = make_task(owner=make_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**half)


def test_a_queue_takes_one_item_for_each_source():
    team, source = make_team(), make_subject()
    make_task(team=team, queue="safeguarding_concern", source=source)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_task(team=team, queue="safeguarding_concern", source=source)


def test_when_to_be_in_touch_next():
    task = make_task(owner=make_user(), waiting_on="Broker", waiting_since=day(-6), keeps_in_touch=make_user(),
                     keep_in_touch_days=7)
    assert task.next_touch_on == day(1)
    task.last_touch_on = day(0)
    assert task.next_touch_on == day(7)
