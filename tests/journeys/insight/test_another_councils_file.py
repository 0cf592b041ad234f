"""Given another council's file, when an analyst has it checked, they see how far it is, what was found, the measures on
it, and that it goes; at a desk, on a phone, and without a script."""

from __future__ import annotations

import csv

import pytest
from django.urls import reverse

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.insight.events.tests.factories import event
from alongside.insight.files import actions
from alongside.insight.files.models import GivenFile
from tests.browser import axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def council(transactional_db, settings, tmp_path):
    settings.HOME = tmp_path / "home"
    return ensure_demo_council()


@pytest.fixture
def theirs(tmp_path):
    rows = [event(number, **{"LA Code": str(901 + number % 3)}) for number in range(1, 61)]
    rows[3] |= {"Client Type": "Service User"}
    rows[5] |= {"Gender": "female", "Event End Date": "01/01/2023"}
    rows[9] = rows[8]
    file = tmp_path / "Brackenshire return to September, with a name that somebody has made rather long.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        lines.write("a,row,that,is,none\r\n")
    return file


def give(page, live_server, theirs) -> GivenFile:
    page.goto(live_server.url + reverse("returns:home"))
    page.get_by_role("link", name="Check another council’s file").click()
    page.get_by_label("The file of events").set_input_files(str(theirs))
    page.get_by_label("Whose file is it, and what is it checked for?").fill("Brackenshire’s, before it is sent")
    page.get_by_label("Year of the measures (if you want them)").fill("2024-25")
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name="Being checked").wait_for()
    return GivenFile.objects.get()


def test_at_a_desk_the_page_shows_by_itself_when_it_is_done(page, live_server, council, theirs):
    sign_in(page, live_server, "performance_analyst")
    page.goto(live_server.url + reverse("files:home"))
    axe(page)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(page)
    picture(page, "another_file_errors")
    one = give(page, live_server, theirs)
    axe(page)
    picture(page, "another_file_under_way")
    actions.carry_out(one.pk)
    page.get_by_role("heading", name="How it fared").wait_for()
    page.reload()
    for name in ("Rows that cannot be read", "Kinds of fault", "Differences, explained", "Measures of 2024-25"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    axe(page)
    picture(page, "another_file_found")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the failing cells as CSV").click()
    assert taken.value.suggested_filename == f"failing_{one.pk}.csv"
    page.get_by_role("link", name="902").click()
    assert page.get_by_role("link", name="902").get_attribute("aria-current") == "true"
    page.get_by_role("button", name="Delete the file and its results").click()
    page.get_by_text("is deleted, with everything that was made of it").wait_for()
    axe(page)
    page.goto(live_server.url + reverse("files:given", args=[one.pk]))
    expect(page.get_by_role("heading", name="It is deleted")).to_be_visible()
    axe(page)
    assert not one.folder.exists()


def test_on_a_phone(small_page, live_server, council, theirs):
    page = small_page
    sign_in(page, live_server, "performance_analyst")
    one = give(page, live_server, theirs)
    axe(page)
    actions.carry_out(one.pk)
    page.reload()
    axe(page)
    picture(page, "small_another_file_found")
    page.goto(live_server.url + reverse("files:home"))
    axe(page)
    picture(page, "small_another_file")


def test_without_a_script_one_looks_again(no_script_page, live_server, council, theirs):
    page = no_script_page
    sign_in(page, live_server, "performance_analyst")
    one = give(page, live_server, theirs)
    actions.carry_out(one.pk)
    page.get_by_role("link", name="look again").click()
    expect(page.get_by_role("heading", name="How it fared")).to_be_visible()
