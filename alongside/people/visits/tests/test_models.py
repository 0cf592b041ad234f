from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.visits import actions
from alongside.people.visits.models import Visit

from .factories import make_person, make_visit

pytestmark = pytest.mark.django_db


def test_whoever_is_alone_has_a_time_to_be_safe_by():
    subject = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_visit(subject, safe_by=None)
    assert not make_visit(subject, with_worker=make_user()).alone


@pytest.mark.parametrize(("kind", "where", "said"), [
    ("home", "At home", "At home"),
    ("home", "home", "At home"),
    ("home", "Her sister’s flat", "At home, Her sister’s flat"),
    ("care_home", "Care home", "In a care home"),
    ("hospital", "Ward 4, Westmere General", "In hospital, Ward 4, Westmere General"),
])
def test_the_place_is_said_once(kind, where, said):
    assert Visit(kind=kind, where=where).kind_and_place == said


def test_times_are_in_their_order():
    subject, start = make_person(), timezone.now()
    for wrong in ({"safe_by": start}, {"leaves_at": start + timedelta(minutes=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_visit(subject, starts_at=start, **wrong)


def test_who_is_not_safe_yet():
    now = timezone.now()
    late = make_visit(starts_at=now - timedelta(hours=3))
    make_visit(starts_at=now - timedelta(hours=3), with_worker=make_user())
    safe = make_visit(starts_at=now - timedelta(hours=3))
    actions.say_safe(visit=safe, by=safe.worker)
    assert list(Visit.objects.unsafe_since(now)) == [late]


def test_only_visits_on_records_the_user_may_open():
    seen, hidden = make_visit(), make_visit(make_person("Dipti Shah"))
    restrict(hidden.subject, make_user())
    assert list(Visit.objects.visible_to(make_user(team=make_team("south")))) == [seen]
