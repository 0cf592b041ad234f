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
from alongside.front_door.self_assessment.tests.care_act_factories import ADULT_ANSWERS, CARER_ANSWERS
from alongside.people.people.search import refresh_search
from tests.browser import axe, expect, picture, sign_in
from tests.journeys.keys import Keys
from tests.journeys.self_assessment.next_day import a_day_goes_by

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
AT_LEAST = {"guided-search": 5, "about-me": 8, "self-funder": 5, "adult": 20, "carer": 20}  # pages of questions


@pytest.fixture
def westmere(transactional_db):
    council = ensure_demo_council()
    with acting(why="test"):
        directory.fill(council.users["business_support"], seed=1, today=date.today())
    return council


def begin(visitor, live_server, title: str) -> None:
    visitor.page.goto(f"{live_server.url}/")
    visitor.look("told_home")
    visitor.go("Help me work out what would help", role="link")
    visitor.go(title, role="link")
    visitor.look("told_start")
    visitor.go("Begin")


def chooses(visitor, *labels: str) -> None:
    visitor.tick(*labels)
    visitor.look()
    visitor.go_on()


def says(visitor, words: str, label: str = "") -> None:
    page = visitor.page
    visitor.type(page.get_by_label(label) if label else page.get_by_role("textbox"), words)
    visitor.look()
    visitor.go_on()


def comes_by_a_code(visitor, address: str) -> None:
    visitor.write("Your email address or mobile number", address)
    visitor.look()
    visitor.go("Send me a code")
    visitor.write("The six digits", OneTimeCode.objects.latest("pk").digits)
    visitor.look()
    visitor.go_on()


def test_mrs_jones_says_she_wants_to_be_useful_and_takes_a_list_home(westmere, visitor, live_server):
    """From the first page to charity shops that want her, with the reason, in a list by email."""
    page = visitor.page
    begin(visitor, live_server, "Find what would help")
    chooses(visitor, "No")
    chooses(visitor, "Me")
    chooses(visitor, "I miss company", "Somebody close to me has died")
    chooses(visitor, "Being useful to others")
    chooses(visitor, "Yes")
    says(visitor, "Harold died in March and I would like to volunteer")
    says(visitor, "WM4 2AB")
    visitor.sees("Because you said “Being useful to others”", "This is not a test")
    visitor.look("told_found")
    found = page.locator(".di-result__name").all_inner_texts()
    assert {"Hospice shop helper", "Lifeboat shop helper"} & set(found)
    expect(page.locator("main")).not_to_contain_text("eligible")
    visitor.go("Save all of these to my list")
    for name in found:
        expect(page.get_by_role("heading", name=name, level=2)).to_be_visible()
    visitor.look("told_list")
    visitor.go("Send it by email", role="link")
    visitor.write("Email address", "ellen.jones@post.example")
    visitor.look()
    visitor.go("Send the list")
    visitor.sees("on its way")
    visitor.look()
    assert not Sent.objects.exists(), "nothing was sent that she did not send"


def test_mr_smith_stops_comes_back_by_a_code_sends_it_and_sees_where_it_is(westmere, visitor, live_server):
    """Over two days: his story told once, a worker who retypes nothing, an answer he reads."""
    page = visitor.page
    desmond = somebody("Desmond", "Smith")
    refresh_search([desmond.pk])
    begin(visitor, live_server, "About me and what would help")
    chooses(visitor, "No")
    chooses(visitor, "Me")
    says(visitor, "Out of the house before ten", "What does a good day look like?")
    visitor.write("What do you enjoy, and what are you good at?", "I grew leeks that won")
    visitor.go("Save and come back later")
    visitor.write("Your email address or mobile number", "desmond@post.example")
    visitor.look("told_later")
    visitor.go("Save it")
    visitor.sees("It is saved")
    visitor.look("told_kept")
    visitor.another_day()
    a_day_goes_by()

    page.goto(f"{live_server.url}/")
    visitor.go("Go on with something you saved", role="link")
    comes_by_a_code(visitor, "Desmond@post.example")
    visitor.look("told_code_over")
    visitor.go("Go on with it")
    visitor.sees("What matters most to you?")
    visitor.go_on()
    visitor.write("Name", "Winston")
    visitor.go("Add somebody else")
    visitor.sees("Winston")
    expect(page.get_by_label("Name")).to_have_count(2)
    visitor.look("told_people")
    visitor.go_on()
    chooses(visitor, "Gardening, or being outdoors")
    says(visitor, "A stroke in the spring. I have stopped going out")
    chooses(visitor, "Life after a stroke", "I have lost my confidence")
    visitor.go_on()
    says(visitor, "The bus. If somebody sat with me the first time")
    visitor.sees("Check your answers", "I grew leeks that won")
    visitor.look("told_check")
    visitor.go("Show me what may help", role="link")
    visitor.sees("Gentle gardening club")
    visitor.look("told_found")
    visitor.go("No, send it to you", role="link")
    chooses(visitor, "It is about me")
    says(visitor, "Desmond Smith", "What is your name?")
    says(visitor, "desmond@post.example", "Email address")
    visitor.go_on()
    visitor.go_on()
    visitor.choose("Do you agree", "Yes")
    visitor.look()
    visitor.go_on()
    visitor.look("told_send")
    visitor.go("Send it")
    sent = Sent.objects.get()
    visitor.sees(sent.number)
    visitor.look("told_sent")
    assert not Started.objects.exists()

    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/duty/")
    visitor.go("Desmond Smith wrote to us", role="link")
    visitor.go("I have read it")
    visitor.go("Find the person", role="link")
    visitor.tick("Desmond Smith")
    visitor.look("told_whose")
    visitor.go("It belongs to this person")
    visitor.go("Talk with them")
    expect(page.get_by_role("heading", name="First conversation with Desmond Smith")).to_be_visible()
    page.goto(f"{live_server.url}/desk/self-assessments/{sent.pk}/answer/")
    visitor.write("What you tell them", "A volunteer sits with you on the bus on Thursday")
    visitor.look("told_answer")
    visitor.go("Answer them")

    visitor.another_day()
    a_day_goes_by()
    page.goto(f"{live_server.url}/help-me-work-it-out/where-it-is/")
    comes_by_a_code(visitor, "desmond@post.example")
    visitor.go("About me and what would help", role="link")
    visitor.sees("A volunteer sits with you on the bus on Thursday")
    visitor.look("told_where")
    visitor.write("Add to what you told us", "Thursday is good")
    visitor.go("Add this")
    visitor.sees("Thursday is good")
    assert Task.objects.open().filter(kind="self_assessment_added").exists()


def test_mrs_downtons_daughter_is_shown_whom_to_ring_and_is_read_first(westmere, visitor, live_server):
    """Somebody may be in danger, and what she writes is urgent for whoever reads."""
    page = visitor.page
    begin(visitor, live_server, "About me and what would help")
    chooses(visitor, "Yes, somebody is in danger now")
    expect(page.get_by_role("heading", name="If somebody is in danger now, ring 999")).to_be_visible()
    visitor.sees("press 55")
    expect(page.locator("body")).to_contain_text("evenings, weekends and bank holidays")
    visitor.look("told_ring_now")
    visitor.go_on()
    says(visitor, "A man takes my money from her purse, and she is frightened of him")
    chooses(visitor, "Somebody else")
    for _ in range(20):
        if "check-your-answers" in page.url:
            break
        visitor.go_on()
    visitor.look("told_check_worried")
    visitor.go("Show me what may help", role="link")
    visitor.go("No, send it to you", role="link")
    chooses(visitor, "It is about somebody in my family")
    visitor.write("What is the name of the person it is about?", "Margaret Downton")
    chooses(visitor, "No")
    says(visitor, "Karen Downton", "What is your name?")
    visitor.go_on()
    expect(page.get_by_role("alert")).to_be_visible()  # no way to reach her: said, and nothing lost
    says(visitor, "07700 900617", "Telephone")
    visitor.go_on()
    visitor.go_on()
    visitor.choose("Do you agree", "Yes")
    visitor.go_on()
    visitor.look()
    visitor.go("Send it")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.look("told_sent_worried")
    sent = Sent.objects.get()
    assert sent.urgency == "urgent" and sent.record_name == "Margaret Downton"

    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}/desk/duty/")
    expect(page.locator(".al-card", has_text="Urgent now").first).to_contain_text("Karen Downton wrote to us")
    visitor.go("Karen Downton wrote to us", role="link")
    visitor.look("told_desk_read")
    assert {"frightened", "takes my money"} & set(page.locator("mark").all_inner_texts())


@pytest.mark.parametrize("slug", ["guided-search", "about-me", "self-funder", "adult", "carer"])
def test_every_page_is_accessible_at_every_width(westmere, keys, live_server, monkeypatch, slug):
    """Also where an answer stands on every page, which brings questions that are asked of some."""
    monkeypatch.setattr("alongside.foundation.limits.guard.allow", lambda *args, **kwargs: True)  # as quick as it is
    page, here = keys.page, f"{live_server.url}/help-me-work-it-out"
    answers = {"adult": ADULT_ANSWERS, "carer": CARER_ANSWERS}.get(slug, {"safe_now": "safe"})
    page.goto(f"{here}/{slug}/")
    keys.look()
    keys.go("Begin")
    seen = set()
    for _ in range(60):
        keys.look()
        if "what-may-help" in page.url:
            break
        seen.add(page.url)
        if "check-your-answers" in page.url:
            keys.go("Show me what may help", role="link")
        else:
            keys.answer(answers)
            keys.go_on()
    assert "what-may-help" in page.url and len(seen) > AT_LEAST[slug], (page.url, len(seen))
    picture(page, f"told_found_{slug}")
    for path in ("later/", "throw-away/", "on-paper/", "for-work/"):
        page.goto(f"{here}/{slug}/{path}")
        keys.look()
    seen_by = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert all(name.startswith(live_server.url) for name in seen_by), "somebody else was asked"


def test_the_pages_around_it_are_accessible(westmere, keys, live_server):
    for path in ("", "where-it-is/", "guided-search/?gone=1"):
        keys.page.goto(f"{live_server.url}/help-me-work-it-out/{path}")
        keys.look()


def test_what_is_written_saves_itself_and_two_windows_never_write_over_each_other(westmere, keys, live_server):
    page = keys.page
    to_the_first_question(keys, live_server)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("textbox").fill("Tea with Ida")
    page.get_by_role("status").get_by_text(re.compile("^Saved")).wait_for()
    assert Started.objects.get().answers["good_day"] == "Tea with Ida"
    other.get_by_role("textbox").fill("Coffee alone")
    other.get_by_text("You wrote something else in another window").wait_for()
    Keys(other).go_on()
    axe(other)
    picture(other, "told_two_windows")
    assert Started.objects.get().answers["good_day"] == "Tea with Ida"
    other.get_by_label("What I wrote here").check()
    Keys(other).go_on()
    assert Started.objects.get().answers["good_day"] == "Coffee alone"
    other.close()


def test_a_connection_that_breaks_loses_no_word(westmere, keys, live_server):
    page = keys.page
    to_the_first_question(keys, live_server)
    page.context.set_offline(True)
    keys.type(page.get_by_role("textbox"), "Tea with Ida")
    expect(page.get_by_role("status").get_by_text("Not saved yet. Check that you are online")).to_be_visible()
    assert "good_day" not in Started.objects.get().answers
    with page.expect_event("requestfailed"):
        page.keyboard.type(", and her dog")
    axe(page)
    picture(page, "told_offline")
    page.context.set_offline(False)
    expect(page.get_by_role("status").get_by_text(re.compile("^Saved"))).to_be_visible()  # nothing more is typed
    assert Started.objects.get().answers["good_day"] == "Tea with Ida, and her dog"


def to_the_first_question(keys, live_server) -> None:
    keys.page.goto(f"{live_server.url}/help-me-work-it-out/about-me/")
    keys.go("Begin")
    for answer in ("No", "Me"):
        keys.tick(answer)
        keys.go_on()
