"""What insight shows in the demo: figures that hold together, of councils that do not exist."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.config.demo import insight
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.insight.benchmarking import places, selectors
from alongside.insight.benchmarking.models import Release
from alongside.insight.demand.models import Projection
from alongside.insight.measures.models import Run
from alongside.insight.scorecards.library import library
from alongside.insight.scorecards.models import Feedback
from alongside.insight.scorecards.scorecard import scorecard
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


def test_scorecards_have_figures_words_and_a_rating_that_hold_together(filled):
    cards = {key: scorecard(library().find(key), "2025-26", DAY) for key in (
        "adult_social_care", "hospital_delays", "workforce_and_voices", "huddles")}
    assert [each.words for card in cards.values() for line in card.lines for each in line.contradictions] == []
    own = cards["adult_social_care"]
    assert own.line("AS07").by_rule.colour == "green" and own.line("AS07").commentary
    assert (own.line("AS04").colour, own.line("AS04").by_rule.colour) == ("green", "amber")
    assert [line.indicator.code for line in cards["workforce_and_voices"].behind()] == ["WV1", "WV4"]
    assert cards["hospital_delays"].line("HD1").figure.whole
    assert Feedback.objects.of_set("huddles").count() == 5


def test_a_projection_is_there(filled):
    assert "Westmere" in Projection.objects.get().populations.areas()
