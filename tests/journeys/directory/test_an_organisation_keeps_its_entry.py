"""Given a club in the directory, when something of it changes, then its keeper says so, a colleague agrees, and
everybody finds it as it is. On a telephone, by keyboard, and without scripts."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from alongside.config.demo import directory
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.directory.models import Service
from alongside.front_door.directory_feed.actions import keeping, uploading
from alongside.front_door.directory_feed.models import Change, Import, KeeperLink
from tests.browser import axe, fits, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CLUB = "Gentle gardening club"


@pytest.fixture
def westmere(transactional_db, monkeypatch):
    cache.clear()
    council = ensure_demo_council()
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    monkeypatch.setitem(keeping.SENDERS, "email", lambda message: None)
    return council


def club() -> Service:
    return Service.objects.with_all().get(name=CLUB)


def come_in(page, live_server, *, look: bool = False) -> None:
    """By the address that we hold, the link and the code of two messages."""
    page.goto(f"{live_server.url}/find-help/{club().uid}/")
    page.get_by_role("link", name="Is it yours?").press("Enter")
    page.get_by_label("Your email address").fill(club().keeper[1])
    if look:
        axe(page)
        picture(page, "keep_ask")
    page.get_by_role("button", name="Send me the link").press("Enter")
    page.wait_for_url("**/asked/")
    if look:
        axe(page)
    page.goto(f"{live_server.url}/keep-your-entry/{KeeperLink.objects.latest('pk').secret}/")
    assert CLUB not in page.content()
    if look:
        axe(page)
        picture(page, "keep_link")
    page.get_by_role("button", name="Send me the code").press("Enter")
    page.get_by_label("The six digits").fill(OneTimeCode.objects.latest("pk").digits)
    if look:
        axe(page)
        picture(page, "keep_code")
    page.get_by_role("button", name="Open my entries").press("Enter")
    page.get_by_role("heading", name="Your entries").wait_for()


def test_on_a_telephone_from_the_entry_to_what_everybody_finds(westmere, small_page, page, live_server):
    come_in(small_page, live_server, look=True)
    axe(small_page)
    picture(small_page, "keep_mine_small")
    small_page.get_by_role("link", name=f"Change it ({CLUB})").click()
    axe(small_page)
    picture(small_page, "keep_entry_small")
    small_page.get_by_label("Telephone number").fill("01632 960 777")
    small_page.get_by_label("What is different just now?").fill("We meet at the lower gate in winter.")
    small_page.get_by_role("button", name="Send my changes").click()
    small_page.get_by_role("heading", name="Thank you").wait_for()
    axe(small_page)
    picture(small_page, "keep_thanks_small")
    assert "lower gate" not in small_page.request.get(f"{live_server.url}/find-help/{club().uid}/").text()

    sign_in(page, live_server, "business_support")
    page.goto(f"{live_server.url}/desk/directory/changes/")
    axe(page)
    page.get_by_role("link", name=CLUB).first.click()
    axe(page)
    picture(page, "keep_side_by_side")
    page.get_by_role("button", name="Answer them").click()
    page.wait_for_url("**/changes/")
    assert Change.objects.get().answer == "taken"
    small_page.goto(f"{live_server.url}/find-help/{club().uid}/")
    assert "lower gate" in small_page.content() and "01632 960 777" in small_page.content()


def test_without_scripts_nothing_has_changed(westmere, no_script_page, live_server):
    page = no_script_page
    come_in(page, live_server)
    page.get_by_role("button", name=f"Nothing has changed in {CLUB}").click()
    assert "marked as right today" in page.content()
    assert club().assured_on == date.today()
    page.get_by_role("link", name=f"Change it ({CLUB})").click()
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Send my changes").click()
    assert "There is a problem" in page.content() and "Write what it is called" in page.content()
    page.get_by_label("Name", exact=True).fill("Gentle gardeners")
    page.get_by_role("button", name="Send my changes").click()
    assert "Gentle gardeners" in page.content()
    page.get_by_role("link", name="Back to your entries").click()
    page.get_by_role("button", name=f"Take my change back ({CLUB})").click()
    assert Change.objects.count() == 0
    page.get_by_role("button", name="I have finished").click()
    page.goto(f"{live_server.url}/keep-your-entry/mine/")
    assert page.url.endswith("/keep-your-entry/")


def test_by_keyboard_and_at_every_size(westmere, page, live_server):
    page.goto(f"{live_server.url}/keep-your-entry/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Skip to main")
    page.get_by_role("button", name="Send me the link").press("Enter")
    page.get_by_role("link", name="Write the email address").press("Enter")
    assert page.evaluate("document.activeElement.name") == "email"
    come_in(page, live_server)
    link = KeeperLink.objects.latest("pk").secret
    for path in ("", "asked/", f"{link}/", f"{'x' * 32}/", "mine/", f"mine/{club().uid}/"):
        page.goto(f"{live_server.url}/keep-your-entry/{path}")
        for size in ({"width": 1280, "height": 900}, {"width": 390, "height": 844}):
            page.set_viewport_size(size)
            axe(page)
        page.set_viewport_size({"width": 320, "height": 256})
        fits(page)
        page.set_viewport_size({"width": 1280, "height": 900})


def test_a_colleague_brings_in_a_list_and_chases(westmere, page, live_server):
    rows = "\n".join(f"Tea {one},Tea Trust,WM1 1AA,{'01632 960 100' if one else 'ring us'}" for one in range(5))
    sign_in(page, live_server, "business_support")
    page.goto(f"{live_server.url}/desk/directory/imports/")
    axe(page)
    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_label("The list").set_input_files(
        {"name": "tea.csv", "mimeType": "text/csv", "buffer": f"Name,Run by,Post code,Phone\n{rows}".encode()})
    axe(page)
    page.get_by_role("button", name="Look at its columns").click()
    page.get_by_role("heading", name="Which column is what?").wait_for()
    axe(page)
    picture(page, "import_columns")
    page.get_by_label("Keep these columns under a name").fill("Tea Trust’s list")
    page.get_by_role("button", name="Show what we would read").click()
    page.get_by_role("heading", name="What we would read").wait_for()
    axe(page)
    picture(page, "import_preview")
    page.get_by_role("button", name="Bring in the good rows").click()
    page.get_by_text("Being read").wait_for()
    axe(page)
    uploading.read(import_id=Import.objects.latest("pk").pk)
    page.get_by_text("Done, some left out").wait_for()  # by itself
    axe(page)
    picture(page, "import_done")
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)
    picture(page, "import_done_small")
    Service.objects.filter(name=CLUB).update(review_on=date(2026, 1, 5))
    page.goto(f"{live_server.url}/desk/directory/chase/")
    axe(page)
    picture(page, "chase_small")
    page.get_by_role("button", name=f"Write {CLUB}").click()
    page.get_by_text("is on its way").wait_for()
    axe(page)
