from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_subject, make_team, make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work import actions, queues
from alongside.foundation.work.models import Task

from .factories import make_task

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + timedelta(days=number)


def test_a_promise_and_what_came_of_it_are_on_the_timeline():
    user, subject = make_user(name="Amara Bello"), make_subject()
    task = actions.promise(subject=subject, what="Ring about the falls clinic", owner=user, due_on=day(2), by=user)
    actions.finish(task=task, outcome="Clinic is on 3 June", by=user)
    titles = list(Event.objects.filter(subject=subject).order_by("pk").values_list("title", "detail"))
    assert titles[0][0] == "Promised: Ring about the falls clinic"
    assert titles[0][1].startswith("Amara Bello, by ")
    assert titles[1] == ("Done: Ring about the falls clinic", "Clinic is on 3 June")


def test_a_promise_that_moves_says_so_and_a_broken_one_is_significant():
    user, subject = make_user(), make_subject()
    kept = actions.promise(subject=subject, what="Ring", owner=user, due_on=day(2), by=user)
    actions.change_day(task=kept, due_on=day(4), why="She asked for Friday", by=user)
    assert not Event.objects.get(kind="work.promise_moved").significant
    broken = actions.promise(subject=subject, what="Write", owner=user, due_on=day(-2), by=user)
    actions.change_day(task=broken, due_on=day(4), why="I was off sick", by=user)
    assert Event.objects.filter(kind="work.promise_moved", significant=True).count() == 1


def test_finishing_twice_is_noticed_and_names_who_was_first():
    first, second = make_user(name="Callum Lees"), make_user()
    task = make_task(owner=first)
    actions.finish(task=task, outcome="Rang", by=first)
    with pytest.raises(actions.AlreadyDone, match="Callum Lees finished this on .*: Rang"):
        actions.finish(task=task, outcome="Rang too", by=second)


def test_a_page_shown_before_a_colleagues_change_cannot_undo_it():
    user, colleague = make_user(), make_user(name="Yasmin Haddad")
    task = make_task(owner=user)
    actions.hand_over(tasks=[task], owner=colleague, note="You know her", by=user)
    with pytest.raises(actions.ChangedMeanwhile, match="now with Yasmin Haddad"):
        actions.hold(task=task, until=day(3), reason="On holiday", by=user, seen=task.version)


def test_bulk_hand_over_moves_all_or_none():
    user, colleague = make_user(), make_user()
    tasks = [make_task(owner=user) for _ in range(3)]
    actions.finish(task=tasks[1], outcome="Done", by=user)
    with pytest.raises(actions.AlreadyDone):
        actions.hand_over(tasks=tasks, owner=colleague, note="On leave", by=user)
    assert not Task.objects.filter(owner=colleague).exists()
    moved = actions.hand_over(tasks=[tasks[0], tasks[2]], owner=colleague, note="On leave", by=user)
    assert {(task.owner, task.handed_by, task.hand_over_note, task.accepted_at) for task in moved} == {
        (colleague, user, "On leave", None)}


def test_handed_work_is_accepted_by_the_one_it_was_handed_to():
    user, colleague, stranger = make_user(), make_user(name="Yasmin Haddad"), make_user()
    task, = actions.hand_over(tasks=[make_task(owner=user)], owner=colleague, note="x", by=user)
    with pytest.raises(actions.ChangedMeanwhile, match="Yasmin Haddad has this now"):
        actions.accept(task=task, by=stranger)
    assert actions.accept(task=task, by=colleague).accepted_at


def test_taking_unowned_work_is_accepting_it():
    user = make_user()
    task = actions.accept(task=make_task(team=make_team()), by=user)
    assert (task.owner, task.to_accept) == (user, False)


def test_handing_to_oneself_needs_no_accepting():
    user = make_user()
    task, = actions.hand_over(tasks=[make_task(team=make_team())], owner=user, note="", by=user)
    assert not task.to_accept


def test_waiting_keeping_in_touch_and_the_end_of_a_wait():
    user, keeper = make_user(), make_user()
    task = make_task(owner=user)
    actions.wait_for(task=task, on="Hospital letter", keeps_in_touch=keeper, every_days=7, since=day(-5), by=user)
    task = actions.touch(task=task, on=day(0), by=keeper, words="Still nothing; she is well")
    assert task.next_touch_on == day(7)
    assert Event.objects.get(kind="work.kept_in_touch").detail == "Still nothing; she is well"
    task = actions.stop_waiting(task=task, by=user)
    assert (task.waiting_on, task.keeps_in_touch, task.last_touch_on) == ("", None, None)


def test_a_hold_has_its_reason_and_can_be_ended():
    user = make_user()
    task = actions.hold(task=make_task(owner=user), until=day(3), reason="She is away", by=user)
    assert task.is_held(day(0)) and not task.is_held(day(3))
    assert actions.resume(task=task, by=user).held_until is None


def test_no_queue_has_two_handlers_and_a_queue_without_one_is_refused():
    keys = [queue.key for queue in queues.handlers()]
    assert len(keys) == len(set(keys))
    with pytest.raises(queues.NoHandler, match="nobodys_queue"):
        queues.queue("nobodys_queue")
