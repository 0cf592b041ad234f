"""Whatever stands in a record or a file: it is read, or refused with its field; nothing else happens."""

from __future__ import annotations

import contextlib
import copy
import json
import random
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.front_door.directory_feed.reading import entry, older, pages, sheet, values

TERMS = entry.Terms({"befriending": 1, "Befriending": 1}, only_ours=False)
WHOLE: dict[str, Any] = {
    "id": "s1", "name": "Tea", "status": "active", "description": "Tea and talk", "url": "https://tea.example",
    "email": "tea@tea.example", "minimum_age": 18, "maximum_age": "99", "assured_date": "2026-01-05",
    "organization": {"id": "o1", "name": "Tea Trust", "description": "Makes tea", "email": "o@tea.example"},
    "schedules": [{"id": "x", "freq": "WEEKLY", "byday": "TU,TH", "opens_at": "10:00Z", "closes_at": "12:00:00",
                   "valid_from": "2026-01-01", "valid_to": "2026-12-31", "interval": 1}],
    "cost_options": [{"id": "x", "amount": 2.5, "amount_description": "a cup"}],
    "contacts": [{"id": "x", "name": "Mo", "email": "mo@tea.example", "phones": [{"number": "01632 960 100"}]}],
    "phones": [{"id": "x", "number": "01632 960 101"}], "languages": [{"name": "Urdu", "code": "ur"}],
    "service_areas": [{"name": "Westmere"}], "funding": [{"source": "Lottery"}],
    "attributes": [{"taxonomy_term": {"id": "t1", "name": "Befriending", "taxonomy": "Needs"}},
                   {"taxonomy_term": {"id": "t2", "name": "Tea", "taxonomy": "Drinks"}}],
    "service_at_locations": [{
        "id": "sal", "location": {
            "id": "l1", "name": "Hall", "latitude": 54.1, "longitude": -1.9,
            "addresses": [{"address_1": "1 Mill Street", "city": "Westmere", "postal_code": "wm11aa"}],
            "accessibility": [{"accessibility": "Step-free"}, {"accessibility": "A lift"}]}}],
}
OLDER: dict[str, Any] = {
    "id": "s1", "name": "Tea", "status": "active", "fees": "", "organization": {"id": "o1", "name": "Tea Trust",
                                                                               "url": "https://tea.example"},
    "eligibilitys": [{"eligibility": "Everybody", "minimum_age": 18, "maximum_age": 0}],
    "regular_schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00", "interval": 1}],
    "cost_options": [{"amount": 2, "amount_description": "a cup"}], "fundings": [{"source": "Lottery"}],
    "languages": [{"language": "Urdu"}], "service_areas": [{"service_area": "Westmere"}],
    "contacts": [{"name": "Mo", "phones": [{"number": "01632 960 100"}]}],
    "service_taxonomys": [{"taxonomy": {"id": "t1", "name": "Befriending", "vocabulary": "esdNeeds"}}],
    "service_at_locations": [{"location": {
        "id": "l1", "name": "Hall", "latitude": 54.1, "longitude": -1.9,
        "physical_addresses": [{"address_1": "1 Mill Street", "city": "Westmere", "state_province": "Shire",
                                "postal_code": "WM1 1AA", "country": "GB"}],
        "accessibility_for_disabilities": [{"accessibility": "Step-free"}]},
        "regular_schedule": [{"freq": "WEEKLY", "byday": "WE", "opens_at": "09:00"}]}],
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
    | st.sampled_from(["", " ", "\x00", "é" * 300, "http://", "2026-02-30", "25:00", "-1", "1e400", "🙂", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3), max_leaves=6)


def test_a_whole_record():
    made, problems = entry.read(WHOLE, TERMS)
    assert problems == [] and made is not None
    assert made.service["minimum_age"] == 18 and made.service["maximum_age"] == 99
    timing = made.parts["schedules"][0]
    assert (timing["freq"], timing["byday"], timing["opens_at"], timing["closes_at"]) == ("WEEKLY", "TU,TH", time(10),
                                                                                         time(12))
    assert made.parts["cost_options"][0]["amount"] == Decimal("2.5") and made.assured_on == date(2026, 1, 5)
    place = made.places[0]
    assert place.addresses[0]["postal_code"] == "WM1 1AA"
    assert place.accessibility == [{"feature": "step_free"}, {"description": "A lift"}]
    assert [(one.known, one.name) for one in made.terms] == [(1, ""), (None, "Tea")]


def test_the_older_standard_says_the_same():
    assert older.is_older(OLDER) and not older.is_older(WHOLE)
    made, problems = entry.read(older.as_new(OLDER), TERMS)
    assert problems == [] and made is not None
    assert made.service["eligibility"] == "Everybody" and made.service["minimum_age"] == 18
    assert "maximum_age" not in made.service, "nought was its way to say nothing"
    assert made.parts["schedules"][0]["byday"] == "TU" and made.places[0].schedules[0]["byday"] == "WE"
    assert made.parts["languages"][0]["name"] == "Urdu" and made.parts["areas"][0]["name"] == "Westmere"
    assert made.parts["funding"] == [{"source": "Lottery"}] and made.organisation["website"] == "https://tea.example"
    assert made.places[0].addresses[0]["region"] == "Shire" and made.terms[0].known == 1


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    each = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in each:
        found += _paths(inner, (*at, key))
    return found


def _put(record: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(record)
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return changed


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_value_anywhere_is_taken_or_refused_by_name(data):
    for whole in (WHOLE, OLDER):
        path = data.draw(st.sampled_from(_paths(whole)))
        record = _put(whole, path, data.draw(ANYTHING))
        said = older.as_new(record) if older.is_older(record) else record
        made, problems = entry.read(said, TERMS)
        assert (made is None) == bool(problems)
        assert all(one.message and len(one.field) <= 200 and len(one.value) <= 200 for one in problems)
        assert not any("\x00" in one.value for one in problems)
        if made is not None:
            assert made.key and made.service["name"] and made.organisation["name"] and made.digest


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_anything_at_all_for_a_record(value):
    made, problems = entry.read(value, TERMS)
    assert made is None and problems


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.none() | st.text(max_size=20) | st.integers() | st.floats(allow_nan=False)
                         | st.booleans() | st.dates() | st.times(), max_size=6), min_size=1, max_size=6))
def test_any_rows_at_all(table):
    headings = ["Name", "Organisation", "Post code", "Cost", "Day", "Start"]
    there = sheet._sheet("x.csv", [headings, *table], 0)
    for number, said, names in sheet.records(there, sheet.guessed(there.headings)):
        made, problems = entry.read(said, TERMS, names)
        assert (made is None) == bool(problems) and number >= 2
        assert {one.field for one in problems} <= {*headings, "id", "organization.name", "name"}


@pytest.mark.parametrize("seed", range(60))
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(tmp_path, seed):
    draw = random.Random(seed)
    content = bytearray(json.dumps({"contents": [WHOLE, OLDER]}).encode())
    for _ in range(draw.choice((1, 3, 40))):
        turn, place = draw.randrange(3), draw.randrange(len(content))
        if turn == 0:
            content[place] = draw.randrange(256)
        elif turn == 1:
            del content[place:place + draw.randrange(1, 30)]
        else:
            content[place:place] = draw.choice((b"[" * 2000, b'"', b"\\u0000", b"NaN", b"{}", b"1e999"))
    file = tmp_path / "page.json"
    file.write_bytes(bytes(content))
    with contextlib.suppress(sheet.CannotBeRead):
        for one in pages.services(str(file)):
            made, problems = entry.read(one, TERMS)
            assert (made is None) == bool(problems)


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_csv_is_read_or_refused_in_a_sentence(tmp_path, seed):
    from .sheets import COLUMNS, as_csv, row

    draw = random.Random(seed)
    content = bytearray(as_csv(tmp_path / "a.csv", [row(one, draw) for one in range(5)]).read_bytes())
    for _ in range(draw.choice((1, 5, 50))):
        content[draw.randrange(len(content))] = draw.randrange(256)
    file = tmp_path / "b.csv"
    file.write_bytes(bytes(content))
    with contextlib.suppress(sheet.CannotBeRead):
        there = sheet.opened(file)
        for _, said, names in sheet.records(there, COLUMNS):
            made, problems = entry.read(said, TERMS, names)
            assert (made is None) == bool(problems)


@pytest.mark.parametrize(("read", "given_", "made"), [
    (values.clock, "2.30pm", time(14, 30)), (values.clock, "12am", time(0)), (values.clock, 0.5, time(12)),
    (values.clock, "09:00-05:00", time(9)), (values.day, "5/11/2026", date(2026, 11, 5)),
    (values.day, "2026-11-05T10:00:00Z", date(2026, 11, 5)), (values.day, "5 November 2026", date(2026, 11, 5)),
    (values.money, "£1,000.50", Decimal("1000.50")), (values.money, "Free", Decimal(0)),
    (values.days_of_the_week, "Mondays and Thurs", "MO,TH"), (values.days_of_the_week, "2MO", "2MO"),
    (values.postcode, "wm42ab", "WM4 2AB"), (values.telephone, 1632960100.0, "01632960100"),
    (values.url, "www.tea.example/x", "https://www.tea.example/x"), (values.age, "18.0", 18),
    (values.yes, "Y", True), (values.yes, "no", False), (values.email, "mailto:a@b.example", "a@b.example"),
])
def test_values_as_people_write_them(read, given_, made):
    assert read(given_) == made


@pytest.mark.parametrize(("read", "wrong"), [
    (values.clock, "25:00"), (values.clock, "13pm"), (values.clock, "10"), (values.day, "30/2/2026"),
    (values.day, "1/1/0001"), (values.money, "-1"), (values.money, "nan"), (values.money, "2.505"),
    (values.age, True), (values.age, "inf"), (values.url, "javascript:alert(1)"), (values.url, "file:///etc/passwd"),
    (values.email, "a@"), (values.postcode, "WM4"), (values.telephone, "ring"), (values.days_of_the_week, "sometimes"),
    (values.text(5), "longer"), (values.text(50), ["a"]), (values.text(50), "a\x00b"), (values.degrees(90), 91),
])
def test_values_that_cannot_be_taken(read, wrong):
    with pytest.raises(values.Wrong):
        read(wrong)
