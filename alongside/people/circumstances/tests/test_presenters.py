from __future__ import annotations

from datetime import date

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.circumstances import policy, presenters
from alongside.people.circumstances.models import Fact
from alongside.people.circumstances.panels import PANELS

from .factories import make_fact, make_person

pytestmark = pytest.mark.django_db


def test_the_councils_months_say_when_a_fact_asks_to_be_checked():
    assert policy.to_check_before(date(2026, 11, 22)) == date(2025, 11, 22)
    assert policy.to_check_before(date(2024, 2, 29)) == date(2023, 2, 28)
    fact = make_fact()
    Fact.objects.update(confirmed_on=date(2025, 11, 21))
    fact.refresh_from_db()
    assert presenters.needs_check(fact, date(2026, 11, 22))
    assert not presenters.needs_check(fact, date(2026, 11, 21))


def test_good_to_know_leaves_out_what_says_nothing():
    subject = make_person()
    make_fact(subject, kind="dementia", code="no")
    make_fact(subject, kind="hearing", code="hard_of_hearing", words="left ear")
    make_fact(subject, kind="health_condition", code="stroke")
    make_fact(subject, kind="health_condition", code="diabetes")
    found = dict(presenters.good_to_know(list(Fact.objects.filter(subject=subject).current())))
    assert found == {"Health": "Diabetes, Stroke", "Hearing": "Hard of hearing (left ear)"}


def test_a_fact_says_from_whom_and_who_said_it_is_still_true():
    fact = make_fact(by=make_user(name="Amara Bello"), since=date(2026, 3, 1), source="family")
    Fact.objects.update(confirmed_on=date(2026, 12, 2))
    fact.refresh_from_db()
    assert presenters.from_words(fact, date(2026, 12, 9)) == (
        "Family or friends, since 1 Mar. Still true on 2 Dec, said Amara Bello.")


def test_the_card_counts_what_is_to_be_checked():
    fact = make_fact()
    Fact.objects.update(confirmed_on=date(2020, 1, 1))
    assert PANELS[0].context(fact.subject, make_user())["to_check"] == 1
