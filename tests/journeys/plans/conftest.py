"""Winifred Okafor, whose needs are decided, and hands that use the keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.care_management.plans.tests.factories import make_determination
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.people.about_me import actions as about_me
from alongside.people.involvements import actions as involvements
from alongside.people.people.tests.factories import person


@pytest.fixture
def council(transactional_db):
    return ensure_demo_council()


@pytest.fixture
def amara(council):
    return council.users["social_worker"]


@pytest.fixture
def decided(council, amara):
    """The decision that the council meets two of Winnie's needs."""
    winnie = person(known_as="Winnie", by=amara, date_of_birth=date(1947, 2, 3)).subject
    about_me.write_down(subject=winnie, topic="matters", by=amara, words="Forty years I ran the dinner hall at "
                        "St Brendan’s. I want to be useful again, not looked after.")
    for words in ("Cooks most days, and for her neighbour on Fridays", "Walks to the corner shop with her frame"):
        about_me.record_strength(subject=winnie, words=words, by=amara)
    involvements.start(subject=winnie, team=council.teams["north"], worker=amara, reason="Care and support",
                       by=council.users["team_manager"])
    return make_determination(winnie, by=amara)


class Keys:
    """Every act of a journey without a mouse: go to a thing, then press a key."""

    def __init__(self, page) -> None:
        self.page = page

    def write(self, label: str, words: str, within: str = "") -> None:
        place = self.page.locator(within) if within else self.page
        place.get_by_label(label, exact=True).last.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(words)

    def choose(self, question: str, answer: str, within: str = "") -> None:
        place = self.page.locator(within) if within else self.page
        place.get_by_role("group", name=question).last.get_by_label(answer, exact=True).focus()
        self.page.keyboard.press("Space")

    def pick(self, label: str, option: str, within: str) -> None:
        self.page.locator(within).get_by_label(label, exact=True).last.select_option(label=option)

    def day(self, question: str, day: date) -> None:
        group = self.page.get_by_role("group", name=question).last
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).focus()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(str(value))

    def press(self, name: str) -> None:
        """A button, or a link of that name."""
        page = self.page
        page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.press("Enter")
        self.page.wait_for_load_state()


@pytest.fixture
def today():
    return date.today()


@pytest.fixture
def seven_weeks_ago(today):
    return today - timedelta(weeks=7)
