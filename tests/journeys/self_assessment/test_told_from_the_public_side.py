"""Given what there is in Westmere, when people answer a few questions by themselves, then they find what helps, or tell
it once to us. The widow who wants to be useful, the man after a stroke, and the daughter who is worried."""

from __future__ import annotations

import re
from datetime import date

import pytest

from alongside.config.demo import directory
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import somebody
from alongside.front_door.self_assessment.models import Sent, Started
from alongside.people.people.search import refresh_search
from tests.browser import axe, fits, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def westmere(transactional_db):
    council = ensure_demo_council()
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    return council


def go_on(page) -> None:
    page.get_by_role("button", name="Go on", exact=True).last.click()
    page.wait_for_load_state()


def choose(page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()
    go_on(page)


def begin(page, live_server, title: str) -> None:
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Help me work out what would help").click()
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_load_state()


def test_mrs_jones_says_she_wants_to_be_useful_and_takes_a_list_home(westmere, small_page, live_server):
    """On a telephone: from the first page to charity shops that want her, with the reason, in a list by email."""
    page = small_page
    page.goto(f"{live_server.url}/")
    axe(page)
    picture(page, "told_home_small")
    begin(page, live_server, "Find what would help")
    axe(page)
    picture(page, "told_safe_small")
    choose(page, "No")
    choose(page, "Me")
    axe(page)
    picture(page, "told_going_on_small")
    choose(page, "I miss company", "Somebody close to me has died")
    choose(page, "Being useful to others")
    choose(page, "Yes")
    page.get_by_role("textbox").fill("Harold died in March and I would like to volunteer")
    go_on(page)
    page.get_by_role("textbox").fill("WM4 2AB")
    go_on(page)
    axe(page)
    picture(page, "told_found_small")
    text = page.content()
    found = page.locator(".di-result__name").all_inner_texts()
    assert {"Hospice shop helper", "Lifeboat shop helper"} & set(found)
    assert "Because you said “Being useful to others”" in text and "This is not a test" in text
    assert "eligible" not in text
    page.get_by_role("button", name="Save all of these to my list").click()
    page.wait_for_load_state()
    assert len(page.get_by_role("heading", level=2).all_inner_texts()) >= len(found)
    page.get_by_role("link", name="Send it by email").click()
    page.get_by_label("Email address").fill("ellen.jones@post.example")
    page.get_by_role("button", name="Send the list").click()
    assert "on its way" in page.content()
    assert not Sent.objects.exists(), "nothing was sent that she did not send"


def test_mr_smith_stops_comes_back_by_a_code_sends_it_and_sees_where_it_is(westmere, no_script_page, live_server):
    """Without scripts, over two days: his story told once, a worker who retypes nothing, an answer he reads."""
    page = no_script_page
    desmond = somebody("Desmond", "Smith")
    refresh_search([desmond.pk])
    begin(page, live_server, "About me and what would help")
    choose(page, "No")
    choose(page, "Me")
    page.get_by_label("What does a good day look like?").fill("Out of the house before ten")
    go_on(page)
    page.get_by_label("What do you enjoy, and what are you good at?").fill("I grew leeks that won")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_label("Your email address or mobile number").fill("desmond@post.example")
    page.get_by_role("button", name="Save it").click()
    assert "It is saved" in page.content()
    page.context.clear_cookies()

    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Go on with something you saved").click()
    page.get_by_label("Your email address or mobile number").fill("Desmond@post.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The six figures we sent").fill(OneTimeCode.objects.latest("pk").digits)
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("button", name="Go on with it").click()
    assert "What matters most to you?" in page.content()
    go_on(page)
    page.get_by_label("Name").fill("Winston")
    page.get_by_role("button", name="Add somebody else").click()
    assert "Winston" in page.content() and page.get_by_label("Name").count() == 2
    go_on(page)
    choose(page, "Gardening, or being outdoors")
    page.get_by_role("textbox").fill("A stroke in the spring. I have stopped going out")
    go_on(page)
    choose(page, "Life after a stroke", "I have lost my confidence")
    go_on(page)
    page.get_by_role("textbox").fill("The bus. If somebody sat with me the first time")
    go_on(page)
    assert "Check your answers" in page.content() and "I grew leeks that won" in page.content()
    page.get_by_role("link", name="Show me what may help").click()
    assert "Gentle gardening club" in page.content()
    page.get_by_role("link", name="No, send it to you").click()
    choose(page, "It is about me")
    page.get_by_label("What is your name?").fill("Desmond Smith")
    go_on(page)
    page.get_by_label("Email address").fill("desmond@post.example")
    go_on(page)
    go_on(page)
    go_on(page)
    page.get_by_role("group", name="Do you agree").get_by_label("Yes", exact=True).check()
    go_on(page)
    page.get_by_role("button", name="Send it").click()
    sent = Sent.objects.get()
    assert sent.number in page.content() and not Started.objects.exists()

    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/duty/")
    page.get_by_role("link", name="Desmond Smith wrote to us").click()
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("link", name="Find the person").first.click()
    page.get_by_label("Desmond Smith").check()
    page.get_by_role("button", name="It belongs to this person").click()
    page.get_by_role("button", name="Talk with them").click()
    assert "First conversation with Desmond Smith" in page.content()
    page.goto(f"{live_server.url}/desk/self-assessments/{sent.pk}/answer/")
    page.get_by_label("What you tell them").fill("A volunteer sits with you on the bus on Thursday")
    page.get_by_role("button", name="Answer them").click()

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/help-me-work-it-out/where-it-is/")
    page.get_by_label("Your email address or mobile number").fill("desmond@post.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The six figures we sent").fill(OneTimeCode.objects.latest("pk").digits)
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("link", name="About me and what would help").click()
    assert "A volunteer sits with you on the bus on Thursday" in page.content()
    page.get_by_label("Add to what you told us").fill("Thursday is good")
    page.get_by_role("button", name="Add this").click()
    assert Task.objects.open().filter(kind="self_assessment_added").exists()


def test_mrs_downtons_daughter_is_shown_whom_to_ring_and_is_read_first(westmere, page, live_server):
    """By keyboard alone: somebody may be in danger, and what she writes is urgent for whoever reads."""
    begin(page, live_server, "About me and what would help")

    def press_on() -> None:
        page.get_by_role("button", name="Go on", exact=True).last.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.get_by_label("Yes, somebody is in danger now").focus()
    page.keyboard.press("Space")
    press_on()
    assert page.get_by_role("heading", name="If somebody is in danger now, ring 999").is_visible()
    assert "press 55" in page.content() and "evenings, weekends and bank holidays" in page.content()
    axe(page)
    picture(page, "told_ring_now")
    press_on()
    page.get_by_role("textbox").focus()
    page.keyboard.type("A man takes my money from her purse, and she is frightened of him")
    press_on()
    page.get_by_label("Somebody else").focus()
    page.keyboard.press("Space")
    press_on()
    for _ in range(20):
        if "check-your-answers" in page.url:
            break
        press_on()
    axe(page)
    picture(page, "told_check")
    page.get_by_role("link", name="Show me what may help").press("Enter")
    page.get_by_role("link", name="No, send it to you").press("Enter")
    page.get_by_label("It is about somebody in my family").check()
    press_on()
    page.get_by_label("What is the name of the person it is about?").fill("Margaret Downton")
    page.get_by_label("No", exact=True).check()
    press_on()
    page.get_by_label("What is your name?").fill("Karen Downton")
    press_on()
    press_on()
    assert page.get_by_role("alert").is_visible()  # no way to reach her: said, and nothing lost
    axe(page)
    page.get_by_label("Telephone").fill("07700 900617")
    press_on()
    press_on()
    press_on()
    page.get_by_role("group", name="Do you agree").get_by_label("Yes", exact=True).check()
    press_on()
    axe(page)
    page.get_by_role("button", name="Send it").press("Enter")
    page.wait_for_load_state()
    axe(page)
    picture(page, "told_sent")
    sent = Sent.objects.get()
    assert sent.urgency == "urgent" and sent.record_name == "Margaret Downton"

    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/duty/")
    first = page.locator(".al-card", has_text="Urgent now").first
    assert "Karen Downton wrote to us" in first.inner_text()
    page.get_by_role("link", name="Karen Downton wrote to us").click()
    axe(page)
    picture(page, "told_desk_read")
    assert {"frightened", "takes my money"} & set(page.locator("mark").all_inner_texts())


def test_every_page_is_accessible_at_every_width(westmere, page, live_server):
    here = f"{live_server.url}/help-me-work-it-out"
    for offer in ("guided-search", "about-me", "self-funder"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{here}/{offer}/")
        axe(page)
        page.get_by_role("button", name="Begin").click()
        page.get_by_label("No", exact=True).check()
        go_on(page)
        for _ in range(20):
            for width, height in ((1280, 900), (390, 844)):
                page.set_viewport_size({"width": width, "height": height})
                axe(page)
            page.set_viewport_size({"width": 320, "height": 256})
            fits(page)
            if "what-may-help" in page.url:
                break
            if page.get_by_role("link", name="Show me what may help").count():
                page.get_by_role("link", name="Show me what may help").click()
            else:
                go_on(page)
        picture(page, f"told_found_{offer}")
        for path in ("later/", "throw-away/", "on-paper/", "for-work/"):
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(f"{here}/{offer}/{path}")
            axe(page)
    for path in ("", "where-it-is/", "guided-search/?gone=1"):
        page.goto(f"{here}/{path}")
        axe(page)
    seen = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert all(name.startswith(live_server.url) for name in seen), "somebody else was asked"


def test_what_is_written_saves_itself_and_two_windows_never_write_over_each_other(westmere, page, live_server):
    begin(page, live_server, "About me and what would help")
    choose(page, "No")
    choose(page, "Me")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("textbox").fill("Tea with Ida")
    page.get_by_role("status").get_by_text(re.compile("^Saved")).wait_for()
    assert Started.objects.get().answers["good_day"] == "Tea with Ida"
    other.get_by_role("textbox").fill("Coffee alone")
    other.get_by_text("You wrote something else in another window").wait_for()
    go_on(other)
    axe(other)
    picture(other, "told_two_windows")
    assert Started.objects.get().answers["good_day"] == "Tea with Ida"
    other.get_by_label("What I wrote here").check()
    go_on(other)
    assert Started.objects.get().answers["good_day"] == "Coffee alone"
    other.close()
