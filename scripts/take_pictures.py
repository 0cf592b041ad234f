"""The pictures in the README, taken from a running demo council (`make run`), 1280 wide.

    .venv/bin/python scripts/take_pictures.py [address] [folder]

Alongside must have been started with its demo. A conversation is begun for one of the pictures and left as a draft.
ALONGSIDE_CHROMIUM says which Chromium, as in the tests.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SIZE = {"width": 1280, "height": 1000}


def be(page: Any, address: str, persona: str) -> None:
    """Sign in as somebody of the demo council."""
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/demo/")
    page.locator(f"form[action$='/accounts/demo/{persona}/'] button").click()
    page.wait_for_load_state()


def find(page: Any, address: str, name: str) -> None:
    page.goto(f"{address}/desk/people/?q={name.replace(' ', '+')}")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def begin_a_conversation(page: Any) -> None:
    page.get_by_role("button", name="Start a conversation").click()
    page.wait_for_load_state()
    page.get_by_label("Not now, but something is worrying").check()
    page.get_by_label("In their words").fill("“A man does Mum’s windows and takes £50 every time.”")
    page.get_by_label("What they do, enjoy and are good at").fill("Cooks for herself. Plays whist on Thursdays.")
    page.keyboard.press("Tab")
    page.get_by_text("on the server").first.wait_for()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


def main(address: str = "http://localhost:8000", folder: str = str(ROOT / "docs" / "pictures")) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("ALONGSIDE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="Europe/London").new_page()

        def take(name: str) -> None:
            page.screenshot(path=target / f"{name}.png")
            print(f"{name}.png, {(target / f'{name}.png').stat().st_size // 1024} KB")

        be(page, address, "social_worker")
        page.goto(f"{address}/desk/")
        take("my-work")
        find(page, address, "Winifred Okafor")
        take("person")
        be(page, address, "front_door_worker")
        find(page, address, "Hilda Clegg")
        begin_a_conversation(page)
        take("first-conversation")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
