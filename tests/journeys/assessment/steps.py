"""What a worker does on these pages, by label and keyboard, as short sentences."""

from __future__ import annotations

from typing import Any


def next_part(page: Any) -> None:
    """On to the next part by its one filled button."""
    press(page, page.locator("button[name=do][value=next]"))


def press(page: Any, target: Any) -> None:
    """By keyboard: reach it, then Enter."""
    target.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Any, key: str, value: str) -> None:
    """A radio or a box of a question, by keyboard."""
    box = page.locator(f"[name='{key}'][value='{value}']")
    box.focus()
    page.keyboard.press("Space")


def write(page: Any, key: str, words: str) -> None:
    """In a box of a question, typed."""
    box = page.locator(f"[name='{key}']")
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(words)


def day(page: Any, key: str, when: Any) -> None:
    for part, text in (("day", when.day), ("month", when.month), ("year", when.year)):
        write(page, f"{key}_{part}", str(text))
