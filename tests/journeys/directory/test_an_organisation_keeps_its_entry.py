"""Given a club in the directory, when something of it changes, then its keeper says so, a colleague agrees, and
everybody finds it as it is. On a telephone, by keyboard, and without scripts."""

from __future__ import annotations

import re
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
from tests.browser import axe, expect, picture, sign_in
from tests.journeys.keys import Keys

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


def come_in(keys, live_server) -> None:
    """By the address that we hold, the link and the code of two messages."""
    page = keys.page
    page.goto(f"{live_server.url}/find-help/{club().uid}/")
    keys.go("Is it yours?", role="link")
    keys.write("Your email address", club().keeper[1])
    keys.look("keep_ask")
    keys.go("Send me the link")
    expect(page).to_have_url(re.compile("/asked/$"))
    keys.look()
    page.goto(f"{live_server.url}/keep-your-entry/{KeeperLink.objects.latest('pk').secret}/")
    expect(page.get_by_role("button", name="Send me the code")).to_be_visible()
    assert CLUB not in page.content()
    keys.look("keep_link")
    keys.go("Send me the code")
    keys.write("The six digits", OneTimeCode.objects.latest("pk").digits)
    keys.look("keep_code")
    keys.go("Open my entries")
    expect(page.get_by_role("heading", name="Your entries")).to_be_visible()


def test_from_the_entry_to_what_everybody_finds(westmere, visitor, page, live_server):
    come_in(visitor, live_server)
    visitor.look("keep_mine")
    visitor.go(f"Change it ({CLUB})", role="link")
    visitor.look("keep_entry")
    visitor.write("Telephone number", "01632 960 777")
    visitor.write("What is different just now?", "We meet at the lower gate in winter.")
    visitor.go("Send my changes")
    expect(visitor.page.get_by_role("heading", name="Thank you")).to_be_visible()
    visitor.look("keep_thanks")
    assert "lower gate" not in page.request.get(f"{live_server.url}/find-help/{club().uid}/").text()

    colleague = Keys(page)
    sign_in(page, live_server, "business_support")
    page.goto(f"{live_server.url}/desk/directory/changes/")
    colleague.look("keep_changes")
    colleague.go(CLUB, role="link")
    colleague.look("keep_side_by_side")
    colleague.go("Answer them")
    expect(page).to_have_url(re.compile("/changes/$"))
    assert Change.objects.get().answer == "taken"
    visitor.page.goto(f"{live_server.url}/find-help/{club().uid}/")
    visitor.sees("lower gate", "01632 960 777")
    visitor.look("keep_as_everybody_finds_it")


def test_nothing_has_changed_and_a_change_taken_back(westmere, visitor, live_server):
    page = visitor.page
    come_in(visitor, live_server)
    visitor.go(f"Nothing has changed in {CLUB}")
    visitor.sees("marked as right today")
    assert club().assured_on == date.today()
    visitor.go(f"Change it ({CLUB})", role="link")
    visitor.write("Name", "", exact=True)
    visitor.go("Send my changes")
    visitor.sees("There is a problem", "Write what it is called")
    visitor.look()
    visitor.write("Name", "Gentle gardeners", exact=True)
    visitor.go("Send my changes")
    visitor.sees("Gentle gardeners")
    visitor.go("Back to your entries", role="link")
    visitor.look()
    visitor.go(f"Take my change back ({CLUB})")
    visitor.sees("Your entries")
    assert Change.objects.count() == 0
    visitor.go("I have finished")
    page.goto(f"{live_server.url}/keep-your-entry/mine/")
    expect(page).to_have_url(re.compile("/keep-your-entry/$"))


def test_by_keyboard_and_at_every_size(westmere, keys, live_server):
    page = keys.page
    page.goto(f"{live_server.url}/keep-your-entry/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("^Skip to main"))
    keys.go("Send me the link")
    keys.reach(page.get_by_role("link", name="Write the email address"))
    page.keyboard.press("Enter")
    expect(page.locator("[name=email]")).to_be_focused()
    come_in(keys, live_server)
    link = KeeperLink.objects.latest("pk").secret
    for path in ("", "asked/", f"{link}/", f"{'x' * 32}/", "mine/", f"mine/{club().uid}/"):
        page.goto(f"{live_server.url}/keep-your-entry/{path}")
        keys.look()


def test_a_colleague_brings_in_a_list_and_chases(westmere, page, live_server):
    rows = "\n".join(f"Tea {one},Tea Trust,WM1 1AA,{'01632 960 100' if one else 'ring us'}" for one in range(5))
    sign_in(page, live_server, "business_support")
    page.goto(f"{live_server.url}/desk/directory/imports/")
    axe(page)
    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_label("The list").set_input_files(
        {"name": "tea.csv", "mimeType": "text/csv", "buffer": f"Name,Run by,Post code,Phone\n{rows}".encode()})
    axe(page)
    page.get_by_role("button", name="Look at the list").click()
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
