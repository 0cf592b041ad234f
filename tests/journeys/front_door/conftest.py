"""The demo council, and hands that use the keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.foundation.accounts.personas import ensure_demo_council


@pytest.fixture
def council(transactional_db):
    return ensure_demo_council()


@pytest.fixture
def keys(page):
    return Keys(page)


class Keys:
    """Every act of a journey without a mouse: go to a thing, then press a key."""

    def __init__(self, page) -> None:
        self.page = page

    def write(self, label: str, words: str, exact: bool = False) -> None:
        box = self.page.get_by_label(label, exact=exact).last
        box.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, question: str, answer: str) -> None:
        """One of some radios or boxes under a question."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).first.focus()
        self.page.keyboard.press("Space")

    def pick(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).last.select_option(label=option)

    def day(self, question: str, days: int) -> None:
        day = date.today() + timedelta(days=days)
        group = self.page.get_by_role("group", name=question).last
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).focus()
            self.page.keyboard.type(str(value))

    def press(self, name: str, role: str = "button", exact: bool = False) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.press("Enter")
        self.page.wait_for_load_state()
