"""Journeys in a real browser.

Ask for `page` (wide), `small_page` (a telephone), `no_script_page` and `live_server`, and call `axe(page)`,
`sign_in(page, live_server, "persona")` and `picture(page, "name")`. Say what should be seen with `expect(…)`, which
waits for it: an `assert` on what a page shows this instant fails on a slow machine.

ALONGSIDE_CHROMIUM says which Chromium; ALONGSIDE_PICTURES a folder for pictures (none are taken without it).
"""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 390, "height": 844}
FOUR_TIMES = {"width": 320, "height": 256}  # 1280 by 1024 at 400%

expect.set_options(timeout=10_000)

# Playwright's synchronous driver runs an event loop of its own, which Django takes for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def chromium_path() -> str | None:
    named = os.environ.get("ALONGSIDE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def _page(chromium: Any, **options: Any) -> Iterator[Any]:
    """A fresh visitor. Scripts refused by the security policy, and errors in ours, fail the test at its end."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London", **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda line: page.faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert not page.faults, "The browser reported: " + "; ".join(page.faults)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    yield from _page(chromium, viewport=WIDE)


@pytest.fixture
def small_page(chromium: Any) -> Iterator[Any]:
    yield from _page(chromium, viewport=SMALL, device_scale_factor=2, has_touch=True)


@pytest.fixture
def no_script_page(chromium: Any) -> Iterator[Any]:
    yield from _page(chromium, viewport=WIDE, java_script_enabled=False)


def axe(page: Any) -> None:
    """No violation of WCAG 2.2 AA or good practice, and nothing wider than the screen."""
    # Run by the driver, not as a script of the page: the content security policy stays as it is for everyone.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    # Only what is wrong comes back: to fetch everything that passed takes longer than to look.
    violations = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)",
        RULES,
    )
    found = [
        f"{one['id']}: {one['help']} at {', '.join(str(node['target']) for node in one['nodes'][:5])}"
        for one in violations
    ]
    assert not found, f"{page.url}\n" + "\n".join(found)
    fits(page)


@cache
def _axe() -> str:
    return AXE.read_text()


def fits(page: Any) -> None:
    """Nothing is wider than the screen, so that nobody scrolls two ways to read."""
    wider = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels wider than the screen"


def sign_in(page: Any, live_server: Any, persona: str) -> None:
    """As somebody of the demo council: one press on their name."""
    page.goto(f"{live_server.url}/accounts/demo/")
    page.locator(f"form[action$='/accounts/demo/{persona}/'] button").click()
    page.wait_for_load_state()


def picture(page: Any, name: str) -> None:
    """A picture of the whole page, when somebody asked for pictures."""
    if folder := os.environ.get("ALONGSIDE_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
