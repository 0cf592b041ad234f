"""What insight shows in the demo: figures that hold together, of councils that do not exist."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.config.demo import insight
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.insight.benchmarking import places, selectors
from alongside.insight.benchmarking.models import Release
from alongside.insight.measures.models import Run
from alongside.insight.surveys.models import LoadedSurvey

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


@pytest.fixture
def filled(db):
    insight.fill(ensure_demo_council(), seed=7, today=DAY)


def test_the_measures_of_two_years_are_asked_for(filled):
    assert {run.year for run in Run.objects.under_way()} == {"2025-26", "2026-27"}


def test_every_published_outcome_follows_from_its_counts_and_of_no_real_council(filled):
    release = Release.objects.get()
    assert not release.differing and release.checked["reproduced"] > 500
    real = {one.code for one in places.councils() if one.region in places.REGION_CODES}
    assert not set(release.figures.values_list("area", flat=True)) & real


def test_westmere_has_a_profile_beside_its_neighbours(filled):
    pack = selectors.pack(council="Westmere", year="2025-26")
    said = " ".join(claim.text for profile in pack.profiles for claim in profile.claims)
    assert "Marchlands" in said and "England" in said


def test_the_survey_loads_without_a_fault(filled):
    loaded = list(LoadedSurvey.objects.all())
    assert {one.year for one in loaded} == {"2024-25", "2025-26"}
    assert all(one.fault_count == 0 and one.results for one in loaded)
