"""A figure before the public: with its source and day, its history, and gone when it is withdrawn."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking.models import PublishedIndicator

from .test_pack import figures as figures

pytestmark = pytest.mark.django_db
WIGAN = ("313", "2024-25")
FIGURE = {"title": "Satisfaction", "value": "70.0%", "period": "2024-25", "on": "2025-03-31", "source": "The survey"}


@pytest.fixture
def director(client):
    user = make_user("director")
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"benchmarking:{name}", args=args)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_official_figure_is_filled_in_with_its_source_and_its_last_day(client, director, figures):
    page = text(client.get(address("publish", *WIGAN), {"series": "satisfaction"}))
    assert "Overall satisfaction of people who use services, Wigan" in page and 'value="70.0%"' in page
    assert "measure 1D" in page and "give or take 4.0 percentage points, joint 3rd of 10 in the North West" in page


def test_it_is_published_with_source_and_day_for_anybody_to_read(client, director, figures):
    client.post(address("publish", *WIGAN), FIGURE)
    assert PublishedIndicator.objects.get().published_by == director
    client.logout()
    page = text(client.get(address("figures")))
    assert "Satisfaction" in page and "70.0%" in page and "31 March 2025. Source: The survey." in page
    assert "31 March 2025" in text(client.get(address("figure", PublishedIndicator.objects.get().pk)))


def test_a_newer_figure_stands_in_front_and_the_older_is_its_history(client, director, figures):
    client.post(address("publish", *WIGAN), FIGURE)
    client.post(address("publish", *WIGAN), {**FIGURE, "value": "71.5%", "on": "2026-03-31", "period": "2025-26"})
    page = text(client.get(address("figures")))
    assert "71.5%" in page and "70.0%" not in page
    newest = PublishedIndicator.objects.get(value="71.5%")
    assert "70.0%" in text(client.get(address("figure", newest.pk)))


def test_a_withdrawn_figure_is_seen_no_longer_and_stays_on_the_record(client, director, figures):
    client.post(address("publish", *WIGAN), FIGURE)
    one = PublishedIndicator.objects.get()
    client.post(address("withdraw_figure", one.pk))
    assert "No figure is published yet" in text(client.get(address("figures")))
    assert client.get(address("figure", one.pk)).status_code == 404
    one.refresh_from_db()
    assert one.withdrawn_by == director and one.withdrawn_at


@pytest.mark.parametrize("change", [{"source": ""}, {"on": ""}, {"value": ""}, {"title": ""}, {"on": "2999-01-01"}])
def test_without_source_or_day_nothing_is_published(client, director, figures, change):
    page = text(client.post(address("publish", *WIGAN), {**FIGURE, **change}))
    assert "There is a problem" in page and not PublishedIndicator.objects.exists()


def test_only_those_who_answer_for_them_publish(client, figures):
    client.force_login(make_user("performance_analyst"))
    assert client.post(address("publish", *WIGAN), FIGURE).status_code == 403


def test_the_open_data_carries_no_formula(client, director, figures):
    client.post(address("publish", *WIGAN), {**FIGURE, "title": "=1+1"})
    rows = list(csv.DictReader(io.StringIO(text(client.get(address("figures_file"))))))
    assert (rows[0]["title"], rows[0]["date"], rows[0]["source"]) == ("'=1+1", "2025-03-31", "The survey")
