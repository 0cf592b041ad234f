"""Entries in words, and on the map."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alongside.front_door.directory.mapping import drawn
from alongside.front_door.directory.models import CostOption, Service
from alongside.front_door.directory.presenters.pages import list_in_words, one_cost, page, paragraphs
from alongside.front_door.directory.presenters.saying import ages, cost_words, day_soon, hours, miles, words_up_to
from alongside.front_door.directory.search import Hit, Spot
from alongside.front_door.directory.tests import factories


def cost(amount: str | None, words: str = "") -> CostOption:
    return CostOption(amount=Decimal(amount) if amount is not None else None, amount_description=words)


@pytest.mark.parametrize(("options", "fees", "said"), [
    ([cost("0")], "", "Free"), ([cost("2")], "", "£2"), ([cost("2.5", "a session")], "", "£2.50 a session"),
    ([cost("0"), cost("3")], "", "Free to £3"), ([cost("2"), cost("5")], "", "£2 to £5"),
    ([cost(None, "Give what you can")], "", "Give what you can"), ([], "Ask us", "Ask us"), ([], "", ""),
    ([], "x" * 90, ""),
])
def test_what_it_costs(options, fees, said):
    assert cost_words(options, fees) == said


def test_one_price_by_itself():
    assert [one_cost(cost(*one)) for one in (("0",), ("4", "a week"), (None, "Ask"))] == ["Free", "£4 a week", "Ask"]


@pytest.mark.parametrize(("distance", "said"), [
    (None, ""), (0.04, "Very near"), (0.3, "0.3 miles"), (1.02, "1.0 mile"), (9.94, "9.9 miles"), (12.4, "12 miles")])
def test_how_far(distance, said):
    assert miles(distance) == said


def test_hours_ages_days_and_long_words():
    assert [hours("10:00", "12:00"), hours("18:30", ""), hours("", "16:00"), hours("", "")] == [
        "10am to noon", "from 6.30pm", "until 4pm", ""]
    assert [ages(Service(minimum_age=low, maximum_age=high)) for low, high in
            ((18, None), (None, 17), (8, 17), (None, None))] == ["18 and over", "Up to 17", "Ages 8 to 17", ""]
    monday = date(2026, 11, 23)
    assert [day_soon(date(2026, 11, day), monday) for day in (23, 24, 25)] == ["Today", "Tomorrow", "Wednesday"]
    assert words_up_to("one two three", 8) == "one two…" and words_up_to("one", 8) == "one"
    assert paragraphs("One.\r\n\r\nTwo.\n\n\n") == ["One.", "Two."]


def hit(latitude: float | None, longitude: float = -1.9) -> Hit:
    place = None if latitude is None else {"name": "Hub", "town": "", "latitude": latitude, "longitude": longitude}
    return Hit(1, "uid", {}, None, place, (), ())


def test_the_map_keeps_north_up_and_puts_together_what_lies_together():
    found = drawn([hit(54.10), hit(54.20), hit(None), hit(54.10)], Spot("WM1", 54.15, -1.9))
    assert [(point.numbers, point.label) for point in found.points] == [((1, 4), "1+"), ((2,), "2")]
    south, north = found.points
    assert north.y < found.here[1] < south.y and found.square == "1 mile"
    assert all(0 <= point.x <= found.size and 0 <= point.y <= found.size for point in found.points)


def test_one_place_alone_and_none_at_all():
    assert drawn([hit(54.1)], None).points[0].x == 300
    assert drawn([hit(None)], Spot("WM1", 54.1, -1.9)) is None


@pytest.mark.django_db
def test_a_list_as_a_message_says_when_where_and_whom_to_ring():
    factories.terms()
    made = factories.service(days="TH", opens="11:00", closes="13:00", cost="2", at=(54.1, -1.9))
    message = list_in_words([page(Service.objects.with_all().get(pk=made.pk), date(2026, 11, 22))],
                            "https://westmere.example/find-help/list/x/", "Westmere Council")
    for said in ("1. Gentle gardening club", "Thursdays, 11am to 1pm", "£2", "1 Allotment Lane", "01632 960 311",
                 "https://westmere.example/find-help/list/x/"):
        assert said in message
