"""What people do on the pages of a whole journey, by label and keyboard, as short sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.browser import axe, expect, picture, sign_in


class Hands:
    """Somebody at a keyboard: they go to a thing and press a key; without scripts they save where a page needs it.

    `within` is the place of one question or row, where the same label stands more than once.
    """

    def __init__(self, page: Any, live_server: Any, *, story: str, scripts: bool = True) -> None:
        self.page, self.site, self.story, self.scripts = page, live_server, story, scripts

    def be(self, persona: str) -> None:
        """Somebody else sits down."""
        self.page.context.clear_cookies()
        sign_in(self.page, self.site, persona)

    def go(self, address: str) -> Any:
        return self.page.goto(f"{self.site.url}{address}")

    def look(self, name: str) -> None:
        """The page is one that everybody can use. Axe is itself a script, so the journey without scripts goes by."""
        if self.scripts:
            axe(self.page)
            picture(self.page, f"{self.story}-{name}")

    def press(self, name: str, role: str = "button", exact: bool = False) -> None:
        target = self.page.get_by_role(role, name=name, exact=exact).first
        target.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open(self, name: str, exact: bool = False) -> None:
        self.press(name, role="link", exact=exact)

    def write(self, label: str, words: str, within: str = "body", exact: bool = True) -> None:
        self._type(self.page.locator(within).get_by_label(label, exact=exact).last, words)

    def put(self, key: str, words: str) -> None:
        """In the box of a question, by its key: where many questions of a form share one wording."""
        self._type(self.page.locator(f"[name='{key}']"), words)

    def _type(self, box: Any, words: str) -> None:
        box.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def choose(self, question: str, answer: str, within: str = "body") -> None:
        """A radio or a box under a question."""
        group = self.page.locator(within).get_by_role("group", name=question).last
        self._tick(group.get_by_label(answer, exact=True).first)

    def tick(self, key: str, value: str) -> None:
        """A radio or a box, by the key of its question and of its answer."""
        self._tick(self.page.locator(f"[name='{key}'][value='{value}']"))

    def _tick(self, box: Any) -> None:
        box.focus()
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def pick(self, label: str, option: str, within: str = "body") -> None:
        self.page.locator(within).get_by_label(label, exact=True).last.select_option(label=option)

    def day(self, question: str, when: date, within: str = "body") -> None:
        group = self.page.locator(within).get_by_role("group", name=question).last
        for part, figures in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
            self._type(group.get_by_label(part), str(figures))

    def date(self, key: str, when: date) -> None:
        for part, figures in (("day", when.day), ("month", when.month), ("year", when.year)):
            self.put(f"{key}_{part}", str(figures))

    def on(self) -> None:
        """To the next part of what is being written, by the page's one filled button."""
        button = self.page.locator("button[name=do][value=next]")
        button.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def support(self, rows: str, whose: str, source: str, what: str, who: str, how_much: str, *, cost: str = "",
                payer: str = "") -> None:
        """One line of support in a plan, in the empty row that is there."""
        within = f"#question-{rows}"
        self.pick(whose, source, within)
        self.write("What", what, within)
        self.write("Who does it", who, within)
        self.write("How much, how often", how_much, within)
        if cost:
            self.write("Cost a week", cost, within)
            self.pick("Who pays", payer, within)

    def bring(self, shown: Any) -> None:
        """Questions that hang on an answer come by themselves; without scripts, and the harder ones, at a save."""
        if not shown.count():
            self.press("Save and stay here")

    def bring_key(self, key: str) -> None:
        self.bring(self.page.locator(f"[name='{key}']"))

    def read(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()
