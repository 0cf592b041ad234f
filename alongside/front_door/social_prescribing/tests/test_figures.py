"""Figures for those who answer for link workers, and what is held back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.social_prescribing import figures

from .factories import ended, link_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def six():
    front_door_worker()
    manager, worker = make_user("team_manager"), link_worker()
    return manager, [ended(somebody(f"Person{number}"), worker, manager) for number in range(6)]


def year() -> tuple[date, date]:
    today = timezone.localdate()
    return today - timedelta(days=300), today


def test_what_changed_is_the_average_of_those_asked_at_both_ends(six):
    found = figures.between(*year())
    satisfied = found.changes[0]
    assert (satisfied.people, satisfied.before, satisfied.after, satisfied.better) == (6, 3.0, 7.0, "high")
    anxious = found.changes[3]
    assert (anxious.before, anxious.after, anxious.better) == (8.0, 4.0, "low")
    assert found.by_community == 6 and found.goals["Reached"] == 6 and found.waited == 3.0
    assert found.groups == {"Thought of": 6, "Went": 6, "Liked it": 6}


def test_restricted_records_are_in_no_figure(six):
    manager, rows = six
    restrict(rows[0].subject, manager)
    assert figures.between(*year()).ended == 5


@pytest.mark.parametrize(("counts", "said"), [
    ({"a": 12, "b": 7}, {"a": "12", "b": "7"}),
    ({"a": 12, "b": 3, "c": 7}, {"a": "12", "b": "fewer than 5", "c": "held back"}),
    ({"a": 12, "b": 3, "c": 2}, {"a": "12", "b": "fewer than 5", "c": "fewer than 5"}),
    ({"a": 0, "b": 9}, {"a": "0", "b": "9"}),
])
def test_a_small_number_is_held_back_and_so_is_what_would_tell_it(counts, said):
    assert figures.held_back(counts) == said


def test_the_team_sees_whole_numbers_and_others_do_not(client, six):
    manager, rows = six
    restrict(rows[0].subject, manager)
    restrict(rows[1].subject, manager)
    client.force_login(manager)
    page = client.get(reverse("social_prescribing:figures")).content.decode()
    assert "held back" in page and "fewer than 5" in page and "Satisfied with life" not in page
    own = make_user("team_manager")
    Membership.objects.create(user=own, team=make_team("link_workers"), role="team_manager",
                              starts_on=timezone.localdate() - timedelta(days=9))
    client.force_login(own)
    page = client.get(reverse("social_prescribing:figures")).content.decode()
    assert "Satisfied with life" in page and "fewer than 5" not in page
