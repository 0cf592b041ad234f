from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user, restrict
from alongside.people.agreements import actions
from alongside.people.agreements.models import Agreement

from .factories import make_agreement, make_person

pytestmark = pytest.mark.django_db


def test_in_force_from_its_day_until_it_is_withdrawn():
    row = make_agreement()
    actions.withdraw(agreement=row, on=date(2026, 6, 1), effect="The surgery rings her itself", by=make_user())
    for day, there in ((date(2026, 2, 28), False), (date(2026, 5, 31), True), (date(2026, 6, 1), False)):
        assert Agreement.objects.in_force(day).exists() is there


@pytest.mark.parametrize("wrong", [
    {"given_by": "attorney", "given_by_name": "Chidi Okafor"}, {"capacity_words": "Cannot weigh it up"},
])
def test_agreement_by_another_says_who_and_why(wrong):
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_agreement(subject, **wrong)


def test_a_recipient_is_named_once_whatever_the_capitals():
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_agreement(subject, with_whom=["Mill Lane Surgery", "MILL LANE SURGERY"])


def test_an_organisation_that_signs_in_here_is_known_by_its_name():
    centre = make_organisation("Westmere Carers")
    row = make_agreement(with_whom=["westmere carers", "Jean"])
    assert {one.organisation for one in row.recipients.filter(may_receive=True)} == {centre, None}


def test_only_agreements_on_records_the_user_may_open():
    seen, hidden = make_agreement(), make_agreement(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(Agreement.objects.visible_to(make_user(team=make_team("south")))) == [seen]
