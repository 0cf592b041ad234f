"""Completed against started, by year and by what it was; of nobody in particular. And the page that says so."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from alongside.front_door.conversations.tests.factories import front_door_worker
from alongside.front_door.directory.tests import factories as entries
from alongside.front_door.self_assessment import pack, presenters
from alongside.front_door.self_assessment.models import Counted, Sent, Started
from alongside.front_door.self_assessment.tests import factories
from alongside.front_door.self_assessment.tests.walking import start, through

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    entries.terms()
    front_door_worker()


def test_completed_against_started_over_a_year():
    factories.begun()
    factories.sent()
    year = timezone.localdate().replace(month=1, day=1)
    figures = {one.what: one for one in presenters.figures(year, timezone.localdate())}
    line = figures["About me and what would help"]
    assert (line.started, line.finished, line.sent) == (2, 1, 1) and line.share == "50%"


def test_a_self_funder_finishes_alone_and_the_demand_avoided_is_counted(client):
    entries.service("Penny wise advice", about=("paying_for_care",), description="Free and independent.")
    page = through(client, start(client, "self-funder"), "check-your-answers", safe_now="safe",
                   looking_for=["advice"], paying=["savings"])
    page = client.get(reverse("self_assessment:step", args=["self-funder", "what-may-help"]))
    text = page.content.decode()
    assert "Penny wise advice" in text and "We must assess anybody who may need care" in text
    page = client.post(page.request["PATH_INFO"], {"enough": "yes"}, follow=True)
    client.post(page.request["PATH_INFO"], {"enough": "yes"})
    assert "It stays here for you" in page.content.decode()
    assert Counted.objects.all().added_up() == {
        ("self_funder", "enough"): 1, ("self_funder", "finished"): 1, ("self_funder", "started"): 1}
    assert Started.objects.get().enough is True and not Sent.objects.exists()


def test_counts_hold_nobody():
    factories.sent()
    assert {field.name for field in Counted._meta.fields} == {"id", "on", "offer", "what", "times"}


def test_a_council_that_does_not_count_keeps_no_count(monkeypatch):
    monkeypatch.setattr(pack, "counts", lambda: False)
    factories.sent()
    assert not Counted.objects.exists()


def test_the_figures_stand_where_colleagues_read_them(client):
    client.force_login(front_door_worker())
    factories.sent()
    page = client.get(reverse("self_assessment:desk_figures")).content.decode()
    assert "About me and what would help" in page and "100%" in page
    Counted.objects.update(on=date(2020, 5, 5))
    assert "100%" not in client.get(reverse("self_assessment:desk_figures")).content.decode()
    assert "100%" in client.get(reverse("self_assessment:desk_figures") + "?year=2020").content.decode()
    assert client.get(reverse("self_assessment:desk_figures") + "?year=zzz").status_code == 200
