from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access.models import Grant
from alongside.foundation.events.models import Event
from alongside.foundation.work.actions import promise
from alongside.foundation.work.models import Task
from alongside.people.people import actions
from alongside.people.people.models import Contact, Death, EntryMove

from .factories import person, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return worker("team_manager")


def test_an_entry_takes_its_timeline_lines_with_it_and_leaves_a_trail(by):
    wrong, right = person("Ann", "Li", by=by), person("Jean", "Lofthouse", by=by)
    contact = actions.add_contact(subject=wrong.subject, kind="mobile", value="07700 900111", by=by)
    actions.move_entry(record=contact, to_subject=right.subject, reason="Two calls mixed up", by=by)
    contact.refresh_from_db()
    assert contact.subject_id == right.pk
    assert Event.objects.get(source=events.source_of(contact)).subject_id == right.pk
    move = EntryMove.objects.get()
    assert (move.subject_id, move.moved_from_id, move.entry) == (right.pk, wrong.pk, events.source_of(contact))
    assert Event.objects.filter(subject=wrong.subject, kind="people.entry_moved_away").exists()
    assert Event.objects.filter(subject=right.subject, kind="people.entry_moved_here").exists()


def test_a_second_of_what_there_is_one_of_is_refused_and_nothing_moves(by):
    wrong, right = person("Ann", "Li", by=by), person("Jean", "Lofthouse", by=by)
    for one in (wrong, right):
        actions.add_contact(subject=one.subject, kind="mobile", value="07700 900111", by=by, preferred=True)
    contact = Contact.objects.get(subject=wrong.subject)
    with pytest.raises(actions.CannotMove, match="its own"):
        actions.move_entry(record=contact, to_subject=right.subject, reason="x", by=by)
    contact.refresh_from_db()
    assert contact.subject_id == wrong.pk and not EntryMove.objects.exists()


def test_only_what_is_recorded_on_a_person_is_moved(by):
    one = person("Ann", "Li", by=by)
    with pytest.raises(actions.CannotMove):
        actions.move_entry(record=by, to_subject=one.subject, reason="x", by=by)


def test_a_death_stops_work_at_once_and_tells_each_once(by):
    one = person("Jean", "Lofthouse", by=by)
    lead, joint = worker(), worker()
    Grant.objects.create(subject=one.subject, user=lead, reason="involved", starts_on=date(2026, 1, 1))
    for owner in (lead, joint):
        promise(subject=one.subject, what="Ring", owner=owner, due_on=timezone.localdate(), by=by)
    concern = Task.objects.create(subject=one.subject, kind="safeguarding_concern", queue="safeguarding_concern",
                                  title="Concern", team=lead.memberships.get().team)
    actions.record_death(subject=one.subject, died_on=date(2026, 5, 1), told_by="Her son", by=by)
    one.refresh_from_db()
    assert one.date_of_death == date(2026, 5, 1)
    assert not Task.objects.open().filter(kind="promise").exists()
    concern.refresh_from_db()
    assert concern.done_at is None
    told = Task.objects.open().filter(kind="death")
    assert sorted(t.owner_id for t in told if t.owner) == sorted([lead.pk, joint.pk])
    assert Event.objects.get(kind="people.died").significant
    with pytest.raises(actions.AlreadyRecorded):
        actions.record_death(subject=one.subject, died_on=date(2026, 5, 2), told_by="x", by=by)


def test_a_death_recorded_in_error_is_undone_whole(by):
    one = person("Jean", "Lofthouse", by=by)
    kept = promise(subject=one.subject, what="Ring", owner=by, due_on=timezone.localdate(), by=by)
    finished = promise(subject=one.subject, what="Write", owner=by, due_on=timezone.localdate(), by=by)
    Task.objects.filter(pk=finished.pk).update(done_at=timezone.now(), done_by=by, outcome="Written")
    actions.record_death(subject=one.subject, died_on=date(2026, 5, 1), told_by="The hospital", by=by)
    actions.undo_death(subject=one.subject, reason="Another patient of the same name", by=by)
    one.subject.refresh_from_db()
    kept.refresh_from_db()
    finished.refresh_from_db()
    assert one.subject.died_on is None
    assert (kept.done_at, kept.done_by, kept.outcome) == (None, None, "")
    assert finished.outcome == "Written"
    assert Task.objects.open().filter(kind="death_undone").exists()
    assert not Task.objects.open().filter(kind="death").exists()
    assert not Death.objects.standing().exists()
    assert Event.objects.filter(kind="people.died").exists(), "what was thought stays in the record, with its undoing"
