"""The pages: who may, what they show, and what is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import actions
from alongside.insight.benchmarking.forms import files
from alongside.insight.benchmarking.models import Entry, NarrativeVersion, PeerGroup, Release
from alongside.insight.benchmarking.views import profiles as profile_pages
from alongside.insight.measures.held_back import HELD_BACK
from alongside.insight.measures.models import Figure as Counted
from alongside.insight.measures.models import Run

from .test_pack import figures as figures
from .test_reading import NEW_LAYOUT

pytestmark = pytest.mark.django_db
WIGAN = ("313", "2024-25")


@pytest.fixture
def analyst(client):
    user = make_user("performance_analyst")
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"benchmarking:{name}", args=args)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "name, args",
    [
        ("home", ()),
        ("profile", WIGAN),
        ("claims", WIGAN),
        ("tables", ()),
        ("evidence", (*WIGAN, "satisfaction")),
        ("words", WIGAN),
        ("entries", WIGAN),
        ("groups", ()),
        ("file", (*WIGAN, "json")),
        ("packs", ()),
        ("measure_sets", ()),
        ("measure_set", (*WIGAN, "every")),
        ("publish", WIGAN),
    ],
)
def test_a_broker_sees_none_of_it(client, figures, name, args):
    client.force_login(make_user("broker"))
    assert client.get(address(name, *args)).status_code == 403


@pytest.mark.parametrize("role", ["director", "commissioner", "performance_analyst"])
def test_those_who_answer_for_figures_see_the_councils(client, figures, role):
    client.force_login(make_user(role))
    page = text(client.get(address("home")))
    assert "Councils of the North West, 2024-25" in page and address("profile", *WIGAN) in page


def test_before_anything_is_loaded_the_page_says_so(client, analyst):
    page = text(client.get(address("home")))
    assert "No official table is loaded yet" in page and address("tables") in page


def test_a_group_without_figures_says_so(client, analyst, figures):
    assert "There are no figures of London for 2024-25" in text(client.get(address("home"), {"group": "London"}))


def test_the_profile_shows_good_and_bad_and_the_same_as_a_table(client, analyst, figures):
    page = text(client.get(address("profile", *WIGAN)))
    assert "Where it does well" in page and "Where it is behind" in page and "Same as a table" in page
    assert "No words yet" in page and address("evidence", *WIGAN, "satisfaction") in page
    assert "Improved" in page and "New method" in page


def test_a_profile_in_few_queries(client, analyst, figures, django_assert_max_num_queries):
    client.get(address("profile", *WIGAN))
    with django_assert_max_num_queries(16):
        client.get(address("profile", *WIGAN))


def test_the_evidence_shows_the_years_and_the_councils(client, analyst, figures):
    page = text(client.get(address("evidence", *WIGAN, "satisfaction")))
    assert "2023-24" in page and "± 4.0" in page and "This council" in page and "Bolton" in page


def test_all_claims_with_their_rules(client, analyst, figures):
    page = text(client.get(address("claims", *WIGAN)))
    assert "Regional rank" in page and "rounded half up" in page


@pytest.mark.parametrize("args", [("313", "2030-31"), ("999", "2024-25"), ("313", "soon"), ("102", "2024-25")])
def test_what_is_not_there_is_not_found(client, analyst, figures, args):
    assert client.get(address("profile", *args)).status_code == 404


def test_no_such_measure_or_format_is_not_found(client, analyst, figures):
    assert client.get(address("evidence", *WIGAN, "joy")).status_code == 404
    assert client.get(address("file", *WIGAN, "docx")).status_code == 404
    assert client.get(address("file", "313", "x", "json")).status_code == 404
    assert client.get(address("measure_set", *WIGAN, "nothing")).status_code == 404


@pytest.mark.parametrize("form, begins", [("json", b"{"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-")])
def test_a_profile_is_taken_as_a_file(client, analyst, figures, form, begins):
    answer = client.get(address("file", *WIGAN, form))
    assert answer.content.lstrip().startswith(begins)
    assert f"wigan-2024-25.{form}" in answer["Content-Disposition"]


def test_words_are_written_kept_and_signed_off(client, analyst, figures):
    answer = client.post(address("words", *WIGAN), {"words": "We stand at [[1D value]].", "note": "First", "seen": 0})
    assert answer["Location"] == address("profile", *WIGAN)
    version = NarrativeVersion.objects.get()
    assert client.post(address("sign", version.pk)).status_code == 403
    director = make_user("director", name="Helen Cho")
    client.force_login(director)
    page = text(client.get(address("profile", *WIGAN)))
    assert "Sign off version 1" in page and "Not signed off yet" in page
    client.post(address("sign", version.pk))
    page = text(client.get(address("profile", *WIGAN)))
    assert "Signed off by Helen Cho, Director" in page and "Sign off version 1" not in page


def test_a_made_up_figure_is_refused_and_the_words_stay(client, analyst, figures):
    page = text(client.post(address("words", *WIGAN), {"words": "At [[9Z value]] now.", "seen": 0}))
    assert "[[9Z value]] is no figure of this profile" in page and "At [[9Z value]] now." in page
    assert not NarrativeVersion.objects.exists()


@pytest.mark.parametrize("written", ["2024_25", "2024-2025", "2024 to 2025"])
def test_the_year_in_the_address_may_be_written_otherwise_and_the_words_are_found(client, analyst, figures, written):
    client.post(address("words", "313", written), {"words": "Ours.", "seen": 0})
    client.post(address("entries", "313", written), ENTRY)
    assert NarrativeVersion.objects.get().year == Entry.objects.get().year == "2024-25"
    page = text(client.get(address("profile", "313", written)))
    assert "Ours." in page and "Version 1" in page and "Savings to find" in page


def test_words_written_meanwhile_are_not_lost(client, analyst, figures):
    actions.write_narrative(council="313", year="2024-25", words="Theirs.", by=analyst, seen=0)
    page = text(client.post(address("words", *WIGAN), {"words": "Mine.", "seen": 0}))
    assert "wrote version 1 meanwhile" in page and "Mine." in page
    client.post(address("words", *WIGAN), {"words": "Mine.", "seen": 1})
    assert [one.words for one in NarrativeVersion.objects.of(*WIGAN)] == ["Mine.", "Theirs."]


@pytest.fixture
def counted():
    """A run over our own records, in the middle of the year."""
    run = Run.objects.create(
        year="2026-27",
        snapshot_at=datetime(2026, 9, 30, 3, tzinfo=UTC),
        finished_at=datetime(2026, 9, 30, 4, tzinfo=UTC),
        released_on=date(2026, 9, 30),
    )
    for measure, numerator, denominator, held_back in (
        ("2A", 700, 1000, ""),
        ("2C", 300, 60000, ""),
        ("2E(1)", 2, 3, HELD_BACK),
        ("2B", 40, None, ""),
    ):
        Counted.objects.create(
            run=run, measure=measure, numerator=numerator, denominator=denominator, held_back=held_back
        )
    return run


def test_our_own_figures_stand_beside_those_published_marked_provisional(client, analyst, figures, counted):
    page = text(client.get(address("home")))
    assert "Our own figures, 2026-27 so far" in page and "Provisional" in page
    assert "70.0%" in page and "500.0 per 100,000" in page and "55.0 per 100,000" in page
    assert "Moved to a care home, 65 and over (2C), so far" in page


def test_small_numbers_of_our_own_are_held_back(client, analyst, figures, counted):
    page = text(client.get(address("home")))
    assert "66.7%" not in page and "Held back: small numbers" in page and "Not known" in page


def test_our_own_figures_stand_in_our_own_profile_alone(client, analyst, figures, counted, monkeypatch):
    assert "Our own figures" not in text(client.get(address("profile", *WIGAN)))
    monkeypatch.setattr(profile_pages, "own_code", lambda: "313")
    assert "Our own figures, 2026-27 so far" in text(client.get(address("profile", *WIGAN)))


def test_part_of_a_year_is_labelled_wherever_it_stands_beside_a_whole_one(
    client, analyst, figures, counted, monkeypatch
):
    """Five whole months of moves stand on the page of the measure, marked, not ranked, and in no claim."""
    monkeypatch.setattr(profile_pages, "own_code", lambda: "313")
    page = text(client.get(address("evidence", *WIGAN, "admissions_65")))
    assert "500.0 per 100,000" in page and "Provisional" in page and "5 of 12 months of 2026-27" in page
    assert "part of it is lower than the whole" in page
    assert "500.0" not in text(client.get(address("claims", *WIGAN)))
    assert "Our own figure so far" not in text(client.get(address("evidence", "304", "2024-25", "admissions_65")))


ENTRY = {"kind": "money", "words": "Savings to find", "amount": "6000000", "on": "2025-05-12", "source": "Budget 2025"}


def test_an_entry_stands_in_the_profile_until_it_is_withdrawn(client, analyst, figures):
    client.post(address("entries", *WIGAN), ENTRY)
    said = "Savings to find: £6 million (12 May 2025; source: Budget 2025)."
    assert said in text(client.get(address("profile", *WIGAN)))
    client.post(address("withdraw", Entry.objects.get().pk))
    assert said not in text(client.get(address("profile", *WIGAN)))
    assert client.post(address("withdraw", Entry.objects.get().pk)).status_code == 404


@pytest.mark.parametrize(
    "change, says",
    [
        ({"kind": "target"}, "Say which measure it speaks of."),
        ({"kind": "target", "measure": "9Z"}, "no measure 9Z"),
        ({"kind": "target", "measure": "2C", "amount": ""}, "Give the number."),
        ({"source": ""}, "Source"),
        ({"on": "2999-01-01"}, "day"),
    ],
)
def test_an_entry_that_does_not_fit_says_why_and_is_not_lost(client, analyst, figures, change, says):
    page = text(client.post(address("entries", *WIGAN), {**ENTRY, **change}))
    assert "There is a problem" in page and says in page and "Savings to find" in page
    assert not Entry.objects.exists()


def upload(text_of, name="Table_2c.csv"):
    return SimpleUploadedFile(name, text_of.encode(), content_type="text/csv")


def test_a_table_is_loaded_from_the_page(client, analyst):
    client.post(address("tables"), {"file": upload(NEW_LAYOUT)})
    assert Release.objects.get().loaded_by == analyst
    page = text(client.get(address("tables")))
    assert "Table_2c.csv" in page and "2 within rounding" in page


def test_a_broken_table_says_where_and_changes_nothing(client, analyst):
    page = text(client.post(address("tables"), {"file": upload(NEW_LAYOUT.replace("700.5", "seven"))}))
    assert "row 6" in page and not Release.objects.exists()


def test_a_file_larger_than_any_table_or_list_is_refused(client, analyst, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1024)
    monkeypatch.setattr(files, "LARGEST_LIST", 1024)
    page = text(client.post(address("tables"), {"file": upload(NEW_LAYOUT * 20)}))
    assert "larger than any official table" in page and not Release.objects.exists()
    page = text(client.post(address("groups"), {"file": upload("x" * 1025), "source": "Us", "as_of": "2024-05-01"}))
    assert "larger than any list of councils" in page and not PeerGroup.objects.exists()


def test_who_may_only_see_cannot_load(client, figures):
    client.force_login(make_user("commissioner"))
    page = text(client.post(address("tables"), {"file": upload(NEW_LAYOUT)}))
    assert "Load a table" not in page and Release.objects.count() == 1


def test_a_group_of_ones_own_is_kept_and_offered(client, analyst, figures):
    listed = upload("group,council\nNearest neighbours,Wigan\nNearest neighbours,Bolton\n", "groups.csv")
    client.post(address("groups"), {"file": listed, "source": "CIPFA 2024", "as_of": "2024-05-01"})
    assert PeerGroup.objects.get().source == "CIPFA 2024"
    page = text(client.get(address("home"), {"group": "Nearest neighbours"}))
    assert "Councils of Nearest neighbours" in page
    assert "among Nearest neighbours" not in text(client.get(address("claims", *WIGAN)))


def test_a_bad_list_of_groups_says_where(client, analyst):
    page = text(
        client.post(
            address("groups"), {"file": upload("group,council\nOurs,Nowhere\n"), "source": "Us", "as_of": "2024-05-01"}
        )
    )
    assert "Row 1, council" in page and not PeerGroup.objects.exists()
