"""Councils and groups, each in its years."""

import pytest

from alongside.insight.benchmarking import places


def test_the_north_west_had_23_councils_and_has_24():
    north_west = places.region("North West")
    assert len(north_west.members("2015-16")) == 23 and len(north_west.members("2022-23")) == 23
    assert len(north_west.members("2024-25")) == 24
    assert "102" in north_west.members("2015-16") and "102" not in north_west.members("2024-25")
    assert {"W8X1Q", "H6X4G"} <= north_west.members("2024-25")


def test_england_had_152_and_has_153():
    assert len(places.england().members("2015-16")) == 152
    assert len(places.england().members("2024-25")) == 153


@pytest.mark.parametrize(
    "written, name",
    [
        ("wigan", "Wigan"),
        ("St Helens", "St. Helens"),
        ("BLACKBURN & DARWEN", "Blackburn with Darwen"),
        ("Cheshire West", "Cheshire West and Chester"),
        ("327", "Cheshire West and Chester"),
        ("E08000010", "Wigan"),
        ("Wigan Council", "Wigan"),
        ("Hull", "Kingston upon Hull"),
    ],
)
def test_a_council_is_found_as_people_write_it(written, name):
    assert places.find_council(written, "2024-25").name == name


def test_a_council_is_not_found_in_years_it_did_not_stand():
    with pytest.raises(places.NoSuchPlace, match="until 2022-23"):
        places.find_council("Cumbria", "2024-25")
    with pytest.raises(places.NoSuchPlace, match="from 2023-24"):
        places.find_council("Cumberland", "2015-16")
    assert places.find_council("809", "2018-19").name == "Dorset County"
    assert places.find_council("809", "2019-20").name == "Dorset"


def test_a_misspelt_name_is_told_the_near_one():
    with pytest.raises(places.NoSuchPlace, match="Did you mean Wigan"):
        places.find_council("Wiggan", "2024-25")
    with pytest.raises(places.NoSuchPlace, match="Did you mean Greater Manchester"):
        places.find_group("Greater Manchesta", places.built_in_groups())


def test_greater_manchester_is_ten():
    assert len(places.find_group("greater manchester", places.built_in_groups()).members("2015-16")) == 10


def test_a_list_of_ones_own():
    text = (
        "group,council,first_year,last_year,source\nNearest neighbours,Wigan,,,CIPFA 2024\n"
        "Nearest neighbours,304,2015-16,2019-20,\n"
    )
    group = places.read_groups(text)[0]
    assert (group.name, group.source) == ("Nearest neighbours", "CIPFA 2024")
    assert group.members("2018-19") == {"313", "304"} and group.members("2024-25") == {"313"}


@pytest.mark.parametrize(
    "text, says",
    [
        ("name,council\na,Wigan\n", "column"),
        ("group,council\nOurs,Nowhere\n", "Row 1, council"),
        ("group,council\n,Wigan\n", "no name"),
    ],
)
def test_a_bad_list_says_where(text, says):
    with pytest.raises(places.NoSuchPlace, match=says):
        places.read_groups(text)
