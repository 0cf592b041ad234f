"""Given official figures of the region, when the director opens a profile on a phone and an analyst at a desk, it is
read, checked, written and signed off, and every page fits and is clean."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.insight.benchmarking.models import Figure, Release, SignOff
from alongside.insight.benchmarking.tests.factories import BEFORE, published, ten
from tests.browser import axe, picture, sign_in

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


def test_on_a_phone(small_page, live_server, council, figures):
    page = small_page
    sign_in(page, live_server, "director")
    page.goto(address(live_server, "home"))
    axe(page)
    picture(page, "small_benchmarking")
    page.get_by_role("link", name="Wigan").click()
    assert page.get_by_role("heading", name="Where it does well").is_visible()
    assert page.get_by_role("heading", name="Where it is behind").is_visible()
    axe(page)
    picture(page, "small_profile")
    page.get_by_role("link", name="Evidence for: ").first.click()
    axe(page)
    picture(page, "small_evidence")


def test_written_by_the_analyst_and_signed_off_by_the_director(page, live_server, council, figures):
    sign_in(page, live_server, "performance_analyst")
    page.goto(address(live_server, "profile", *WIGAN))
    axe(page)
    picture(page, "wide_profile")
    for name, args in (("claims", WIGAN), ("entries", WIGAN), ("tables", []), ("groups", [])):
        page.goto(address(live_server, name, *args))
        axe(page)
        picture(page, f"wide_{name}")
    page.goto(address(live_server, "words", *WIGAN))
    axe(page)
    page.get_by_label("In our own words").fill("We stand at [[1D value]], [[1D rank]]. That is not all.")
    page.get_by_role("button", name="Save this version").click()
    assert page.get_by_text("We stand at 68.6%, 4th of 10. That is not all.").is_visible()
    page.context.clear_cookies()
    sign_in(page, live_server, "director")
    page.goto(address(live_server, "profile", *WIGAN))
    page.get_by_role("button", name="Sign off version 1").click()
    assert page.get_by_text("You have signed off version 1.").is_visible()
    axe(page)
    picture(page, "wide_signed_off")
    assert SignOff.objects.get().by == council.users["director"]
