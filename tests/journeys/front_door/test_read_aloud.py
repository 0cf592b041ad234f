"""Given a browser with a voice, when somebody presses Listen, then the page is read to them and stops when they say."""

from __future__ import annotations

import pytest

from tests.browser import axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# A voice that writes down what it is given and ends only when it is told to.
VOICE = """
window.heard = []; window.stopped = 0;
window.SpeechSynthesisUtterance = class { constructor(words) { this.text = words; window.heard.push(this); } };
Object.defineProperty(window, "speechSynthesis", {value: {speak() {}, cancel() { window.stopped += 1; }}});
"""
NO_VOICE = "delete window.speechSynthesis; delete Window.prototype.speechSynthesis;"


def listen(page):
    return page.get_by_role("button", name="Listen", exact=True)


def test_the_page_is_read_part_by_part_and_stops(council, page, live_server):
    page.add_init_script(VOICE)
    page.goto(f"{live_server.url}/keeping-people-safe/")
    listen(page).focus()
    axe(page)
    page.keyboard.press("Enter")
    heard = page.evaluate("window.heard.map(part => [part.text, part.lang])")
    words = [said for said, _ in heard]
    assert words[0] == page.get_by_role("heading", level=1).inner_text().strip() and len(words) > 5
    inside = " ".join(page.locator("main").inner_text().split())
    assert all(said in inside for said in words), "something was read that does not stand in the page"
    assert len(words) == len(set(words)) and {lang for _, lang in heard} == {"en-GB"}
    stop = page.get_by_role("button", name="Stop", exact=True)
    assert stop.get_attribute("aria-pressed") == "true"
    axe(page)
    page.keyboard.press("Enter")
    assert page.evaluate("window.stopped") == 1
    assert listen(page).get_attribute("aria-pressed") == "false"
    # Once more, and this time to its end
    page.keyboard.press("Enter")
    page.evaluate("window.heard.at(-1).onend()")
    assert listen(page).get_attribute("aria-pressed") == "false"


def test_where_there_is_no_voice_there_is_no_button(council, page, no_script_page, live_server):
    page.add_init_script(NO_VOICE)
    for without in (page, no_script_page):
        without.goto(f"{live_server.url}/keeping-people-safe/")
        without.get_by_role("button", name="Bigger text").wait_for()
        assert listen(without).count() == 0
