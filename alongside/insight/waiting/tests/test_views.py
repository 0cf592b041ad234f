"""The board and the people behind it: who may, what it shows, and what is looked at."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
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
from alongside.insight.waiting import actions, presenters
from alongside.insight.waiting.clocks import CLOCKS
from alongside.insight.waiting.models import NationalRun
from alongside.insight.waiting.own_events import rows_of
from alongside.rules.dates import add_months

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


def test_the_board_offers_the_teams_that_somebody_waits_for(client, director, waiting):
    make_team("councillors")
    other = make_assessment(by=make_user("team_manager"))
    Assessment.objects.filter(pk=other.pk).update(team=make_team("south"))
    client.force_login(director)
    page = client.get(reverse("waiting:board")).content.decode()
    assert all(f'href="?team={key}"' in page for key in (waiting.team.key, "south"))
    assert "?team=councillors" not in page
    assert "40 days" in client.get(reverse("waiting:board"), {"team": waiting.team.key}).content.decode()
    of_nobody = client.get(reverse("waiting:board"), {"team": "councillors"}).content.decode()
    assert "40 days" not in of_nobody and "?team=councillors" in of_nobody


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


@pytest.fixture
def worked_out(monkeypatch, settings, tmp_path):
    """The nation's figures of a snapshot with these events."""
    settings.HOME = tmp_path

    def of(*rows):
        snapshots.carry_out(snapshots.ask_for().pk)
        with monkeypatch.context() as patch:
            patch.setattr(actions, "rows_of", lambda file: iter(rows))
            actions.carry_out(actions.ask_for().pk)

    return of


def test_the_nations_figures_stand_beside_the_councils_own(client, director, waiting, worked_out):
    client.force_login(director)
    assert "have not been worked out yet" in client.get(reverse("waiting:national")).content.decode()
    worked_out(national_request(), national_assessment(20))
    page = client.get(reverse("waiting:national")).content.decode()
    assert "Jul to Sep 2025: first response" in page and "20 days" in page and "40 days" in page
    assert "Requests from 1 April 2024 on" in page


def test_whoever_sees_them_has_them_worked_out_again(client, director, settings, tmp_path):
    settings.HOME = tmp_path
    client.force_login(director)
    for _ in range(2):
        assert client.post(reverse("waiting:work_out"))["Location"] == reverse("waiting:national")
    run = NationalRun.objects.get()
    assert run.asked_by == director
    page = client.get(reverse("waiting:national")).content.decode()
    assert "being worked out since" in page and "Work them out" not in page
    NationalRun.objects.update(finished_at=timezone.now(), failure="They could not be worked out.")
    page = client.get(reverse("waiting:national")).content.decode()
    assert "The last time failed" in page and "Work them out now" in page
    client.force_login(make_user("team_manager"))
    assert client.post(reverse("waiting:work_out")).status_code == 403


def test_the_national_figures_of_our_own_records_open_to_their_people(client, director, settings, tmp_path):
    """From signed forms through the snapshot to the page: nothing is put in its place."""
    settings.HOME = tmp_path
    by, asked_on = make_user("team_manager"), timezone.localdate() - timedelta(days=30)
    subject = whole_person("Nora", "Hartley", by=by, date_of_birth=date(1960, 5, 4)).subject
    conversation(subject, by, asked_on, outcome="assessment_or_review")
    make_signed(subject, by=by)
    actions.carry_out(actions.ask_for(by=director).pk)
    rows = list(rows_of(snapshots.latest().path))
    assert {row["event_type"] for row in rows} == {"Request", "Assessment"}, rows
    client.force_login(director)
    page = client.get(reverse("waiting:national")).content.decode()
    assert "first response" in page and "30 days" in page
    link = unescape(re.search(r'href="([^"]*national/people/[^"]*)"', page)[1])
    people = client.get(link).content.decode()
    assert str(subject) in people and "30 days" in people
    assert Look.objects.filter(what="people behind a figure", listed=[subject.pk]).exists()
    assert client.get(reverse("waiting:national_people"), {"measure": "Another"}).status_code == 404
    client.force_login(make_user("commissioner"))
    assert client.get(link).status_code == 403
    assert "national/people" not in client.get(reverse("waiting:national")).content.decode()


def test_a_quarter_that_is_not_over_says_so(client, director, worked_out):
    worked_out(national_request(), national_assessment(20))
    [figure] = NationalRun.objects.latest().figures.newest_quarter_first()
    assert presenters.quarter(figure) == "Jul to Sep 2025"
    figure.run.snapshot_at = timezone.make_aware(datetime(2025, 9, 30, 23, 30))
    assert presenters.quarter(figure) == "Jul to Sep 2025, so far"
    figure.run.snapshot_at = timezone.make_aware(datetime(2025, 10, 1, 0, 30))
    assert presenters.quarter(figure) == "Jul to Sep 2025"


def test_the_last_four_quarters_stand_first(client, director, worked_out):
    rows = [
        {**row, **{name: add_months(row[name], 3 * quarter) for name in ("event_start", "event_end")}}
        for quarter in range(5)
        for row in (national_request(person=f"3{quarter}"), national_assessment(20, person=f"3{quarter}"))
    ]
    worked_out(*rows)
    shown = presenters.national_tables(NationalRun.objects.latest(), 0, opens=True)
    assert [row[0] for row in shown["earlier"]] == ["Jul to Sep 2025: first response"]
    assert len(shown["national"]) == 4
    client.force_login(director)
    assert "Earlier quarters" in client.get(reverse("waiting:national")).content.decode()


def test_the_page_reads_what_is_kept_and_no_events(client, director, worked_out, monkeypatch):
    worked_out(national_request(), national_assessment(20))
    monkeypatch.setattr(actions, "rows_of", None)
    snapshots.latest().path.unlink()
    client.force_login(director)
    assert "20 days" in client.get(reverse("waiting:national")).content.decode()


def test_each_number_by_team_and_by_kind_opens_to_its_own_people(client, director, waiting):
    other = make_assessment(by=make_user("team_manager"))
    Assessment.objects.filter(pk=other.pk).update(team=make_team("south"), kind="sensory")
    client.force_login(director)
    address = reverse("waiting:clock", args=["assessment"])
    page = client.get(address).content.decode()
    assert f'{address}?team=south&amp;show=waiting"' in page and f'{address}?kind=sensory&amp;show=waiting"' in page
    for query in ({"team": "south"}, {"kind": "sensory"}):
        shown = client.get(address, query).content.decode()
        assert f"/people/{other.subject_id}/" in shown and f"/people/{waiting.subject_id}/" not in shown
    assert "Nobody" in client.get(address, {"team": "no-team-yet"}).content.decode()


@pytest.mark.parametrize(
    ("number", "said"), [(Decimal(0), "0 days"), (Decimal(10), "10 days"), (Decimal("10.50"), "10.5 days"),
                         (Decimal(1), "1 day"), (1000, "1,000 days"), (None, "None yet")],
)
def test_days_are_said_with_all_their_figures(number, said):
    assert presenters.days(number) == said


def test_whoever_may_not_open_people_sees_no_figure_of_fewer_than_five(client, worked_out):
    few = [national_request(), national_assessment(20)]
    young = {"born": date(1990, 1, 1)}
    enough = [
        make(*days, person=f"2{number}", **young)
        for number in range(5)
        for make, days in ((national_request, ()), (national_assessment, (33,)))
    ]
    worked_out(*few, *enough)
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("waiting:national")).content.decode()
    assert "33 days" in page and "20 days" not in page and page.count(">Held back<") == 3
    assert "fewer than 5 people waited" in page
