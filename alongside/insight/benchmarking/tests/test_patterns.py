"""The twenty patterns of the published profiles can all be stated: from figures, or from a dated, sourced entry."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import places, selectors
from alongside.insight.benchmarking.claims import patterns
from alongside.insight.benchmarking.models import Entry, Figure, Release

from .factories import BEFORE, YEAR, ten

pytestmark = pytest.mark.django_db
# In the order in which the issue of the work names them, by how often they were used, and the file of each.
TWENTY = {
    "candour": "candour", "activity volumes": "activity", "direction without numbers": "direction",
    "better or worse than average without numbers": "better_or_worse", "money": "money",
    "change over time with numbers": "change_in_numbers", "stand-alone level": "level",
    "regional rank": "regional_rank", "value against average": "against_average", "targets": "target",
    "N improved": "improved_count", "awards": "recognition", "inspections": "inspection",
    "regional band": "regional_band", "national band": "national_band", "unbroken run": "run",
    "N better than average": "better_count", "national rank": "national_rank", "peer-group rank": "peer_rank",
    "gap only": "gap", "up, same and down counts": "up_same_down",
}  # fmt: skip
ENTRIES = [
    {"kind": "activity", "words": "Requests for support", "amount": "4200", "before": "4000", "unit": "requests"},
    {"kind": "money", "words": "Savings to find", "amount": "6000000"},
    {"kind": "inspection", "words": "Homes rated good", "amount": "22", "before": "24"},
    {"kind": "recognition", "words": "Dementia home of the year"},
    {"kind": "target", "words": "Plan", "measure": "2C", "amount": "500"},
    {"kind": "need", "words": "People aged 65 and over", "amount": "35767"},
    {"kind": "feedback", "words": "Complaints", "amount": "45", "before": "100"},
    {"kind": "programme", "words": "The Deal"},
    {"kind": "challenge", "words": "Few care homes have room"},
    {"kind": "explanation", "words": "Some moves were recorded late", "measure": "2C"},
    {"kind": "provisional", "words": "Moves in six months", "measure": "2C", "amount": "210"},
]


@pytest.fixture
def profile(client):
    release = Release.objects.create(file_name="official.ods", digest="0" * 64, layout="x", loaded_as="test")
    years = ("2020-21", "2021-22", BEFORE, YEAR)
    some = [
        *(one for place, year in enumerate(years) for one in ten("2E(1)", 70 + 5 * place, year=year)),
        *ten("2C", 95, nw=50, england=55), *ten("2C", 60, year=BEFORE),
        *ten("1D", 70, margin="2", nw=60, england=61), *ten("1D", 68, year=BEFORE, margin="2"),
        *ten("3D(2a)", 95, nw=50, england=45), *ten("3D(2a)", 40, year=BEFORE),
    ]  # fmt: skip
    Figure.objects.bulk_create([Figure.from_published(one, release) for one in some])
    analyst = make_user("performance_analyst")
    client.force_login(analyst)
    for one in ENTRIES:
        answer = client.post(
            reverse("benchmarking:entries", args=["313", YEAR]), {**one, "on": "2025-05-12", "source": "Cabinet paper"}
        )
        assert answer.status_code == 302, answer.content.decode()
    return selectors.profile(council="Wigan", year=YEAR)


def test_every_pattern_can_be_stated(profile):
    stated = {one.pattern for one in profile.claims}
    assert set(TWENTY.values()) <= stated, set(TWENTY.values()) - stated
    assert {one.kind for one in Entry.objects.all()} == set(Entry.Kind.values)
    # Every file but that of a sweep, which needs the best or worst place in every measure of the survey.
    assert {one.KEY for one in patterns()} - stated == {"sweep"}


def test_each_entry_stands_in_the_profile_with_its_day_and_source_and_opens_to_its_page(client, profile):
    page = client.get(reverse("benchmarking:profile", args=["313", YEAR])).content.decode()
    for one in Entry.objects.exclude(kind__in=("target", "challenge")):
        assert one.words in page, one.words
        assert reverse("benchmarking:entry", args=[one.pk]) in page
        told = client.get(reverse("benchmarking:entry", args=[one.pk])).content.decode()
        assert "12 May 2025" in told and "Cabinet paper" in told and one.made_by.name in told
        assert "Said by Wigan itself in its profile of 2024-25." in told
    assert "beat" in page or "missed the target of 500.0 per 100,000" in page or "met the target" in page
    assert page.count("(12 May 2025; source: Cabinet paper)") >= len(ENTRIES) - 1


def test_part_of_a_year_is_in_no_rank_average_or_change(profile):
    told = [one for one in profile.claims if "210" in one.text]
    assert [one.pattern for one in told] == ["provisional"]
    assert told[0].text.startswith("Provisional, part of a year: Moves in six months, 210 (2C)")


def test_greater_manchester_is_the_peer_group(profile):
    [one] = {one.comparator for one in profile.claims if one.pattern == "peer_rank"}
    assert one == "Greater Manchester" and len(places.find_group(one, selectors.groups()).members(YEAR)) == 10
