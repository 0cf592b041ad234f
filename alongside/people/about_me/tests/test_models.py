from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.about_me.models import Words

from .factories import make_person, make_words

pytestmark = pytest.mark.django_db


def test_the_latest_words_of_each_topic():
    subject = make_person()
    make_words(subject, said_on=date(2025, 1, 1))
    newer = make_words(subject, words="Get me to church on Sunday", said_on=date(2026, 4, 14))
    day = make_words(subject, topic="good_day", said_on=date(2024, 1, 1))
    assert set(Words.objects.filter(subject=subject).latest_of_each_topic()) == {newer, day}
    assert Words.objects.filter(subject=subject).count() == 3


@pytest.mark.parametrize("wrong", [{"whose": "told"}, {"told_by": "Chidi"}])
def test_words_told_by_another_name_them_and_only_those(wrong):
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_words(subject, **wrong)


def test_only_words_on_records_the_user_may_open():
    seen, hidden = make_words(), make_words(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(Words.objects.visible_to(make_user(team=make_team("south")))) == [seen]
