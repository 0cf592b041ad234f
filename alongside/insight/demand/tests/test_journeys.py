"""How people came to support, against its cost: who is where, and what is held back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.accounts.tests.factories import make_user
from alongside.front_door.conversations.models import Conversation, NextStep
from alongside.insight.demand import counting
from alongside.insight.demand.journeys import BANDS, band_of, journeys, table

from .factories import somebody

DAY = date(2026, 11, 1)


@pytest.mark.parametrize(("cost", "band"), [
    ("0", BANDS[0][1]), ("0.01", BANDS[1][1]), ("200", BANDS[1][1]), ("200.01", BANDS[2][1]), ("1000", BANDS[3][1]),
    ("1000.01", BANDS[4][1])])
def test_each_cost_is_in_one_band(cost, band):
    assert band_of(Decimal(cost)) == band


PEOPLE = st.dictionaries(
    st.integers(1, 60),
    st.tuples(st.sampled_from(["Community", "Hospital", "Not known"]),
              st.sampled_from([Decimal(0), Decimal(150), Decimal(450), Decimal(1500)])), max_size=60)


@given(PEOPLE)
def test_nobody_is_counted_twice_and_fewer_than_five_are_held_back(people):
    """NWA-119: grouped by journey and by cost."""
    found = table(DAY, people)
    for row in (*found.rows, found.everybody):
        assert all(number is None or number == 0 or number >= 5 for number in (row.people, *row.by_cost))
        shown = [number for number in row.by_cost if number is not None]
        if row.people is not None and len(shown) == len(row.by_cost):
            assert sum(shown) == row.people
        assert row.people is None or len(row.by_cost) - len(shown) != 1
        assert row.each_week is None or row.people
    if found.everybody.each_week is not None:
        assert all(row.people is not None for row in found.rows)


def test_what_one_costs_on_average_by_journey():
    people = {one: ("Community", Decimal(100)) for one in range(6)}
    people |= {one: ("Hospital", Decimal(400)) for one in range(10, 20)}
    found = {row.label: (row.people, row.each_week) for row in table(DAY, people).rows}
    assert found == {"Community": (6, Decimal(100)), "Hospital": (10, Decimal(400))}


@pytest.mark.django_db
def test_our_own_people_by_how_they_first_came(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(counting, "counted_on", lambda today: today)
    by = make_user("team_manager")
    for one in range(10):
        made = somebody(one, by=by, born=date(1945, 5, 1), reason="physical_personal_care", postcode="WM3 1TR")
        Conversation.objects.filter(subject=made.subject).delete()
        for days, route in ((400, "hospital_discharge" if one < 5 else "community"), (30, "self_funder")):
            ended = timezone.now() - timedelta(days=days)
            talk = Conversation.objects.create(
                subject=made.subject, began_at=ended - timedelta(hours=1), held_by=by, channel="telephone",
                safe_now="safe", finished_at=ended, finished_by=by, national_outcome="support_planning",
                route_of_access=route)
            if one < 5 and days == 400:
                NextStep.objects.create(subject=made.subject, conversation=talk, kind="reablement", recorded_by=by)
    with django_assert_max_num_queries(6):
        found = journeys(timezone.localdate())
    assert {row.label: row.people for row in found.rows} == {
        "Discharge from hospital, short-term support first": 5, "Community or other route": 5}
    client.force_login(make_user("director"))
    page = client.get(reverse("demand:journeys")).content.decode()
    assert "Discharge from hospital, short-term support first" in page and "£100.00" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [("commissioner", 200), ("programme_manager", 200), ("councillor", 403),
                                              ("social_worker", 403)])
def test_who_may_read_them(client, role, status):
    client.force_login(make_user(role))
    for name in ("demand:journeys", "demand:funnel", "demand:home"):
        assert client.get(reverse(name)).status_code == status
