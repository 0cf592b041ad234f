from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.access import actions as access
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.uploads.cleaning import Clean
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.people.messages import actions, policy, presenters, reading, selectors
from alongside.people.messages.models import Begun, Thread, outsider
from alongside.people.own_access import actions as own_access

from .factories import HER_SON, HERSELF, make_access, make_deputy, make_message, make_subject, make_worker

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def _task():
    return Task.objects.open().get(kind="message")


def test_a_message_is_on_the_workers_list_with_the_day_the_council_promises():
    subject = make_subject()
    worker = make_worker(subject)
    message = make_message(subject=subject)
    task = _task()
    assert (task.owner, task.priority, task.subject) == (worker, Task.Priority.SOON, subject)
    assert task.due_on == timezone.localdate(policy.answer_by(message.written_at, urgent=False))
    assert message.thread.about == "Is the ramp coming?"


def test_days_on_which_the_office_is_shut_do_not_count():
    friday = timezone.make_aware(datetime(2026, 5, 15, 20, 0))
    assert timezone.localtime(policy.answer_by(friday, urgent=False)) == timezone.make_aware(datetime(2026, 5, 19, 20))
    assert policy.answer_by(friday, urgent=True) == friday + timedelta(hours=4)
    saturday = timezone.make_aware(datetime(2026, 5, 16, 9, 0))
    assert timezone.localdate(policy.answer_by(saturday, urgent=False)) == date(2026, 5, 20)


def test_the_clocks_change_and_the_day_stays():
    friday = timezone.make_aware(datetime(2026, 10, 23, 12, 0))
    assert timezone.localtime(policy.answer_by(friday, urgent=False)).strftime("%d.%m. %H.%M") == "27.10. 12.00"


def test_a_second_message_is_the_same_piece_of_work():
    subject = make_subject()
    make_worker(subject)
    first = make_message(subject=subject)
    make_message("And who pays for it?", subject=subject, thread=first.thread)
    assert "2 messages not answered" in _task().why


def test_words_of_danger_make_it_urgent_and_are_told():
    subject = make_subject()
    make_worker(subject)
    first = make_message(subject=subject)
    second = make_message("My nephew threatened me", subject=subject, thread=first.thread)
    assert second.urgent_words == "threatened"
    assert _task().priority == Task.Priority.URGENT and "threatened" in _task().why


def test_danger_while_the_office_is_shut_goes_to_those_who_work_at_night_and_to_the_worker_when_it_opens(monkeypatch):
    subject, night = make_subject(), make_team("out_of_hours")
    worker = make_worker(subject)
    monkeypatch.setattr(policy, "is_open", lambda now: False)
    make_message("He hits me", subject=subject)
    assert (_task().owner, _task().team) == (None, night)
    make_message("When is my review?", subject=subject)
    assert Task.objects.get(kind="message", priority="soon").owner == worker
    monkeypatch.setattr(policy, "is_open", lambda now: True)
    actions.keep_with_who_reads(now=timezone.now())
    assert Task.objects.get(kind="message", priority="urgent").owner == worker


def test_whoever_covers_has_it_on_their_list_and_is_told_and_the_person_reads_who():
    subject = make_subject()
    worker, cover = make_worker(subject), make_user(name="Tom Ashworth")
    accounts.arrange_cover(absent=worker, cover=cover, starts_on=TODAY(), ends_on=TODAY() + timedelta(days=5),
                           by=make_user("team_manager"))
    make_message(subject=subject)
    reader = reading.who_reads(subject, timezone.now())
    assert (reader.user, reader.away, reader.back_after) == (cover, worker, TODAY() + timedelta(days=5))
    assert _task() in Task.objects.mine(cover) and _task().owner == worker
    assert Notification.objects.filter(to_user=cover, title="Something has come from My plan").exists()


def test_where_whoever_covers_is_away_too_the_team_reads_it():
    subject = make_subject()
    worker, cover, other = make_worker(subject), make_user(), make_user()
    for absent, covers in ((worker, cover), (cover, other)):
        accounts.arrange_cover(absent=absent, cover=covers, starts_on=TODAY(), ends_on=TODAY(),
                               by=make_user("team_manager"))
    reader = reading.who_reads(subject, timezone.now())
    assert reader.user is None and reader.team == make_team() and reader.away == worker


def test_nobody_works_with_them_so_the_duty_team_reads_it():
    make_message()
    assert _task().team.key == "front_door" and _task().owner is None


def test_a_message_never_waits_with_somebody_who_has_left():
    subject = make_subject()
    worker = make_worker(subject)
    make_message(subject=subject)
    accounts.close_account(user=worker, because="Moved to another council", by=make_user("administrator"))
    assert actions.keep_with_who_reads(now=timezone.now()) == 1
    assert _task().owner is None and _task().team == make_team()
    assert reading.who_reads(subject, timezone.now()).gone == worker


def test_what_a_colleague_took_or_was_handed_stays_with_them():
    subject = make_subject()
    make_worker(subject)
    make_message(subject=subject)
    other = make_user()
    work.hand_over(tasks=[_task()], owner=other, note="She knows the firm", by=other)
    assert actions.keep_with_who_reads(now=timezone.now()) == 0 and _task().owner == other


def test_what_is_late_becomes_urgent():
    subject = make_subject()
    make_worker(subject)
    make_message(subject=subject)
    actions.keep_with_who_reads(now=timezone.now() + timedelta(days=9))
    assert _task().priority == Task.Priority.URGENT


def test_on_a_restricted_record_it_goes_to_somebody_named_and_never_to_a_team():
    subject = make_subject()
    worker, named = make_worker(subject), make_user("team_manager")
    access.restrict(subject=subject, reason="Related to a colleague", named=[], by=named)
    message = make_message("He hits me", subject=subject)
    assert message.urgent_words and _task().owner == worker, "their own grant opens it"
    accounts.close_account(user=worker, because="Moved on", by=make_user("administrator"))
    actions.keep_with_who_reads(now=timezone.now())
    assert _task().owner == named


def test_the_answer_ends_the_work_and_tells_them_without_a_word_of_it():
    subject = make_subject()
    worker = make_worker(subject)
    own = make_access(subject, worker, ways=[("email", "winnie@post.example")])
    message = make_message(subject=subject)
    answer = actions.write_from_colleague(thread=message.thread, words="It comes on Monday", by=worker)
    message.refresh_from_db()
    assert message.read_by == worker and not Task.objects.open().filter(kind="message").exists()
    told = Notification.objects.get(to_user=None)
    assert told.channel == "email" and told.address == "winnie@post.example"
    for word in ("Winifred", "Okafor", "Monday", "ramp", worker.name):
        assert word not in told.title + told.words
    actions.read_from_outside(thread=message.thread, who=outsider(own))
    answer.refresh_from_db()
    assert answer.read_by_name == "Winifred Okafor"


def test_while_my_plan_is_closed_nothing_goes_out_and_the_worker_is_told_so():
    subject = make_subject()
    worker = make_worker(subject)
    own = make_access(subject, worker, ways=[("email", "winnie@post.example")])
    message = make_message(subject=subject, who=outsider(own))
    own_access.close_for_safety(subject=subject, words="He sat beside her and answered for her", by=worker)
    answer = actions.write_from_colleague(thread=message.thread, words="It comes on Monday", by=worker)
    assert not Notification.objects.filter(to_user=None).exists()
    assert "Nobody can sign in" in presenters.could_not_be_told(answer, [])


def test_a_power_over_money_reads_only_what_it_began():
    subject = make_subject()
    worker = make_worker(subject)
    own = make_access(subject, worker)
    health = make_message(subject=subject, who=outsider(own)).thread
    deputy = make_deputy(subject, worker)
    money = make_message("What does it cost?", subject=subject, who=outsider(deputy)).thread
    assert list(Thread.objects.open_to(deputy)) == [money]
    assert set(Thread.objects.open_to(own)) == {health, money}
    assert (health.is_open_to(own), health.is_open_to(deputy), money.is_open_to(deputy)) == (True, False, True)


def test_a_manager_who_looks_in_does_not_make_it_read():
    subject = make_subject()
    worker = make_worker(subject)
    thread = make_message(subject=subject).thread
    assert not actions.read_by_colleague(thread=thread, by=make_user("team_manager", team=make_team("south")))
    assert actions.read_by_colleague(thread=thread, by=worker)


def test_what_is_asked_for_stands_until_it_is_given():
    subject = make_subject()
    worker = make_worker(subject)
    thread = make_message(subject=subject).thread
    asked = actions.write_from_colleague(thread=thread, words="Could you?", by=worker, asks_for="A photograph of it")
    assert list(Thread.objects.waiting_for_what_was_asked_by([worker.pk])) == [thread]
    photo = Clean(b"picture", "image/png", "letter.png")
    given = actions.write_from_outside(subject=subject, who=HERSELF, words="Here", thread=thread, files=[photo],
                                       gives=True)
    asked.refresh_from_db()
    assert asked.given_at and given.attachments.get().content() == b"picture"
    assert not Thread.objects.waiting_for_what_was_asked_by([worker.pk]).exists()


def test_a_thread_closes_with_a_reason_once_they_have_an_answer():
    subject = make_subject()
    worker = make_worker(subject)
    thread = make_message(subject=subject).thread
    with pytest.raises(actions.NotAnswered):
        actions.close(thread=thread, because="Done", by=worker)
    actions.write_from_colleague(thread=thread, words="It is in", by=worker)
    actions.close(thread=thread, because="The ramp is in", by=worker)
    with pytest.raises(actions.ThreadIsClosed):
        make_message("One more", subject=subject, thread=thread)


def test_not_even_sql_closes_it_while_they_wait_for_an_answer():
    message = make_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=message.thread_id).update(closed_at=timezone.now(), closed_by=make_user(),
                                                           closed_because="Gone")


def test_two_windows_of_theirs_are_noticed_and_nothing_is_lost():
    subject = make_subject()
    first = actions.keep_begun(subject=subject, who=HERSELF, place="new", words="I want")
    actions.keep_begun(subject=subject, who=HERSELF, place="new", words="I want to say", revision=first.revision)
    with pytest.raises(actions.ChangedElsewhere) as problem:
        actions.keep_begun(subject=subject, who=HERSELF, place="new", words="I wish", revision=first.revision)
    assert problem.value.theirs.words == "I want to say"
    actions.keep_begun(subject=subject, who=HER_SON, place="new", words="Mum wants")
    assert Begun.objects.count() == 2
    make_message(subject=subject)
    assert Begun.objects.get().writer_name == "Chidi Okafor"


def test_whoever_writes_while_another_message_came_reads_it_first():
    subject = make_subject()
    worker = make_worker(subject)
    message = make_message(subject=subject)
    actions.write_from_colleague(thread=message.thread, words="On Monday", by=worker)
    with pytest.raises(actions.WrittenMeanwhile):
        make_message("Well?", subject=subject, thread=message.thread, seen=message.pk)


def test_nobody_begins_more_than_a_person_could(monkeypatch):
    monkeypatch.setattr(actions, "MOST_BEGUN", 1)
    subject = make_subject()
    actions.keep_begun(subject=subject, who=HERSELF, place="new", words="One")
    with pytest.raises(actions.TooMuchBegun):
        actions.keep_begun(subject=subject, who=HERSELF, place="thread:1", words="Two")


def test_what_was_begun_and_left_is_forgotten():
    actions.keep_begun(subject=make_subject(), who=HERSELF, place="new", words="I")
    assert actions.forget_begun(now=timezone.now() + timedelta(days=60)) == 0
    assert actions.forget_begun(now=timezone.now() + timedelta(days=92)) == 1


def test_what_waits_for_somebody_is_what_they_asked_for_themselves():
    subject = make_subject()
    worker, other = make_worker(subject), make_user()
    thread = make_message(subject=subject).thread
    actions.write_from_colleague(thread=thread, words="Could you?", by=worker, asks_for="A photograph of it")
    actions.write_from_colleague(thread=thread, words="I shall ring on Monday", by=other)
    assert selectors.asked_by(worker) == [thread] and selectors.asked_by(other) == []


def test_saved_by_itself_at_the_moment_they_press_the_button_is_saved_once(monkeypatch):
    subject = make_subject()
    looked, really = [], actions._begun

    def looks_before_the_other_has_saved(*where):
        looked.append(where)
        if len(looked) > 1:
            return really(*where)
        Begun.objects.create(subject=subject, place="new", access=HERSELF.access, writer_name=HERSELF.name, words="I")
        return None

    monkeypatch.setattr(actions, "_begun", looks_before_the_other_has_saved)
    kept = actions.keep_begun(subject=subject, who=HERSELF, place="new", words="I", revision=0)
    assert Begun.objects.get() == kept and kept.words == "I"


def test_that_a_message_tells_of_somebody_else_is_on_the_timeline_with_who_said_so_and_once():
    subject = make_subject()
    worker = make_worker(subject)
    message = make_message(subject=subject)
    for _ in range(2):
        assert actions.mark_third_party(message=message, tells_of_others=True, by=worker).third_party
    assert Event.objects.get(kind="messages.marked").by == worker
    actions.mark_third_party(message=message, tells_of_others=False, by=worker)
    assert Event.objects.filter(kind="messages.marked").count() == 2
