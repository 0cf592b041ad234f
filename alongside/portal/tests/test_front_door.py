import pytest

from tests.browser import axe, picture

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_public_pages_are_clean_on_a_wide_and_on_a_small_screen(page, small_page, live_server):
    for name in ("", "keeping-people-safe/", "how-we-use-what-you-tell-us/", "accessibility/", "nowhere/"):
        for screen in (page, small_page):
            screen.goto(f"{live_server.url}/{name}")
            axe(screen)
            picture(screen, f"public_{name.strip('/') or 'home'}_{screen.viewport_size['width']}")


def test_somebody_worried_reaches_the_numbers_by_keyboard_alone(page, live_server):
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Worried someone is being hurt?":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/keeping-people-safe/")
    assert page.get_by_role("heading", name="Somebody is in danger now").is_visible()
