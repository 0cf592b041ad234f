from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.people.case_notes import actions, drafts
from alongside.people.case_notes.models import Note
from alongside.people.people.actions import move_entry

from .factories import make_note, make_person

pytestmark = pytest.mark.django_db


def test_a_note_stands_on_the_timeline_when_it_happened():
    happened = timezone.now() - timedelta(days=9)
    note = make_note(happened_at=happened)
    event = Event.objects.get(source=events.source_of(note))
    assert (event.happened_at, event.title, event.significant) == (happened, "Telephone call with Winnie", False)
    assert event.permission == "case_notes.see"


def test_a_sensitive_note_is_on_the_timeline_only_for_those_who_hold_that():
    note = make_note(sensitive=True)
    assert Event.objects.get(source=events.source_of(note)).permission == "case_notes.see_sensitive"


def test_a_correction_speaks_on_the_timeline_and_the_version_before_stays():
    note = make_note(significant_title="Third fall since January")
    version = actions.correct(note=note, reason="It was the second", by=make_user(), words="Fell by the bed",
                              kind=note.kind, happened_at=note.happened_at, significant_title="Second fall")
    note.refresh_from_db()
    assert note.words == "The girl came at seven again" and version.correction_reason == "It was the second"
    assert [event.title for event in Event.objects.filter(kind="case_notes.written")] == ["Second fall"]
    with pytest.raises(actions.Superseded):
        actions.correct(note=note, reason="Late", by=make_user(), words="x", kind=note.kind,
                        happened_at=note.happened_at)


def test_a_note_on_the_wrong_person_moves_with_its_versions_and_leaves_no_words_behind():
    wrong, right = make_person(), make_person("Dipti Shah")
    first = make_note(wrong)
    second = actions.correct(note=first, reason="Time", by=make_user(), words="At eight", kind=first.kind,
                             happened_at=first.happened_at)
    move_entry(record=first, to_subject=right, reason="Mixed up two calls", by=make_user("team_manager"))
    assert set(Note.objects.filter(subject=right)) == {first, second}
    left = Event.objects.filter(subject=wrong)
    assert not any("At eight" in event.detail or "seven again" in event.detail for event in left)
    assert left.filter(detail="Mixed up two calls").exists()


def test_a_question_is_on_the_managers_list_until_decided_with_reasons():
    asker, manager = make_user(), make_user("team_manager")
    asked = actions.ask_for_decision(subject=make_person(), question="Two more hours?", asked_of=manager, by=asker)
    assert Task.objects.open().get(owner=manager).verb == "Decide"
    actions.decide(asked=asked, decision="Yes, for six weeks", reasons="Her carer is in hospital", by=manager)
    assert not Task.objects.open().exists()
    event = Event.objects.get(kind="case_notes.decided")
    assert event.significant and event.detail == "Her carer is in hospital"
    with pytest.raises(actions.Superseded):
        actions.decide(asked=asked, decision="No", reasons="Changed", by=manager)


def test_a_decision_nobody_asked_for_is_whole_at_once():
    manager = make_user("team_manager")
    row = actions.record_decision(subject=make_person(), question="Close?", decision="Stay open", reasons="Fell twice",
                                  by=manager)
    assert (row.decided_by, row.asked_by) == (manager, manager)


def test_without_its_event_no_note_is_written(monkeypatch):
    subject = make_person()

    def broken(**_kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(actions.events, "record", broken)
    with pytest.raises(RuntimeError):
        make_note(subject)
    assert not Note.objects.exists()


@pytest.mark.parametrize(("typed", "hour", "minute"), [("10.42", 10, 42), ("9:05", 9, 5), ("", 12, 0)])
def test_times_as_people_type_them(typed, hour, minute):
    assert (drafts.time_of(typed).hour, drafts.time_of(typed).minute) == (hour, minute)


@pytest.mark.parametrize("typed", ["25.00", "ten", "10.77", "1042"])
def test_a_time_that_is_none(typed):
    with pytest.raises(drafts.NotATime, match="for example 10.42"):
        drafts.time_of(typed)


def test_a_note_and_its_answers_are_the_same_thing():
    when = timezone.make_aware(datetime(2026, 5, 12, 10, 42))
    note = make_note(happened_at=when, third_party=True, significant_title="First fall")
    assert drafts.particulars(drafts.answers_of(note)) == {
        "kind": note.kind, "words": note.words, "happened_at": when, "with_whom": "Winnie", "third_party": True,
        "sensitive": False, "significant_title": "First fall"}
