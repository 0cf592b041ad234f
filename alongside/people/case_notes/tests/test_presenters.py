from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.work import actions as work
from alongside.people.case_notes import actions, presenters, selectors, supervision
from alongside.people.case_notes.panels import PANELS
from alongside.people.involvements import actions as involvements

from .factories import make_note, make_person

pytestmark = pytest.mark.django_db


def test_a_copy_for_the_person_leaves_out_what_is_about_somebody_else():
    subject = make_person()
    own, other = make_note(subject), make_note(subject, words="Her neighbour drinks", third_party=True)
    copied = [presenters.for_a_copy(note) for note in selectors.notes_for_a_copy(subject)]
    assert copied == [own.words, presenters.LEFT_OUT] and other.words not in copied


def test_when_it_happened_and_when_it_was_written():
    note = make_note(happened_at=timezone.make_aware(datetime(2026, 5, 12, 12, 0)), by=make_user(name="Amara Bello"))
    assert presenters.when(note) == "12 May 2026"
    assert presenters.written(note).startswith("Amara Bello, written ")


def test_the_chronology_is_what_is_significant_and_may_be_read():
    subject = make_person()
    make_note(subject)
    make_note(subject, significant_title="First fall")
    make_note(subject, significant_title="Disclosure", sensitive=True)
    titles = [event.title for event in selectors.chronology(subject, make_user("broker"))]
    assert titles == ["First fall"]
    assert selectors.chronology(subject, make_user()).count() == 2


def test_deciders_are_those_whose_role_decides():
    manager = make_user("team_manager")
    make_user("social_worker")
    assert list(selectors.deciders()) == [manager]


def test_a_supervision_summary_has_the_quietest_first_the_overdue_and_what_was_asked():
    worker, manager, today = make_user(), make_user("team_manager"), timezone.localdate()
    quiet, busy = make_person("Ama Mensah"), make_person("Carl Boothroyd")
    for subject in (busy, quiet):
        involvements.start(subject=subject, team=make_team(), worker=worker, reason="Review", by=worker)
    make_note(busy)
    make_note(quiet, happened_at=timezone.now() - timedelta(days=60))
    work.raise_task(kind="review", title="Review the plan", subject=quiet, owner=worker, by=worker,
                    due_on=today - timedelta(days=3))
    work.raise_task(kind="training", title="Fire training", owner=worker, by=worker, due_on=today - timedelta(days=1))
    actions.ask_for_decision(subject=busy, question="More hours?", asked_of=manager, by=worker)
    found = supervision.summary(worker, manager, today)
    assert [line.involvement.subject for line in found.lines] == [quiet, busy]
    assert [task.title for task in found.lines[0].overdue] == ["Review the plan"] and found.lines[0].quiet(today)
    assert [task.title for task in found.other_overdue] == ["Fire training"]
    assert [row.question for row in found.asked] == ["More hours?"]


def test_the_card_shows_only_questions_that_wait():
    subject, manager = make_person(), make_user("team_manager")
    assert PANELS[0].context(subject, manager) is None
    asked = actions.ask_for_decision(subject=subject, question="More hours?", asked_of=manager, by=make_user())
    assert PANELS[0].context(subject, manager)["rows"] == [asked]
