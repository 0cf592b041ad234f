from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.case_notes import actions
from alongside.people.case_notes.models import Note

from .factories import make_note, make_person

pytestmark = pytest.mark.django_db


def _correct(note, words="The girl came at half past seven", **particulars):
    details = {"reason": "Wrong time", "kind": note.kind, "happened_at": note.happened_at, "by": make_user(),
               **particulars}
    return actions.correct(note=note, words=words, **details)


def test_versions_stand_behind_each_other_and_only_the_latest_is_listed():
    first = make_note()
    second = _correct(first)
    third = _correct(second, "The girl came at twenty past seven")
    assert list(Note.objects.latest_versions()) == [third]
    assert third.versions() == [third, second, first] and first.newest() == third


def test_sensitive_notes_are_for_those_who_hold_that_and_their_writer():
    broker = make_user("broker")
    subject = make_person()
    plain, own = make_note(subject), make_note(subject, sensitive=True, by=broker)
    other = make_note(subject, sensitive=True)
    assert set(Note.objects.readable_by(broker)) == {plain, own}
    assert list(Note.objects.hidden_from(broker)) == [other]
    assert Note.objects.readable_by(make_user("social_worker")).count() == 3


def test_every_word_sought_must_be_there_in_any_order():
    subject = make_person()
    note = make_note(subject, words="Rang about the rail at the back step", with_whom="Tom Ashworth")
    make_note(subject, words="Rang about the bath")
    assert list(Note.objects.saying("rail RANG")) == [note]
    assert list(Note.objects.saying("ashworth")) == [note]


@pytest.mark.parametrize("wrong", [{"significant": True}, {"words": ""}, {"correction_reason": "No version before"}])
def test_what_the_database_refuses(wrong):
    details = {"subject": make_person(), "kind": "visit", "words": "Saw her", "happened_at": timezone.now(),
               "written_by": make_user(), **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(**details)


def test_only_notes_on_records_the_user_may_open():
    seen, hidden = make_note(), make_note(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(Note.objects.visible_to(make_user(team=make_team("south")))) == [seen]
