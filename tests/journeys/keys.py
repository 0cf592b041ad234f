"""Hands that use the keyboard alone, with scripts and without."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from tests.browser import FOUR_TIMES, SMALL, WIDE, axe, expect, fits, picture


class Keys:
    """Every act of a journey without a mouse: go to a thing, then press a key."""

    def __init__(self, page: Any, scripts: bool = True) -> None:
        self.page, self.scripts = page, scripts

    def reach(self, thing: Any) -> None:
        """Where Tab, or the arrows among radios, would bring somebody too."""
        thing.focus()
        expect(thing).to_be_focused()
        assert thing.evaluate("one => one.tabIndex") >= 0, f"{self.page.url}: no key leads to {thing}"

    def type(self, box: Any, words: str) -> None:
        self.reach(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(words)

    def write(self, label: str, words: str, exact: bool = False) -> None:
        self.type(self.page.get_by_label(label, exact=exact).last, words)

    def set(self, box: Any) -> None:
        """A radio or a box, set whatever it was."""
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.set(self.page.get_by_label(label, exact=True).first)

    def choose(self, question: str, answer: str) -> None:
        """One of some radios or boxes under a question."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).first.focus()
        self.page.keyboard.press("Space")

    def pick(self, label: str, option: str) -> None:
        self.take(self.page.get_by_label(label, exact=True).last, option)

    def take(self, box: Any, option: str) -> None:
        """Of a list: the first letters lead near it, the arrow to it where another begins alike."""
        self.reach(box)
        exactly = re.compile(rf"^\s*{re.escape(option)}\s*$")
        value = box.locator("option").filter(has_text=exactly).first.get_attribute("value")
        self.page.keyboard.type(option)
        for _ in range(box.locator("option").count()):
            if box.input_value() == value:
                break
            self.page.keyboard.press("ArrowDown")
        expect(box).to_have_value(value)

    def day(self, question: str, days: int) -> None:
        self.date(question, date.today() + timedelta(days=days))

    def date(self, question: str, day: date) -> None:
        group = self.page.get_by_role("group", name=question).last
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.type(group.get_by_label(part), str(value))

    def press(self, name: str, role: str = "button", exact: bool = False) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.press("Enter")
        self.page.wait_for_load_state()

    def go(self, name: str, role: str = "button", exact: bool = False) -> None:
        """Press what leads to another page, and wait for it."""
        self.follow(self.page.get_by_role(role, name=name, exact=exact).first)

    def follow(self, thing: Any) -> None:
        self.reach(thing)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go_on(self) -> None:
        """The button that is seen: another stands before everything, so that Enter in a line goes on too."""
        self.follow(self.page.get_by_role("button", name="Go on", exact=True).last)

    def answer(self, said: dict[str, Any]) -> None:
        """Everything this page of a self-assessment asks that there is an answer to."""
        form = self.page.locator("form[data-saves-itself]")
        for name in form.evaluate("one => [...new Set([...one.elements].map(each => each.name))]"):
            row, _, column = name.partition("-0-")
            value = said[row][0].get(column) if column and row in said else said.get(name)
            boxes = form.locator(f"[name='{name}']:not([type=hidden])")
            if value in (None, "") or not boxes.count():
                continue
            kind = boxes.first.evaluate("one => one.type")
            if kind in ("radio", "checkbox"):
                for one in value if isinstance(value, list) else [value]:
                    self.set(form.locator(f"[name='{name}'][value='{one}']"))
            elif kind == "select-one":
                self.take(boxes.first, boxes.first.locator(f"option[value='{value}']").inner_text().strip())
            else:
                self.type(boxes.first, str(value))

    def answer_until(self, there: str, said: dict[str, Any], each: Any = lambda: None) -> None:
        for _ in range(60):
            if f"/{there}/" in self.page.url:
                return
            self.answer(said)
            each()
            self.go_on()
        raise AssertionError(f"{there} never came; at {self.page.url}")

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def look(self, name: str = "") -> None:
        """Nothing to complain of: wide, on a telephone, and at four times the size. What axe reads needs scripts."""
        before = self.page.viewport_size
        if self.scripts:
            for size in (WIDE, SMALL):
                self.page.set_viewport_size(size)
                axe(self.page)
                if name:
                    picture(self.page, f"{name}_{size['width']}")
        self.page.set_viewport_size(FOUR_TIMES)
        fits(self.page)
        self.page.set_viewport_size(before)

    def another_day(self) -> None:
        """Another browser: nothing of this visit is left but what the server keeps."""
        self.page.context.clear_cookies()
