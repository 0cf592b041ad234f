import pytest

from tests.browser import axe, picture

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOW_TARGETS = """() => {
    const targets = "button, .govuk-button, .al-chip, .al-segments a, .al-tabs__tab, .al-account__summary";
    return [...document.querySelectorAll(targets)]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
        .map(one => one.outerHTML.slice(0, 80));
}"""
PAGES = ["design/", "design/form/", "design/person/", "design/wizard/", "design/print/"]


def test_every_part_is_clean_on_a_wide_and_on_a_small_screen(page, small_page, live_server):
    for address in PAGES:
        for screen in (page, small_page):
            screen.goto(f"{live_server.url}/{address}")
            axe(screen)
            picture(screen, f"{address.strip('/').replace('/', '_')}_{screen.viewport_size['width']}")


def test_a_form_with_mistakes_is_clean_and_its_links_move_to_the_box(page, live_server):
    page.goto(f"{live_server.url}/design/form/")
    page.get_by_label("Another way").check()
    page.get_by_role("button", name="Add this person").click()
    axe(page)
    page.get_by_role("link", name="Answer “Which way?”").click()
    assert page.evaluate("document.activeElement.name") == "other_way"


def test_a_form_works_without_scripts(no_script_page, live_server):
    page = no_script_page
    page.goto(f"{live_server.url}/design/form/")
    page.get_by_label("Given name").fill("Winifred")
    page.get_by_label("Day", exact=True).fill("3")
    page.get_by_label("Month", exact=True).fill("February")
    page.get_by_label("Year", exact=True).fill("1947")
    page.get_by_label("Another way").check()
    page.get_by_label("Which way?").fill("Through her niece")
    page.get_by_label("Team").select_option("north")
    page.get_by_label("In their words").fill("I want to be useful again")
    page.get_by_label("They agreed").check()
    page.get_by_role("button", name="Add this person").click()
    assert page.get_by_text("All of it was understood.").is_visible()


def test_cards_fold_on_a_small_screen_and_are_open_on_a_wide_one(page, small_page, live_server):
    for screen, seen in ((page, True), (small_page, False)):
        screen.goto(f"{live_server.url}/design/person/")
        screen.wait_for_function("document.body.classList.contains('js-enabled')")
        assert screen.get_by_text("Occupational therapist").is_visible() is seen


def test_targets_on_a_small_screen_are_large_enough_to_touch(small_page, live_server):
    small_page.goto(f"{live_server.url}/design/")
    low = small_page.evaluate(LOW_TARGETS)
    assert low == []
