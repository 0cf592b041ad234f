"""Loading wholly or not at all; words with their history; who signed off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import actions, selectors
from alongside.insight.benchmarking.models import Entry, Figure, NarrativeVersion, PeerGroup, Release
from alongside.insight.benchmarking.official.published import CannotBeRead

from .test_reading import NEW_LAYOUT, OPEN_DATA, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


def loaded(tmp_path, text=NEW_LAYOUT, name="Table_2c.csv", **by):
    return actions.load(file=write(tmp_path, name, text), **(by or {"loaded_as": "analyst"}))


def test_a_file_is_loaded_with_who_when_and_its_digest(tmp_path, analyst):
    release = loaded(tmp_path, by=analyst)
    assert (release.file_name, release.loaded_by, len(release.digest)) == ("Table_2c.csv", analyst, 64)
    assert release.figures.count() == 4 and release.checked == {"within rounding": 2, "taken as published": 1}


def test_a_marker_is_kept_as_a_reason(tmp_path):
    loaded(tmp_path)
    wigan = Figure.objects.get(area="313")
    assert wigan.numerator is None and wigan.marks == {"numerator": "c", "denominator": "c"}


def test_a_broken_file_changes_nothing(tmp_path):
    with pytest.raises(CannotBeRead):
        loaded(tmp_path, NEW_LAYOUT.replace("700.5", "seven"))
    assert not Release.objects.exists() and not Figure.objects.exists()


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def breaks(*args, **kwargs):
        raise IntegrityError("half way")

    monkeypatch.setattr(Figure.objects, "bulk_create", breaks)
    with pytest.raises(IntegrityError):
        loaded(tmp_path)
    assert not Release.objects.exists()


def test_the_same_file_is_loaded_once(tmp_path):
    first = loaded(tmp_path)
    with pytest.raises(actions.AlreadyLoaded) as there:
        loaded(tmp_path)
    assert there.value.release == first and Release.objects.count() == 1


def test_an_outcome_that_does_not_follow_is_kept_and_pointed_at(tmp_path):
    wrong = NEW_LAYOUT.replace("313,Wigan,E08000010,[c],[c],700.5", "313,Wigan,E08000010,60,10000,601.0")
    release = loaded(tmp_path, wrong)
    assert release.checked["differs"] == 1
    assert "Wigan, 2C for 2024-25: 601 does not follow from 60 of 10000" in release.differing[0]
    assert Figure.objects.get(area="313").outcome == Decimal("601")


def test_a_code_that_its_words_belie_is_read_as_what_is_meant_and_the_reader_is_told(tmp_path):
    belied = OPEN_DATA.replace("1C1A,Direct", "2d2,Delayed transfers of care due to social care")
    release = loaded(tmp_path, belied, "ascof_2015_16.csv")
    assert set(release.figures.values_list("code", flat=True)) == {"2C(2)"}
    assert len(release.differing) == 3 and "row 2: 2d2 is read as 2C(2)" in release.differing[0]


def test_a_later_file_stands_in_front(tmp_path):
    loaded(tmp_path)
    loaded(tmp_path, NEW_LAYOUT.replace("700.5", "710.5"), "Table_2c_revised.csv")
    assert selectors.table().get("admissions_65", "2024-25", "313").value == Decimal("710.5")


def test_two_layouts_stand_beside_each_other(tmp_path):
    loaded(tmp_path)
    loaded(tmp_path, OPEN_DATA, "ascof_2020_21.csv")
    assert selectors.table().years() == ["2020-21", "2024-25"]


def test_a_newer_list_of_the_same_name_is_in_use(analyst):
    actions.keep_groups(text="group,council\nOurs,Wigan\n", source="First", by=analyst)
    actions.keep_groups(text="group,council\nOurs,Bolton\n", source="Second", by=analyst)
    assert PeerGroup.objects.count() == 2
    assert [sorted(one.members("2024-25")) for one in PeerGroup.objects.in_use()] == [["304"]]


def entry(by, **details):
    return actions.add_entry(
        **{
            "council": "313",
            "year": "2024-25",
            "kind": "money",
            "words": "Savings",
            "by": by,
            "on": date(2025, 5, 12),
            "source": "Budget",
            **details,
        }
    )


def test_an_entry_stands_until_it_is_withdrawn_and_stays_on_the_record(analyst):
    kept = entry(analyst)
    actions.withdraw_entry(entry=kept, by=analyst)
    assert list(Entry.objects.of("313", "2024-25")) == [] and Entry.objects.get().withdrawn_by == analyst


@pytest.mark.parametrize(
    "details", [{"source": ""}, {"words": ""}, {"kind": "target"}, {"kind": "explanation"}, {"kind": "gossip"}]
)
def test_an_entry_says_something_and_whence(analyst, details):
    with pytest.raises(ValidationError):
        entry(analyst, **details)


def test_words_keep_their_history(analyst):
    def write_down(words, seen):
        return actions.write_narrative(council="313", year="2024-25", words=words, by=analyst, seen=seen)

    write_down("First.", 0)
    write_down("Second.", 1)
    assert [one.words for one in NarrativeVersion.objects.of("313", "2024-25")] == ["Second.", "First."]
    with pytest.raises(actions.ChangedMeanwhile, match="version 2"):
        write_down("Over it.", 1)


def test_two_first_versions_at_once_are_told_apart(analyst, monkeypatch):
    """The other was written between the look and the writing."""
    actions.write_narrative(council="313", year="2024-25", words="Theirs.", by=analyst, seen=0)
    monkeypatch.setattr(
        NarrativeVersion.objects, "select_for_update", lambda: NarrativeVersion.objects.filter(council="none")
    )
    with pytest.raises(actions.ChangedMeanwhile, match="Somebody else wrote"):
        actions.write_narrative(council="313", year="2024-25", words="Mine.", by=analyst, seen=0)
    assert [one.words for one in NarrativeVersion.objects.all()] == ["Theirs."]


def test_only_the_newest_words_are_signed_off_and_once_by_each(analyst):
    director = make_user("director")
    first = actions.write_narrative(council="313", year="2024-25", words="First.", by=analyst, seen=0)
    actions.sign_off(version=first, by=director, role="Director")
    with pytest.raises(actions.CannotSign, match="already"):
        actions.sign_off(version=first, by=director, role="Director")
    second = actions.write_narrative(council="313", year="2024-25", words="Second.", by=analyst, seen=1)
    assert not second.sign_offs.exists() and first.sign_offs.exists()
    with pytest.raises(actions.CannotSign, match="changed"):
        actions.sign_off(version=first, by=make_user("director"), role="Director")
