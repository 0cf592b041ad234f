"""Given a worker who writes, when something breaks, then the words are there."""

import os
import shutil
import signal
import subprocess
import time

import pytest
from django.contrib.sessions.models import Session

from alongside.foundation.questionnaires.models import Draft, DraftVersion, Response
from tests.browser import axe, chromium_path, expect, picture
from tests.journeys.drafts.conftest import session_cookie, wait_until_saved

pytest_plugins = ["tests.browser"]
pytestmark = pytest.mark.journey

WORDS = "I climbed on the stool to do the windows and I came over giddy."


def write(page, words, box="In their words"):
    page.get_by_label(box, exact=True).fill(words)


def saved_words(key="in_their_words"):
    return Draft.objects.get().answers.get(key)


def until(condition, seconds=15):
    end = time.time() + seconds
    while time.time() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come about in time.")


def test_a_killed_browser_loses_nothing_that_was_saved(site, ngozi, ivy, address, tmp_path, page, signed_in):
    from playwright.sync_api import Error

    # Given a browser of its own, as on a worker's desk
    process = subprocess.Popen(
        [chromium_path(), "--headless=new", "--no-sandbox", "--disable-background-networking", "--no-first-run",
         f"--user-data-dir={tmp_path / 'profile'}", "--remote-debugging-port=0", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        port_file = tmp_path / "profile" / "DevToolsActivePort"
        until(lambda: port_file.exists() and port_file.read_text().count("\n") >= 1)
        doomed = page.context.browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port_file.read_text().split()[0]}")
        context = doomed.contexts[0]
        context.add_cookies([session_cookie(ngozi, site)])
        desk = context.new_page()
        desk.goto(address)
        # When she writes, the page says that the server has it, and the browser is killed
        write(desk, WORDS)
        wait_until_saved(desk)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises(Error):
            desk.title()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(tmp_path / "profile", ignore_errors=True)
    # Then another browser shows every word
    signed_in(page.context)
    page.goto(address)
    assert page.get_by_label("In their words", exact=True).input_value() == WORDS


def test_an_expired_session_keeps_the_words_and_goes_on_after_signing_in(site, ngozi, address, page, signed_in):
    signed_in(page.context)
    page.goto(address)
    write(page, "First words.")
    wait_until_saved(page)
    # When the session is gone and she writes on
    Session.objects.all().delete()
    write(page, WORDS)
    wait_until_saved(page, "Kept on this computer. You are signed out.")
    assert page.get_by_label("In their words", exact=True).input_value() == WORDS
    assert saved_words() == "First words."
    link = page.locator("[data-saved] a")
    assert link.get_attribute("target") == "_blank"
    picture(page, "draft_signed_out")
    # and signs in again in another tab
    signed_in(page.context)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    # then the page goes on by itself
    wait_until_saved(page)
    until(lambda: saved_words() == WORDS)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('alongside.kept')).length") == 0


def test_somebody_else_signing_in_never_saves_her_words_as_theirs(site, ngozi, address, page, signed_in):
    from alongside.foundation.accounts.tests.factories import make_user

    signed_in(page.context)
    page.goto(address)
    Session.objects.all().delete()
    write(page, WORDS)
    wait_until_saved(page, "You are signed out.")
    signed_in(page.context, make_user("social_worker", name="Tom Ashworth"))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    wait_until_saved(page, "Somebody else is signed in now")
    assert Draft.objects.of(ngozi).count() == 0 and Draft.objects.exclude(owner=ngozi).count() == 0


def test_a_killed_server_is_tried_again_until_it_is_back(site, address, page, signed_in):
    signed_in(page.context)
    page.goto(address)
    write(page, "First words.")
    wait_until_saved(page)
    # When the server is killed while she writes
    site.kill()
    write(page, WORDS)
    wait_until_saved(page, "Kept on this computer, trying again")
    picture(page, "draft_kept_here")
    site.start()
    # then the words arrive without her doing anything
    wait_until_saved(page, timeout=30_000)
    until(lambda: saved_words() == WORDS)


def test_words_that_never_arrived_are_offered_when_the_page_is_opened_again(site, address, page, signed_in):
    signed_in(page.context)
    page.goto(address)
    site.kill()
    write(page, WORDS)
    wait_until_saved(page, "Kept on this computer, trying again")
    page.close()
    site.start()
    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("region", name="Words that were not sent").wait_for()
    assert again.get_by_label("In their words", exact=True).input_value() == ""
    axe(again)
    picture(again, "draft_restore")
    again.get_by_role("button", name="Put them back").click()
    assert again.get_by_label("In their words", exact=True).input_value() == WORDS
    wait_until_saved(again)
    assert saved_words() == WORDS


def test_two_tabs_keep_both_edits_and_ask_where_they_differ(site, address, page, signed_in):
    signed_in(page.context)
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    # When different answers are written, both stand
    write(page, "Bowls on Friday.", "In one line")
    wait_until_saved(page)
    write(other, WORDS)
    wait_until_saved(other)
    assert (saved_words("one_line"), saved_words()) == ("Bowls on Friday.", WORDS)
    # When the same answer is written in both, both versions are shown
    write(page, "She did not fall.")
    panel = page.get_by_role("group", name="Changed in another window too.")
    panel.wait_for()
    assert WORDS in panel.inner_text() and "She did not fall." in panel.inner_text()
    assert saved_words() == WORDS
    assert DraftVersion.objects.get().answers == {"in_their_words": "She did not fall."}
    axe(page)
    picture(page, "draft_conflict")
    panel.get_by_label("Both, one after the other").check()
    wait_until_saved(page)
    assert saved_words() == f"{WORDS}\n\nShe did not fall."
    assert page.get_by_label("In their words", exact=True).input_value() == f"{WORDS}\n\nShe did not fall."
    # and the other tab, still with the old words, changes nothing by being left
    other.close()
    assert saved_words() == f"{WORDS}\n\nShe did not fall."


def test_a_conflict_without_scripts_shows_both_and_saves_the_choice(site, address, no_script_page, page, signed_in):
    signed_in(page.context)
    signed_in(no_script_page.context)
    no_script_page.goto(address)
    page.goto(address)
    write(page, WORDS)
    wait_until_saved(page)
    write(no_script_page, "She did not fall.")
    no_script_page.get_by_role("button", name="Save and stay here").click()
    panel = no_script_page.get_by_role("group", name="Changed in another window too.")
    assert WORDS in panel.inner_text() and "She did not fall." in panel.inner_text()
    panel.get_by_label("This window’s", exact=True).check()
    no_script_page.get_by_role("button", name="Save and stay here").click()
    assert saved_words() == "She did not fall."
    assert DraftVersion.objects.filter(answers={"in_their_words": WORDS}).exists()


def test_a_promise_is_heard_while_typing_and_kept_in_one_press(site, address, page, signed_in):
    signed_in(page.context)
    page.goto(address)
    write(page, "Walks to the market. I'll find out what the Handy Helpers charge by Friday.")
    page.get_by_text("That sounds like a promise.").wait_for()
    assert page.get_by_label("What", exact=True).first.input_value() == "Find out what the Handy Helpers charge"
    axe(page)
    picture(page, "draft_promise")
    page.get_by_role("button", name="Keep it").click()
    wait_until_saved(page)
    until(lambda: saved_words("promises"))
    [row] = saved_words("promises")
    assert (row["what"], row["who"]) == ("Find out what the Handy Helpers charge", "Ngozi Amadi")
    assert row["by"]
    # "Not a promise" is as easy, and is remembered
    write(page, "We will ring back.")
    page.get_by_role("button", name="Not a promise").click()
    until(lambda: "We will ring back." in Draft.objects.get().settled)
    page.reload()
    expect(page.locator("[data-noticed]")).to_have_count(0)


def test_a_whole_talk_by_one_part_a_page_without_scripts(site, ivy, no_script_page, signed_in):
    signed_in(no_script_page.context)
    page = no_script_page
    page.goto(f"{site.url}/desk/tests/{ivy.pk}/talk/safe/")
    page.get_by_label("Not now, but something is worrying").check()
    page.get_by_role("button", name="Next: caring").click()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("How many hours a week?").fill("20")
    page.get_by_role("button", name="Save and stay here").click()
    page.get_by_label("Meals").check()
    page.get_by_role("button", name="Next: what we agreed").click()
    page.get_by_label("What", exact=True).fill("Ring Carol")
    page.get_by_role("button", name="Add a promise").click()
    page.get_by_label("What", exact=True).nth(1).fill("Put the stool away")
    page.get_by_role("button", name="Remove Ring Carol").click()
    page.get_by_label("Day").last.fill("31")
    page.get_by_label("Month").last.fill("2")
    page.get_by_label("Year").last.fill("2026")
    page.get_by_role("button", name="Finish the conversation").click()
    # A day that is no day is said at the top, and the link leads to its box
    page.get_by_role("link", name="must be a real day").click()
    assert page.evaluate("document.activeElement.id") == "id_spoke_on_day"
    page.get_by_label("Day").last.fill("3")
    page.get_by_role("button", name="Finish the conversation").click()
    response = Response.objects.get()
    assert response.answers["helps_with"] == ["meals"]
    assert [row["what"] for row in response.answers["promises"]] == ["Put the stool away"]
    assert not Draft.objects.exists()


def test_the_page_is_clean_on_a_wide_and_a_small_screen(site, address, page, small_page, signed_in):
    for screen, name in ((page, "questionnaire"), (small_page, "questionnaire_390")):
        signed_in(screen.context)
        screen.goto(address)
        screen.get_by_label("Yes, someone is unsafe now").check()
        write(screen, WORDS)
        screen.get_by_text("Not a diagnosis. Things to ask:").wait_for()
        expect(screen.get_by_label("What is the danger?")).to_be_visible()
        axe(screen)
        picture(screen, name)
        screen.goto(f"{site.url}/desk/drafts/")
        expect(screen.get_by_text("of 3 parts")).to_have_count(1)
        axe(screen)
