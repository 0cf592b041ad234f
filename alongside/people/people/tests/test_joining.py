"""Joining two records and parting them again loses nothing: the same rows, same values, same records."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alongside.foundation import events
from alongside.foundation.access.models import Grant
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.people.people import actions
from alongside.people.people.actions.rows import pointing_at_subject, values_of
from alongside.people.people.models import Address, Identifier, JoinMove, Name, Person, SearchCard
from alongside.people.people.search.find import find

from .factories import nhs_number, person, worker

NOTED = events.Kind("people.test_noted", "contact")
# What joining and parting themselves leave behind, and must.
_THEIRS = {"people.joined", "people.parted"}


def everything(*subjects: Subject) -> dict[tuple[str, object], dict[str, object]]:
    """Each row that points at these records, in every slice, with all its values."""
    numbers = [subject.pk for subject in subjects]
    found: dict[tuple[str, object], dict[str, object]] = {}
    for model, field in pointing_at_subject():
        rows = model._default_manager.filter(**{f"{field.name}__in": numbers})
        if model._meta.label_lower == "events.event":
            rows = rows.exclude(kind__in=_THEIRS)
        for row in rows:
            columns = [f.attname for f in model._meta.concrete_fields]
            found[model._meta.label_lower, row.pk] = values_of(row, columns)
    for one in Person.objects.filter(pk__in=numbers):
        found["person", one.pk] = values_of(one, [f.attname for f in Person._meta.concrete_fields])
    for one in Subject.objects.filter(pk__in=numbers):
        found["subject", one.pk] = values_of(one, [f.attname for f in Subject._meta.concrete_fields])
    return found


def _fill(one: Person, by, number: int, parts: set[str]) -> None:
    """Give a record what the parts say, in several slices."""
    subject, day = one.subject, date(2026, 1, 1) + timedelta(days=number)
    if "address" in parts:
        actions.move_home(subject=subject, from_day=day, by=by,
                          details=actions.HomeAddress(line_1=f"{number} Mill Lane", postcode="WM2 3CD"))
    if "former address" in parts:
        actions.move_home(subject=subject, from_day=day + timedelta(days=30), by=by,
                          details=actions.HomeAddress(line_1=f"{number} Old Street", postcode="WM2 3CE"))
    if "contact" in parts:
        actions.add_contact(subject=subject, kind="mobile", value=f"07700 900{number:03d}", by=by, preferred=True)
    if "nhs" in parts:
        actions.record_identifier(subject=subject, kind="nhs_number", value=nhs_number(number), by=by)
    if "need" in parts:
        actions.record_information_need(subject=subject, need="large_print", by=by, detail=str(number))
    if "renamed" in parts:
        actions.change_name(subject=subject, given="Ann", family=f"Former{number}", from_day=day, by=by)
    if "task" in parts:
        Task.objects.create(subject=subject, kind="promise", title=f"Ring {number}", owner=by, raised_by=by)
    if "event" in parts:
        events.record(subject=subject, kind=NOTED, title=f"Noted {number}", by=by)
    if "grant" in parts:
        Grant.objects.create(subject=subject, user=by, reason="involved", starts_on=day)
    if "language" in parts:
        actions.change_identity(person=one, by=by, first_language="polish", interpreter="spoken",
                                interpreter_language="polish")


PARTS = ["address", "former address", "contact", "nhs", "need", "renamed", "task", "event", "grant", "language"]


class TestRoundTrip(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(mine=st.sets(st.sampled_from(PARTS)), theirs=st.sets(st.sampled_from(PARTS)))
    def test_joining_and_parting_leaves_every_row_as_it_was(self, mine, theirs):
        by = worker("team_manager")
        one, other = person("Ann", "Lofthouse", by=by), person("Annie", "Lofthouse", by=by)
        _fill(one, by, 1, mine)
        _fill(other, by, 2, theirs)
        before = everything(one.subject, other.subject)
        join = actions.join_records(survivor=one.subject, other=other.subject, reason="Same person", by=by)
        together = everything(one.subject, other.subject)
        assert set(together) == set(before), "joining neither makes nor loses a row"
        actions.part_records(join=join, reason="Two people", by=by)
        assert everything(one.subject, other.subject) == before


@pytest.fixture
def by(db):
    return worker("team_manager")


def test_what_the_other_record_held_is_on_the_one_that_goes_on(by):
    one, other = person("Winifred", "Okafor", by=by), person("Winnie", "Okafour", by=by, date_of_birth=date(1947, 2, 3))
    _fill(other, by, 7, {"task", "event", "contact", "nhs", "address"})
    actions.join_records(survivor=one.subject, other=other.subject, reason="Same telephone", by=by)
    assert Task.objects.get().subject_id == one.pk
    assert Identifier.objects.get().subject_id == one.pk
    assert Address.objects.current().get(subject=one.subject).line_1 == "7 Mill Lane"
    one.refresh_from_db()
    assert one.date_of_birth == date(1947, 2, 3)
    assert [hit.subject_id for hit in find("okafour", by).hits] == [one.pk]
    assert not SearchCard.objects.filter(pk=other.pk).exists()


def test_where_both_have_one_the_survivors_stays_current(by):
    one, other = person("Winifred", "Okafor", by=by), person("Winnie", "Okafor", by=by)
    for number, who in ((1, one), (2, other)):
        _fill(who, by, number, {"address", "nhs", "contact"})
    actions.join_records(survivor=one.subject, other=other.subject, reason="Same person", by=by)
    assert Address.objects.current().get(subject=one.subject).line_1 == "1 Mill Lane"
    assert Address.objects.filter(subject=one.subject).count() == 2
    assert Identifier.objects.in_use().nhs().get(subject=one.subject).value == nhs_number(1)
    assert Name.objects.legal().get(subject=one.subject).given == "Winifred"
    assert Name.objects.get(subject=one.subject, kind="alias").given == "Winnie"
    assert not JoinMove.objects.filter(stayed=True, table__startswith="people.").exists()


def test_the_number_given_up_leads_to_the_joined_record(by):
    one, other = person("Ann", "Li", by=by), person("Anne", "Li", by=by)
    actions.join_records(survivor=one.subject, other=other.subject, reason="Same person", by=by)
    other.subject.refresh_from_db()
    assert other.subject.merged_into_id == one.pk


def test_what_was_changed_on_purpose_since_the_join_stands(by):
    one, other = person("Ann", "Li", by=by), person("Anne", "Li", by=by)
    _fill(other, by, 3, {"address"})
    join = actions.join_records(survivor=one.subject, other=other.subject, reason="Same person", by=by)
    address = Address.objects.get(subject=one.subject)
    actions.correct_address(address=address, by=by,
                            details=actions.HomeAddress(line_1="33 Mill Lane", postcode="WM2 3CD"))
    actions.part_records(join=join, reason="Two people", by=by)
    address.refresh_from_db()
    assert (address.subject_id, address.line_1) == (other.pk, "33 Mill Lane")


def test_joins_are_undone_last_first(by):
    one, two, three = (person(name, "Li", by=by) for name in ("Ann", "Anne", "Annie"))
    first = actions.join_records(survivor=one.subject, other=two.subject, reason="Same", by=by)
    second = actions.join_records(survivor=one.subject, other=three.subject, reason="Same", by=by)
    with pytest.raises(actions.CannotPart, match="Part that join first"):
        actions.part_records(join=first, reason="No", by=by)
    actions.part_records(join=second, reason="No", by=by)
    actions.part_records(join=first, reason="No", by=by)
    with pytest.raises(actions.CannotPart, match="already"):
        actions.part_records(join=first, reason="No", by=by)
    assert not Subject.objects.exclude(merged_into=None).exists()


def test_what_must_not_be_joined(by):
    one, two = person("Ann", "Li", by=by), person("Anne", "Li", by=by)
    with pytest.raises(actions.CannotJoin, match="same record"):
        actions.join_records(survivor=one.subject, other=one.subject, reason="x", by=by)
    Subject.objects.filter(pk=two.pk).update(restricted=True, restricted_reason="x", restricted_by=by,
                                             restricted_at=two.added_at)
    with pytest.raises(actions.CannotJoin, match="restricted"):
        actions.join_records(survivor=one.subject, other=two.subject, reason="x", by=by)


def test_every_foreign_key_to_a_subject_is_carried_or_says_why_not():
    """A new slice cannot be forgotten: whatever points at a subject moves, unless it is derived or the ledger's own."""
    from django.apps import apps

    carried = {(model, field.name) for model, field in pointing_at_subject()}
    left = {
        model._meta.label for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Subject
        and (model, field.name) not in carried
    }
    assert left == {"audit.Look", "subjects.Subject", "people.Person", "people.Join", "people.EntryMove",
                    "people.NameToken", "people.SearchKey", "people.SearchCard"}
