"""A profile and a pack as files."""

from __future__ import annotations

import json

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import actions, pack, selectors
from alongside.insight.benchmarking.claim import FIELDS
from alongside.insight.benchmarking.models import Figure, Release

from .factories import BEFORE, published, ten

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures():
    """Three measures of ten councils over two years, one of them unfit to print as markup."""
    release = Release.objects.create(file_name="<b>tables</b>.ods", digest="0" * 64, layout="x", loaded_as="test")
    some = [
        *ten("1D", 70, margin="4", nw=60, england=61),
        *ten("1D", 60, year=BEFORE, margin="4"),
        *ten("2C", 95, nw=50, england=55),
        *ten("2E(1)", 5, nw=50, england=55),
        *published("4A", {"313": 70, "304": None, "305": 71}),
    ]
    Figure.objects.bulk_create([Figure.from_published(one, release) for one in some])
    return release


@pytest.fixture
def made(figures):
    return selectors.pack(group="North West", year="2024-25")


def test_the_data_has_every_claim_with_the_promised_fields(made):
    told = json.loads(pack.write(made, "json"))
    assert (told["year"], told["baseline"], told["group"]) == ("2024-25", BEFORE, "North West")
    assert len(told["councils"]) == 10 and len(told["left_out"]) == 14
    assert all(tuple(claim) == FIELDS for claim in told["claims"])
    assert {claim["council"] for claim in told["claims"]} == set(told["councils"])
    assert told["sources"][0]["digest"] == "0" * 64


def test_the_web_page_stands_alone_and_reads_nothing_as_markup(made):
    page = pack.write(made, "html").decode()
    assert 'href="#council-313"' in page and 'id="council-313"' in page
    assert "<script" not in page and "src=" not in page and "<b>tables" not in page
    assert page.count("<article") == 10 and 'role="img" aria-label="Satisfied with their support: Wigan 70.0%' in page


def test_the_paper_is_tagged_and_has_contents(made):
    paper = pack.write(made, "pdf")
    assert paper.startswith(b"%PDF-") and b"/StructTreeRoot" in paper and b"/Lang" in paper
    assert paper.count(b"/Outlines") >= 1


def test_the_councils_words_show_living_figures(figures):
    analyst = make_user("performance_analyst")
    actions.write_narrative(
        council="313",
        year="2024-25",
        by=analyst,
        seen=0,
        words="We are at [[1D value]], [[1d rank]].\n\nFrom June <b>three</b> hubs.",
    )
    one = selectors.profile(council="Wigan", year="2024-25")
    assert one.paragraphs()[0].pieces == [
        ("We are at ", False),
        ("70.0%", True),
        (", ", False),
        ("joint 3rd of 10", True),
        (".", False),
    ]
    page = pack.write(selectors.pack(council="Wigan", year="2024-25"), "html").decode()
    assert "&lt;b&gt;three&lt;/b&gt; hubs" in page and "Not signed off yet" in page


@pytest.mark.parametrize(
    "asked, says",
    [
        ({"council": "Wigan", "year": "2030-31"}, "Loaded: 2023-24 to 2024-25"),
        ({"council": "Kent", "year": "2024-25"}, "no figures of Kent"),
        ({"council": "Wigan", "year": "2024-25", "baseline": "2024-25"}, "must be before"),
    ],
)
def test_what_cannot_be_shown_is_said(figures, asked, says):
    with pytest.raises(selectors.NothingToShow, match=says):
        selectors.pack(**asked)


def test_before_anything_is_loaded_it_says_how_to_load():
    with pytest.raises(selectors.NothingToShow, match="alongside benchmark load"):
        selectors.pack(council="Wigan", year="2024-25")
