from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.demand.bands import BadBand, Band, apart, band_of, overlap, read_band


@pytest.mark.parametrize(("words", "first", "last"), [
    ("65-69", 65, 69), ("65 to 69", 65, 69), ("65_69", 65, 69), ("Aged 65–69", 65, 69), ("90+", 90, None),
    ("90 and over", 90, None), ("under 25", 0, 24), ("67", 67, 67), ("85 or over", 85, None), ("67 years", 67, 67),
])
def test_ages_as_people_write_them(words, first, last):
    assert read_band(words) == Band(first, last)


@pytest.mark.parametrize("words", ["", "old", "69-65", "under 0", "65-", "130-140", "6 5", "=1+1"])
def test_what_is_no_age_is_said(words):
    with pytest.raises(BadBand):
        read_band(words)


def test_bands_as_a_plan_writes_them_hold_each_age_once():
    """0-25, 25-65 and 65+: ages 25 and 65 count once, in the band that begins with them."""
    bands = apart(["0-25", "25-65", "65+"])
    assert [band.label for band in bands] == ["Under 25", "25 to 64", "65 and over"]
    assert band_of(25, bands) == bands[1] and band_of(65, bands) == bands[2]
    for age in range(121):
        assert sum(band.has(age) for band in bands) == 1


def test_bands_that_leave_an_age_out_or_share_more_are_refused():
    with pytest.raises(BadBand, match="No band holds the ages from 65 to 65"):
        apart(["0-64", "66+"])
    with pytest.raises(BadBand, match="both hold the age 60"):
        apart(["0-65", "60+"])


def test_bands_overlapping_at_75_are_found():
    assert overlap([read_band("70-75"), read_band("75-80")]) == (Band(70, 75), Band(75, 80), 75)
    assert overlap([read_band("70-74"), read_band("75-80")]) is None


@given(st.lists(st.integers(1, 110), min_size=1, max_size=8, unique=True))
def test_every_age_is_in_one_band_however_they_are_cut(cuts):
    ends = [0, *sorted(cuts)]
    written = [f"{one}-{other}" for one, other in zip(ends, ends[1:], strict=False)] + [f"{ends[-1]}+"]
    bands = apart(written)
    for age in range(121):
        assert sum(band.has(age) for band in bands) == 1
