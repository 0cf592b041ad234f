"""Given official figures of the region, when the director opens a profile on a phone and an analyst at a desk, it is
read, checked, written and signed off, and every page fits and is clean."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.insight.benchmarking import actions, making
from alongside.insight.benchmarking.models import Figure, KeptPack, Release, SignOff
from alongside.insight.benchmarking.tests.factories import BEFORE, published, ten
from tests.browser import SMALL, WIDE, axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIGAN = ["313", "2024-25"]


@pytest.fixture
def council(transactional_db):
    return ensure_demo_council()


@pytest.fixture
def figures(council):
    release = Release.objects.create(file_name="official.ods", digest="0" * 64, layout="a sheet a measure",
                                     loaded_as="the nightly load", checked={"reproduced": 20})
    some = [
        *ten("1D", "68.6", margin="4.7", nw="64.9", england="64.4"), *ten("1D", 60, year=BEFORE, margin="4.0"),
        *ten("4A", 25, margin="3.1", nw=50, england="52.5"), *ten("4A", 41, year=BEFORE, margin="3.0"),
        *ten("2C", "531.6", [500 + 40 * place for place in range(9)], nw=672, england="592.5"),
        *ten("2E(1)", 12, nw=50, england=55), *published("3A", {"313": 70, "304": None, "305": 71, "306": 65}),
    ]
    Figure.objects.bulk_create([Figure.from_published(one, release) for one in some])
    return release


def address(live_server, name, *args):
    return live_server.url + reverse(f"benchmarking:{name}", args=args)


def test_on_a_phone_the_director_reads_it_writes_in_it_and_signs_it_off(small_page, live_server, council, figures):
    page = small_page
    sign_in(page, live_server, "director")
    page.goto(address(live_server, "home"))
    axe(page)
    picture(page, "small_benchmarking")
    page.get_by_role("link", name="Wigan", exact=True).click()
    for heading in ("Where it does well", "Where it is behind", "Everything to work on"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    axe(page)
    picture(page, "small_profile")
    page.get_by_role("link", name="Numbers for: ").first.click()
    axe(page)
    picture(page, "small_evidence")
    page.goto(address(live_server, "profile", *WIGAN))
    page.get_by_role("link", name="Edit the words").click()
    page.get_by_label("In our own words").fill("# Where we stand\n\nWe stand at [[1D value]]. Satisfied: 99%.")
    axe(page)
    picture(page, "small_words")
    page.get_by_role("button", name="Save this version").click()
    expect(page.get_by_role("heading", name="Where we stand")).to_be_visible()
    page.goto(address(live_server, "words", *WIGAN))
    page.get_by_label("In our own words").fill("We stand at [[1D value]], [[1D rank]]. That is not all.")
    page.get_by_label("Why this version?").fill("One figure was wrong")
    page.get_by_role("button", name="Save this version").click()
    page.get_by_role("button", name="Sign off version 2").click()
    expect(page.get_by_text("You have signed off version 2.")).to_be_visible()
    expect(page.get_by_text("One figure was wrong")).to_be_visible()
    expect(page.get_by_text("Version 1")).to_be_visible()
    axe(page)
    picture(page, "small_signed_off")
    assert SignOff.objects.get().by == council.users["director"]


def test_a_pack_is_asked_for_watched_and_taken_away(page, live_server, council, figures, settings, tmp_path):
    settings.HOME = tmp_path
    sign_in(page, live_server, "director")
    page.goto(address(live_server, "home"))
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    axe(page)
    picture(page, "wide_pack_waiting")
    making.carry_out(KeptPack.objects.get().pk)
    page.get_by_role("heading", name="It is there").wait_for()  # the page asks by itself
    axe(page)
    picture(page, "wide_pack")
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert taken.value.suggested_filename == "north-west-2024-25.pdf"
    page.set_viewport_size(SMALL)
    page.reload()
    axe(page)
    picture(page, "small_pack")
    page.goto(address(live_server, "packs"))
    axe(page)
    # The web page of the file stands alone: open it from where it was kept.
    page.goto(KeptPack.objects.get().file("html").as_uri())
    axe(page)
    picture(page, "small_pack_file")


def test_without_scripts_the_pack_is_watched_by_looking_again(
    no_script_page, live_server, council, figures, settings, tmp_path
):
    page = no_script_page
    settings.HOME = tmp_path
    sign_in(page, live_server, "director")
    page.goto(address(live_server, "home"))
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    making.carry_out(KeptPack.objects.get().pk)
    page.get_by_role("link", name="look again").click()
    expect(page.get_by_role("heading", name="It is there")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, SMALL], ids=["wide", "small"])
def test_every_page_fits_and_is_clean(page, live_server, council, figures, width):
    page.set_viewport_size(width)
    name_of = "small" if width is SMALL else "wide"
    entry = actions.add_entry(
        council="313", year="2024-25", kind="recognition", words="Dementia care home of the year",
        by=council.users["director"],
        on=date(2025, 5, 12), source="National awards",
    )  # fmt: skip
    actions.keep_groups(
        text="Bolton\nBury\nOldham\nCumbria", name="Our nearest neighbours", whose="Wigan", source="CIPFA",
        as_of=date(2024, 5, 1), by=council.users["director"],
    )  # fmt: skip
    figure = actions.publish_indicator(
        title="People satisfied with their support", value="68.6%", on=date(2025, 3, 31), period="2024-25",
        source="Adult social care outcomes framework", words="Two in three people are very satisfied.",
        by=council.users["director"],
    )  # fmt: skip
    sign_in(page, live_server, "director")
    pages = {
        "profile": WIGAN, "claims": WIGAN, "entries": WIGAN, "publish": WIGAN, "words": WIGAN, "tables": [],
        "groups": [], "measure_sets": [], "packs": [], "measure_set": [*WIGAN, "every"], "entry": [entry.pk],
        "evidence": [*WIGAN, "satisfaction"], "home": [], "figures": [], "figure": [figure.pk],
    }  # fmt: skip
    for name, args in pages.items():
        page.goto(address(live_server, name, *args))
        axe(page)
        picture(page, f"{name_of}_{name}")

