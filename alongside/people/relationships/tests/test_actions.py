from __future__ import annotations

from datetime import date

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.people.relationships import actions, selectors

from .factories import make_contact, make_person

pytestmark = pytest.mark.django_db


def test_both_timelines_say_so_each_from_its_own_side():
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    make_contact(winnie, kind="grandchild", name="", other=tobi)
    said = {one.subject_id: one.title for one in Event.objects.filter(kind="relationships.recorded")}
    assert said[winnie.pk] == "Their grandchild, who has a record here"
    assert said[tobi.pk] == "Their grandparent, who has a record here"


def test_a_changed_account_of_the_care_ends_the_earlier_one():
    row, by = make_contact(), make_user()
    first = actions.record_care(relationship=row, hours="up_to_19", what_they_do="Shopping", by=by,
                                starts_on=date(2026, 1, 5))
    actions.record_care(relationship=row, hours="50_or_more", what_they_do="Everything", by=by,
                        starts_on=date(2026, 5, 5))
    first.refresh_from_db()
    assert first.ended_on == date(2026, 5, 5)
    assert [care.hours for care in selectors.carers_of(row.subject)] == ["50_or_more"]


def test_whom_somebody_cares_for_is_known_from_their_own_record():
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    row = make_contact(winnie, kind="grandchild", name="", other=tobi)
    care = actions.record_care(relationship=row, hours="20_to_49", what_they_do="Nights", by=make_user())
    assert selectors.caring_for(tobi) == [care]
    assert care.subject == winnie


def test_ending_a_relationship_ends_the_care_with_it():
    row, by = make_contact(), make_user()
    care = actions.record_care(relationship=row, hours="up_to_19", what_they_do="Shopping", by=by,
                               starts_on=date(2026, 1, 5))
    actions.end(relationship=row, on=date(2026, 6, 1), by=by)
    care.refresh_from_db()
    assert care.ended_on == date(2026, 6, 1)


def test_a_power_says_who_saw_its_paper_and_when():
    row, by = make_contact(), make_user()
    power = actions.record_authority(relationship=row, kind="lpa_welfare", by=by)
    assert power.seen_by is None and "not seen yet" in Event.objects.get(kind="relationships.authority").detail
    actions.see_paper(authority=power, on=date(2026, 4, 1), by=by, reference="7000-1234-5678")
    power.refresh_from_db()
    assert (power.seen_by, power.seen_on, power.reference) == (by, date(2026, 4, 1), "7000-1234-5678")


def test_changing_keeps_who_recorded_it():
    row = make_contact()
    actions.change(relationship=row, by=make_user(), telephone="07700900123")
    row.refresh_from_db()
    assert row.telephone == "07700900123"
    assert Event.objects.filter(kind="relationships.changed", subject=row.subject).exists()
