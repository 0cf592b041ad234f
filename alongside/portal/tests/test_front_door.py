import pytest

from tests.browser import FOUR_TIMES, SMALL, WIDE, axe, expect, fits, picture

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# Where somebody comes in, and the pages that stand at the foot of every other.
ENTRANCES = (
    "", "find-help/", "help-me-work-it-out/", "help-me-work-it-out/carer/", "refer/", "prescriptions/", "book/",
    "access-points/", "my-plan/sign-in/", "keep-your-entry/", "keeping-people-safe/", "how-we-use-what-you-tell-us/",
    "accessibility/", "how-you-read/",
)
WAYS_OF_READING = {
    "contrast_and_bigger": ({"turn": "contrast"}, {"turn": "bigger"}),
    "easy_and_bigger": ({"turn": "easy"}, {"turn": "bigger"}),
    "polish": ({"language": "pl"},),
}


def test_the_public_pages_are_clean_on_a_wide_and_on_a_small_screen(page, small_page, live_server):
    for name in ("", "keeping-people-safe/", "how-we-use-what-you-tell-us/", "accessibility/", "nowhere/"):
        for screen in (page, small_page):
            screen.goto(f"{live_server.url}/{name}")
            axe(screen)
            picture(screen, f"public_{name.strip('/') or 'home'}_{screen.viewport_size['width']}")


@pytest.mark.parametrize("way", WAYS_OF_READING)
def test_every_entrance_is_clean_however_somebody_reads(page, live_server, way):
    for choice in WAYS_OF_READING[way]:
        page.request.post(f"{live_server.url}/how-you-read/", form=choice)
    for name in ENTRANCES:
        page.set_viewport_size(WIDE)
        assert page.goto(f"{live_server.url}/{name}").status == 200, name
        if "language" in choice:
            expect(page.locator("html")).to_have_attribute("lang", choice["language"])
        else:
            expect(page.locator(f"body.pu-reads-{choice['turn']}")).to_be_visible()
        axe(page)
        page.set_viewport_size(SMALL)
        axe(page)
        picture(page, f"reads_{way}_{name.strip('/').replace('/', '_') or 'home'}")
        page.set_viewport_size(FOUR_TIMES)
        fits(page)


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
