"""A profile and a pack as files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import actions, pack, places, selectors
from alongside.insight.benchmarking.claim import FIELDS
from alongside.insight.benchmarking.models import Figure, Release
from alongside.insight.benchmarking.profile import Profile
from alongside.insight.benchmarking.table import Table

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


def pages_of(paper, tmp_path):
    file = tmp_path / "pack.pdf"
    file.write_bytes(paper)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return told.split("\f")[:-1]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext to read the paper")
def test_the_page_numbers_of_the_contents_are_those_of_the_pages(made, tmp_path):
    pages = pages_of(pack.write(made, "pdf"), tmp_path)
    contents = dict(re.findall(r"^(\S[^.\n]*?) ?\. [. ]*\W*(\d+)$", pages[0].replace("St. ", "St "), re.M))
    councils = [one.name.replace("St. ", "St ") for one in made.profiles]
    assert [one for one in contents if one in councils] == councils and len(councils) == 10
    starts = [int(contents[name]) for name in councils]
    for name, start, after in zip(councils, starts, [*starts[1:], int(contents["How this was made"])], strict=True):
        assert f"Local authority: {name}" in pages[start - 1] and "Council improvement profile," in pages[start - 1]
        # A profile of more pages bears its name on each of them, up to where the next begins.
        assert all(f"Local authority: {name}" in page for page in pages[start - 1 : after - 1])
        assert f"Page {start} of {len(pages)}" in pages[start - 1]


def test_a_council_without_a_figure_is_named_and_one_without_measures_still_renders(made, tmp_path):
    assert "Cumberland" in made.left_out and "Cumberland" in pack.write(made, "html").decode()
    empty = replace(made.profiles[0].standing, table=Table())
    bare = replace(made, profiles=(Profile(empty),))
    assert pack.write(bare, "pdf").startswith(b"%PDF-")
    page = pack.write(bare, "html").decode()
    assert "Nothing met the rule on this side." in page and "No ranks" in page


def test_contents_and_header_have_one_name_for_a_council(figures):
    for written in ("BLACKBURN & DARWEN", "Blackburn with Darwen", "blackburn with darwen council"):
        assert places.find_council(written, "2024-25").name == "Blackburn with Darwen"


def test_claims_lead_to_their_numbers_within_the_file(made):
    page = pack.write(made, "html").decode()
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert len(targets) > 20 and targets <= set(re.findall(r'id="([^"]+)"', page))
    told = json.loads(pack.write(made, "json"))
    assert told["sets"][0] == {
        "name": "Every measure with a figure", "framework": None, "codes": [],
        "source": "Whatever was published of the council",
    }  # fmt: skip


def test_the_challenges_are_in_every_form(made, tmp_path):
    wigan = next(one for one in made.profiles if one.name == "Wigan")
    assert [one.measure.code for one in wigan.challenges] == ["2C", "2E(1)"]
    page = pack.write(made, "html").decode()
    assert "Everything to work on" in page and "bottom quartile of the North West" in page


def test_the_councils_words_show_living_figures(figures):
    analyst = make_user("performance_analyst")
    actions.write_narrative(
        council="313",
        year="2024-25",
        by=analyst,
        seen=0,
        words="We are at [[1D value]], [[1d rank]].\n\nFrom June <b>three</b> hubs.\n\n# Challenges\n\n- few homes",
    )
    one = selectors.profile(council="Wigan", year="2024-25")
    assert one.paragraphs()[0].pieces == [
        ("We are at ", False),
        ("70.0%", True),
        (", ", False),
        ("joint 3rd of 10", True),
        (".", False),
    ]
    assert [paragraph.heading for paragraph in one.paragraphs()] == [False, False, True, False]
    page = pack.write(selectors.pack(council="Wigan", year="2024-25"), "html").decode()
    assert "&lt;b&gt;three&lt;/b&gt; hubs" in page and "<h4>Challenges</h4>" in page and "Not signed off yet" in page


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
