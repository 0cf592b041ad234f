"""Given what there is in Westmere, when people say what is going on in their own words, then they find what helps."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.config.demo import directory
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.front_door.directory.models import Service, Suggestion
from tests.browser import axe, fits, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def westmere(transactional_db):
    council = ensure_demo_council()
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    return council


def ask(page, words: str, postcode: str = "") -> None:
    page.get_by_role("search").get_by_role("textbox").first.fill(words)
    if postcode:
        page.get_by_label("Your postcode").first.fill(postcode)
    page.get_by_role("button", name="Show me what helps").click()
    page.wait_for_load_state()


def found(page) -> list[str]:
    return page.locator(".di-result__name").all_inner_texts()


def test_mrs_jones_finds_charity_shops_that_want_volunteers(westmere, small_page, live_server):
    """A telephone, and a widow who would like to be useful."""
    page = small_page
    page.goto(f"{live_server.url}/find-help/")
    axe(page)
    picture(page, "directory_home_small")
    ask(page, "I would like to volunteer in a charity shop")
    axe(page)
    assert {"Hospice shop helper", "Lifeboat shop helper"} <= set(found(page)[:4])
    assert "You said “charity shop”" in page.content()
    for shop in ("Hospice shop helper", "Lifeboat shop helper"):
        page.get_by_role("button", name=shop).click()
        page.wait_for_load_state()
    page.goto(f"{live_server.url}/find-help/my-list/")
    axe(page)
    picture(page, "directory_list_small")
    assert page.get_by_role("heading", level=2).all_inner_texts()[:2] == ["Hospice shop helper", "Lifeboat shop helper"]
    page.get_by_role("link", name="Send it by email").click()
    page.get_by_label("Email address").fill("ellen.jones@post.example")
    axe(page)
    page.get_by_role("button", name="Send the list").click()
    assert "on its way" in page.content()


def test_mr_smith_finds_the_gardening_club_that_goes_with_him(westmere, no_script_page, live_server):
    """Without scripts, misspelt, from a postcode, on a Thursday; then the map, then paper."""
    page = no_script_page
    page.goto(f"{live_server.url}/find-help/")
    ask(page, "gardning", "")
    ask(page, "gardning", "WM4 2AB")
    assert found(page)[0] == "Gentle gardening club" and "We took “gardning” to mean" in page.content()
    page.locator("summary", has_text="Choose by day").click()
    page.get_by_label("Thursday").check()
    page.get_by_role("button", name="Show these").click()
    assert found(page)[0] == "Gentle gardening club"
    page.get_by_role("link", name="See them on a map").click()
    assert page.locator(".di-map__svg circle").count() >= 2
    page.get_by_role("link", name="Gentle gardening club").click()
    assert "We can go with you the first time" in page.content()
    page.get_by_role("button", name="Save to my list").click()
    page.get_by_role("link", name="your list").click()
    page.get_by_role("link", name="Print it").click()
    assert "Weir allotments" in page.content()


def test_every_public_page_is_accessible(westmere, page, live_server):
    entry = Service.objects.with_all().get(name="Singing for the brain")
    for path in ("", "results/", "results/?term=memory", "results/?term=crisis", "results/?page=99", "map/",
                 "this-week/", "topics/", "my-list/", f"{entry.uid}/", f"{entry.uid}/suggest/"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{live_server.url}/find-help/{path}")
        axe(page)
        assert page.get_by_role("link", name="Keeping people safe").is_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        axe(page)
        page.set_viewport_size({"width": 320, "height": 256})
        fits(page)
    weight = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert all(name.startswith(live_server.url) for name in weight), "somebody else was asked"


def test_by_keyboard_from_the_question_to_a_suggestion_that_a_colleague_decides(westmere, page, live_server):
    page.goto(f"{live_server.url}/find-help/")
    box = page.locator("#di-words")
    box.focus()
    page.keyboard.type("my memory is going")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_role("link", name="Memory café").press("Enter")
    page.get_by_role("link", name="Is something wrong").press("Enter")
    page.get_by_label("Which heading").select_option(label="Befriending")
    page.get_by_role("button", name="Send what I think").press("Enter")
    assert "Thank you" in page.content()
    cafe = Service.objects.get(name="Memory café")
    assert not cafe.attributes.filter(term__code="befriending").exists()
    sign_in(page, live_server, "business_support")
    page.goto(f"{live_server.url}/desk/directory/suggestions/")
    axe(page)
    page.get_by_role("button", name="Put it under this heading Memory café").press("Enter")
    page.wait_for_load_state()
    assert cafe.attributes.filter(term__code="befriending").exists()
    assert Suggestion.objects.unread().filter(service=cafe).count() == 0


def test_a_group_posts_an_event_and_asks_for_volunteers_and_a_resident_finds_both(westmere, page, live_server):
    sign_in(page, live_server, "business_support")
    for kind, name, heading in (("Event", "Lantern walk", "Groups and clubs"),
                                ("Volunteering role", "Lantern maker", "Volunteering")):
        page.goto(f"{live_server.url}/desk/directory/add/")
        page.get_by_label(kind, exact=True).check()
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("Whose is it?").select_option(label="Westmere Community Hubs")
        page.get_by_label("In one sentence").fill("Lanterns by the river at dusk")
        page.get_by_role("button", name="Keep it as a draft").click()
        page.get_by_role("link", name="Change the headings").click()
        page.get_by_label(heading, exact=True).check()
        page.get_by_role("button", name="Save the headings").click()
        page.get_by_role("button", name="Publish it").click()
        page.wait_for_load_state()
        axe(page)
    page.goto(f"{live_server.url}/find-help/")
    ask(page, "lantern")
    assert set(found(page)) == {"Lantern walk", "Lantern maker"}
