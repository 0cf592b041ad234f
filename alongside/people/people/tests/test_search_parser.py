"""What people type, in any form, and text that nobody would type: the parser reads the one and survives the other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.people import normal
from alongside.people.people.search.parse import parse
from alongside.people.people.search.words import deletions, short_names

from .factories import nhs_number

TODAY = date(2026, 5, 12)


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text):
    sought = parse(text, TODAY)
    assert len(sought.words) <= 8


@given(st.lists(st.sampled_from(["14", "wm4", "1ab", "okafor", "o'", "3/2/47", "03021947", "07700 900123", "+44",
                                 "-", "999 041 2707", "row", "@", "feb", "1947", "mc"]), max_size=9))
def test_pieces_in_any_order_do_not_make_it_fail(pieces):
    parse(" ".join(pieces), TODAY)


@pytest.mark.parametrize("typed", [
    "3/2/47", "03/02/1947", "3.2.1947", "3-2-47", "3 2 1947", "1947-02-03", "1947/2/3",
    "3 Feb 1947", "3rd February 1947", "3 february 47", "Feb 3 1947", "february 3rd, 1947", "3feb1947",
    "03021947", "19470203", "030247",
    "dob 3/2/1947", "born 3 Feb 1947",
])
def test_a_birthday_in_any_usual_form(typed):
    sought = parse(typed, TODAY)
    assert "1947-02-03" in sought.births
    assert sought.words == ()


@given(st.dates(min_value=date(1915, 1, 1), max_value=date(2020, 12, 31)),
       st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d %b %y", "%d%m%Y", "%B %d, %Y", "%d-%b-%Y"]))
def test_every_birthday_is_read_back(day, written):
    assert day.isoformat() in parse(day.strftime(written), TODAY).births


@pytest.mark.parametrize(("typed", "births"), [
    ("1947", ("1947",)), ("February 1947", ("1947-02",)), ("2/1947", ("1947-02",)), ("31/2/1947", ("1947",)),
    ("2047", ()),
])
def test_part_of_a_birthday(typed, births):
    assert parse(typed, TODAY).births == births


def test_two_figures_of_a_year_may_be_either_century_only_where_somebody_could_live():
    assert parse("3/2/12", TODAY).births == ("2012-02-03",)
    assert set(parse("3/2/20", TODAY).births) == {"1920-02-03", "2020-02-03"}


def test_everything_at_once():
    sought = parse("smyth 1947 wm4", TODAY)
    assert (sought.words, sought.births, sought.postcode) == (("smyth",), ("1947",), "wm4")
    sought = parse("O'Brien, Seán 14 Tanner's Row WM4 1AB 07700 900 123", TODAY)
    assert sought.words == ("obrien", "sean")
    assert (sought.postcode, sought.streets, sought.telephones) == ("wm41ab", ("14 tanners row",), ("07700900123",))


@pytest.mark.parametrize(("typed", "words"), [
    ("O Brien", ("obrien",)), ("Mc Donald", ("mcdonald",)), ("de la Cruz", ("delacruz",)),
    ("Zoë Łukasz", ("zoe", "lukasz")),
    ("Smith-Jones", ("smith", "jones")), ("MUHAMMAD  al-Masri", ("muhammad", "almasri")), ("Mrs Okafor", ("okafor",)),
    ("Li", ("li",)),
])
def test_names_however_they_are_written(typed, words):
    assert parse(typed, TODAY).words == words


@pytest.mark.parametrize("typed", [
    "01632 960417", "01632960417", "+44 1632 960 417", "0044 1632 960417", "(01632) 960-417"])
def test_a_telephone_number_in_any_spacing(typed):
    assert parse(typed, TODAY).telephones == ("01632960417",)


@given(st.integers(min_value=0, max_value=999_999))
def test_an_nhs_number_is_read_with_or_without_spaces(number):
    value = nhs_number(number) if number < 999_990 else nhs_number(1)
    assert normal.nhs_number(f"{value[:3]} {value[3:6]} {value[6:]}") == value
    assert parse(f"{value[:3]}-{value[3:6]}-{value[6:]}", TODAY).nhs == value


@given(st.integers(min_value=0, max_value=999_000), st.integers(min_value=0, max_value=9), st.integers(1, 9))
def test_one_wrong_figure_of_an_nhs_number_is_always_noticed(number, place, change):
    value = nhs_number(number)
    wrong = value[:place] + str((int(value[place]) + change) % 10) + value[place + 1:]
    assert not normal.could_be_nhs_number(wrong)


@pytest.mark.parametrize("typed", ["0123456789", "123", "", "5990000000", "abcdefghij"])
def test_what_cannot_be_an_nhs_number(typed):
    with pytest.raises(normal.NotAnNHSNumber):
        normal.nhs_number(typed)


@given(st.text())
def test_making_comparable_never_fails_and_is_done_once(text):
    assert normal.postcode(normal.postcode(text)) == normal.postcode(text)
    assert normal.telephone(normal.telephone(text)) == normal.telephone(text)
    assert all(word.isalnum() for word in normal.words_of(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), st.data())
def test_words_one_slip_apart_share_a_form(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = {word[:place] + word[place + 1:], word[:place] + letter + word[place:],
             word[:place] + letter + word[place + 1:]}
    if place:
        slips.add(word[: place - 1] + word[place] + word[place - 1] + word[place + 1:])
    for slip in slips:
        assert deletions(word) & deletions(slip), slip


def test_short_names_lead_both_ways():
    assert "william" in short_names()["bill"] and "bill" in short_names()["william"]
    assert "mohammed" in short_names()["mo"] and "stanislaw" in short_names()["stan"]
    assert "winifred" in short_names()["winnie"]
