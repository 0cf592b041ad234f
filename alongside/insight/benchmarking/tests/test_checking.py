"""The council's own words are held to the figures, and the writer is told; nothing is refused."""

from datetime import date
from decimal import Decimal

import pytest

from alongside.insight.benchmarking.checking import doubts
from alongside.insight.benchmarking.standing import Said

from .factories import BEFORE, standing, ten


@pytest.fixture
def at():
    return standing(
        ten("3D(1a)", "99.4", nw="84.9", england="86.0"),
        ten("2E(1)", "87.3", nw="80.0", england="75.4"),
        ten("1A", "19.3", nw="19.2", england="19.1"),
        ten("1D", "63.3", nw="66.8", england="64.7", margin="1.0"),
        ten("2A", "80.0"), ten("2A", "70.0", year=BEFORE),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text, says",
    [
        ("100% of people have self-directed support.", "99.4% published, which rounds to 99%"),
        ("Own home, learning disability: 88% of people.", "87.3% published, which rounds to 87%"),
        ("Quality of life stands at 19.3% here.", "a score out of 24, not a percentage"),
        ("Satisfied with their support: slightly below the region.", "“slightly” is 3.5 percentage points"),
        ("2A rose by 12 percentage points.", "no difference of 12 points follows"),
        ("2A rose significantly.", "no margin of error bears the word"),
    ],
)
def test_what_does_not_agree_is_said(at, text, says):
    [doubt, *_] = doubts(text, at)
    assert says in doubt


@pytest.mark.parametrize(
    "text",
    [
        "99% of people have self-directed support.",
        "Own home, learning disability: 87% here, 75.4% in England and 80% in the region.",
        "Own home, learning disability stands at [[2E(1) value]].",
        "2A rose by 10 percentage points, from 70% to 80%.",
        "Satisfied with their support: significantly below the region.",
        "We found 100% of our own staff.",
        "Self-directed support and quality of life: 50% and 3%.",
    ],
)
def test_what_agrees_or_cannot_be_told_is_left_alone(at, text):
    assert doubts(text, at) == []


def test_an_entry_of_the_council_may_be_quoted():
    said = Said("provisional", "Home", date(2025, 1, 31), "Our records", measure="2E(1)", amount=Decimal("91.2"))
    at = standing(ten("2E(1)", "87.3"), said=(said,))
    assert doubts("Own home, learning disability: 91.2% at Christmas.", at) == []
