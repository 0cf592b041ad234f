from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.relationships import actions
from alongside.people.relationships.models import Authority, Relationship

from .factories import make_contact, make_person

pytestmark = pytest.mark.django_db


def test_it_is_recorded_once_and_read_from_both_records():
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    row = make_contact(winnie, kind="grandchild", name="", other=tobi)
    assert list(Relationship.objects.around(winnie)) == [row] == list(Relationship.objects.around(tobi))


@pytest.mark.parametrize("wrong", [
    {"name": ""}, {"may_be_told": "some"}, {"starts_on": date(2026, 2, 1), "ended_on": date(2026, 1, 1)},
])
def test_what_the_database_refuses(wrong):
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_contact(subject, **wrong)


def test_nobody_is_a_relation_of_themselves():
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_contact(subject, name="", other=subject)


def test_one_person_for_each_place_in_the_emergency_order():
    subject = make_person()
    second = make_contact(subject, name="Jean Lofthouse", kind="neighbour", emergency_order=2)
    first = make_contact(subject, emergency_order=1)
    assert list(Relationship.objects.filter(subject=subject).in_emergency_order()) == [first, second]
    with pytest.raises(IntegrityError), transaction.atomic():
        make_contact(subject, name="Tobi Okafor", emergency_order=1)


def test_a_relative_whose_record_is_closed_to_the_reader_is_said_to_be():
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    make_contact(winnie, kind="grandchild", name="", other=tobi)
    restrict(tobi, make_user())
    reader = make_user(team=make_team("south"))
    row = Relationship.objects.around(winnie).saying_whether_open_to(reader).get()
    assert row.subject_is_open and not row.other_is_open


def test_welfare_powers_act_only_while_capacity_is_lacking():
    row = make_contact()
    for kind, only in ((Authority.Kind.LPA_WELFARE, True), (Authority.Kind.DEPUTY_WELFARE, True),
                       (Authority.Kind.LPA_FINANCE, False), (Authority.Kind.APPOINTEE, False)):
        power = actions.record_authority(relationship=row, kind=kind, by=make_user())
        assert power.only_while_capacity_is_lacking is only


def test_powers_in_force_on_a_day():
    row, by = make_contact(), make_user()
    power = actions.record_authority(relationship=row, kind="lpa_finance", by=by, starts_on=date(2026, 3, 1))
    actions.end_authority(authority=power, on=date(2026, 6, 1), reason="Revoked", by=by)
    assert not Authority.objects.in_force(date(2026, 2, 1)).exists()
    assert Authority.objects.in_force(date(2026, 4, 1)).exists()
    assert not Authority.objects.in_force(date(2026, 7, 1)).exists()
