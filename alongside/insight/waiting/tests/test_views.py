"""The board and the people behind it: who may, what it shows, and what is looked at."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.tests.factories import make_assessment, make_signed
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit.models import Look
from alongside.foundation.subjects.models import Subject
from alongside.insight.returns.tests.factories import conversation, whole_person
from alongside.insight.snapshots import actions as snapshots
from alongside.insight.waiting import presenters, views
from alongside.insight.waiting.clocks import CLOCKS
from alongside.insight.waiting.national import figures as national_figures
from alongside.insight.waiting.own_events import rows_of

from .test_national import assessment as national_assessment
from .test_national import request as national_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return make_user("director")


@pytest.fixture
def waiting(director):
    made = make_assessment(by=make_user("team_manager"))
    day = timezone.localdate() - timedelta(days=40)
    Assessment.objects.filter(pk=made.pk).update(asked_for_on=day, promised_by=day)
    return made


def test_the_board_shows_each_wait_and_what_its_clock_is(client, director, waiting):
    client.force_login(director)
    page = client.get(reverse("waiting:board")).content.decode()
    assert "Needs assessment" in page and "40 days" in page
    assert all(clock.starts in page for clock in CLOCKS.values())
    part = client.get(reverse("waiting:board"), headers={"HX-Request": "true"}).content.decode()
    assert "40 days" in part and "<html" not in part


def test_the_board_asks_few_questions(client, director, waiting, django_assert_max_num_queries):
    client.force_login(director)
    client.get(reverse("waiting:board"))
    with django_assert_max_num_queries(30):
        client.get(reverse("waiting:board"))


def test_a_figure_opens_to_its_people_and_they_are_told(client, director, waiting):
    client.force_login(director)
    page = client.get(reverse("waiting:clock", args=["assessment"])).content.decode()
    assert str(waiting.subject) in page and "40 days" in page
    assert Look.objects.at_lists_with(waiting.subject_id).filter(what__startswith="waiting:").exists()
    assert "Nobody" in client.get(reverse("waiting:clock", args=["assessment"]), {"show": "waited"}).content.decode()


@pytest.mark.parametrize("key", list(CLOCKS))
def test_every_clock_has_its_page(client, director, key):
    client.force_login(director)
    assert CLOCKS[key].label in client.get(reverse("waiting:clock", args=[key])).content.decode()


def test_a_restricted_record_is_counted_for_nobody_who_may_not_open_it(client, director, waiting):
    client.force_login(director)
    Subject.objects.filter(pk=waiting.subject_id).update(
        restricted=True, restricted_reason="Works here", restricted_by=director, restricted_at=timezone.now()
    )
    page = client.get(reverse("waiting:board")).content.decode()
    assert "40 days" not in page


def test_a_manager_sees_the_waits_of_their_own_teams_only(client, waiting):
    client.force_login(make_user("team_manager"))
    assert "40 days" in client.get(reverse("waiting:board")).content.decode()
    client.force_login(make_user("team_manager", team=make_team("south")))
    assert "40 days" not in client.get(reverse("waiting:board")).content.decode()
    assert client.get(reverse("waiting:board"), {"team": "no_such_team"}).status_code == 404
    assert client.get(reverse("waiting:clock", args=["no_such_wait"])).status_code == 404
    assert client.get(reverse("waiting:national")).status_code == 403
    client.force_login(make_user("front_door_worker"))
    assert client.get(reverse("waiting:board")).status_code == 403


def test_the_nations_figures_stand_beside_the_councils_own(client, director, waiting, monkeypatch):
    client.force_login(director)
    monkeypatch.setattr(views, "latest_figures", lambda: None)
    assert "no snapshot" in client.get(reverse("waiting:national")).content.decode()
    found = national_figures([national_request(), national_assessment(20)])
    monkeypatch.setattr(views, "latest_figures", lambda: (found, date(2024, 4, 1)))
    page = client.get(reverse("waiting:national")).content.decode()
    assert "first response" in page and "20 days" in page and "40 days" in page and "Requests from 1 April 2024" in page


def test_the_national_figures_of_our_own_records_open_to_their_people(client, director, settings, tmp_path):
    """From signed forms through the snapshot to the page: nothing is put in its place."""
    settings.HOME = tmp_path
    by, asked_on = make_user("team_manager"), timezone.localdate() - timedelta(days=30)
    subject = whole_person("Nora", "Hartley", by=by, date_of_birth=date(1960, 5, 4)).subject
    conversation(subject, by, asked_on, outcome="assessment_or_review")
    make_signed(subject, by=by)
    snapshots.carry_out(snapshots.ask_for(by=director).pk)
    rows = list(rows_of(snapshots.latest().path))
    assert {row["event_type"] for row in rows} == {"Request", "Assessment"}, rows
    client.force_login(director)
    page = client.get(reverse("waiting:national")).content.decode()
    assert "first response" in page and "30 days" in page
    link = unescape(re.search(r'href="([^"]*national/people/[^"]*)"', page)[1])
    people = client.get(link).content.decode()
    assert str(subject) in people
    assert Look.objects.filter(what="people behind a figure", listed=[subject.pk]).exists()
    assert client.get(reverse("waiting:national_people"), {"measure": "Another"}).status_code == 404
    client.force_login(make_user("commissioner"))
    assert client.get(link).status_code == 403
    assert "national/people" not in client.get(reverse("waiting:national")).content.decode()


def test_each_number_by_team_and_by_kind_opens_to_its_own_people(client, director, waiting):
    other = make_assessment(by=make_user("team_manager"))
    Assessment.objects.filter(pk=other.pk).update(team=make_team("south"), kind="sensory")
    client.force_login(director)
    address = reverse("waiting:clock", args=["assessment"])
    page = client.get(address).content.decode()
    assert f'{address}?team=south&amp;show=waiting"' in page and f'{address}?kind=sensory&amp;show=waiting"' in page
    for query in ({"team": "south"}, {"kind": "sensory"}):
        shown = client.get(address, query).content.decode()
        assert str(other.subject) in shown and str(waiting.subject) not in shown
    assert "Nobody" in client.get(address, {"team": "no-team-yet"}).content.decode()


@pytest.mark.parametrize(
    ("number", "said"), [(Decimal(0), "0 days"), (Decimal(10), "10 days"), (Decimal("10.50"), "10.5 days"),
                         (Decimal(1), "1 day"), (1000, "1,000 days"), (None, "None yet")],
)
def test_days_are_said_with_all_their_figures(number, said):
    assert presenters.days(number) == said


def test_whoever_may_not_open_people_sees_no_figure_of_fewer_than_five(client, monkeypatch):
    client.force_login(make_user("commissioner"))
    monkeypatch.setattr(views, "latest_rows", lambda: iter([national_request(), national_assessment(20)]))
    page = client.get(reverse("waiting:national")).content.decode()
    assert "First response" in page and "20 days" not in page and page.count("Held back") == 3
