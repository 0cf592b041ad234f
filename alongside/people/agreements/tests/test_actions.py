from __future__ import annotations

from datetime import date

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.people.agreements import actions
from alongside.people.agreements.models import Agreement
from alongside.people.agreements.sharing import GOES_ON_REGARDLESS, may_share

from .factories import make_agreement, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 1)


def _ask(row, recipient="Mill Lane Surgery", purpose="health", on=DAY):
    return may_share(row.subject, recipient, purpose, on)


def test_explicit_agreement_that_names_the_recipient_is_enough():
    answer = _ask(make_agreement(), "mill lane surgery ")
    assert answer.yes and "naming mill lane surgery" in answer.because[0]


@pytest.mark.parametrize(("recipient", "purpose", "why"), [
    ("Ridge Road Surgery", "health", "No agreement for this purpose names"),
    ("Mill Lane Surgery", "housing", "No agreement for this purpose names"),
    ("Tobi Okafor", "health", "is not to be told"),
])
def test_anybody_else_anything_else_and_the_refused_are_not_told(recipient, purpose, why):
    answer = _ask(make_agreement(), recipient, purpose)
    assert not answer.yes and why in answer.because[0]


def test_a_later_refusal_goes_before_an_earlier_agreement():
    row = make_agreement()
    make_agreement(row.subject, with_whom=[], not_with=["Mill Lane Surgery"], starts_on=date(2026, 7, 1))
    assert not _ask(row).yes


def test_withdrawn_is_not_shared_from_that_day_and_says_what_it_means():
    row = make_agreement()
    actions.withdraw(agreement=row, on=date(2026, 6, 1), effect="She rings the surgery herself", by=make_user())
    assert _ask(row, on=date(2026, 5, 31)).yes
    answer = _ask(row)
    assert not answer.yes and "She rings the surgery herself" in answer.because
    with pytest.raises(actions.AlreadyWithdrawn):
        actions.withdraw(agreement=row, on=DAY, effect="Again", by=make_user())


def test_what_the_law_asks_for_goes_on_whatever_was_refused():
    row = make_agreement(lawful_basis="substantial_public_interest", how_given="not_needed", with_whom=["Police"],
                         not_with=[])
    make_agreement(row.subject, with_whom=[], not_with=["Police"])
    answer = _ask(row, "Police")
    assert answer.yes and GOES_ON_REGARDLESS in answer.because


def test_an_agreement_past_its_day_still_holds_and_asks_to_be_asked_again():
    answer = _ask(make_agreement(review_on=date(2026, 7, 1)))
    assert answer.yes and "ask again soon" in answer.because[1]


def test_nobody_named_is_no_agreement():
    subject = make_person()
    with pytest.raises(actions.NobodyNamed):
        make_agreement(subject, with_whom=[" "], not_with=[])
    assert not Agreement.objects.exists()


def test_the_timeline_says_with_whom_and_that_statutory_sharing_goes_on():
    row = make_agreement()
    assert Event.objects.get(kind="agreements.agreed").detail == (
        "With Mill Lane Surgery, Larkfield Homecare. Not with Tobi Okafor")
    actions.withdraw(agreement=row, on=DAY, effect="None", by=make_user())
    assert actions.STATUTORY_GOES_ON in Event.objects.get(kind="agreements.withdrawn").detail
