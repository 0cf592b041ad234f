from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation import codelists
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.circumstances.kinds import KINDS
from alongside.people.circumstances.models import Fact

from .factories import make_fact, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_kind_has_a_code_list(kind):
    assert codelists.options(kind.codelist)


def test_any_day_can_be_asked_about():
    subject = make_person()
    make_fact(subject, since=date(2024, 1, 1))
    make_fact(subject, code="care_home", since=date(2026, 3, 1))
    for code in ("stroke", "diabetes"):
        make_fact(subject, kind="health_condition", code=code, since=date(2025, 1, 1))
    as_at = Fact.objects.as_at
    assert as_at(subject, date(2023, 12, 31)) == {}
    assert as_at(subject, date(2026, 2, 28)) == {
        "accommodation": ["owner_occupier"], "health_condition": ["stroke", "diabetes"]}
    assert as_at(subject, date(2026, 3, 1))["accommodation"] == ["care_home"]


def test_many_people_are_answered_in_one_query(django_assert_num_queries):
    people = [make_person(name) for name in ("Ama Mensah", "Carl Boothroyd", "Dipti Shah")]
    for subject in people[:2]:
        make_fact(subject, since=date(2026, 1, 1))
    with django_assert_num_queries(1):
        found = Fact.objects.as_at_for([subject.pk for subject in people], date(2026, 6, 1))
    assert found == {subject.pk: {"accommodation": ["owner_occupier"]} for subject in people[:2]}


def test_one_current_fact_of_most_kinds():
    fact = make_fact()
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(
            subject=fact.subject, kind="accommodation", code="care_home", since=date(2026, 1, 1), source="seen",
            recorded_by=fact.recorded_by, confirmed_on=date(2026, 1, 1), confirmed_by=fact.recorded_by)


def test_only_facts_on_records_the_user_may_open():
    seen, hidden = make_fact(), make_fact(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(Fact.objects.visible_to(make_user(team=make_team("south")))) == [seen]
