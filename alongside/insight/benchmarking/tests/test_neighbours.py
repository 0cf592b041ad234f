"""Lists of councils as people bring them: read, or refused with the place of what is wrong."""

import pytest

from alongside.insight.benchmarking import neighbours, places

PASTED = "1. Bolton\n2. Wigan\t0.0213\n\n• St Helens, 0.034\nBLACKBURN & DARWEN\n"


def test_names_pasted_line_by_line_with_what_stands_around_them():
    [group] = neighbours.read(PASTED, name="Our nearest neighbours", whose="Oldham")
    names = {places.council_of(code, "2024-25").name for code in group.members("2024-25")}
    assert names == {"Oldham", "Bolton", "Wigan", "St. Helens", "Blackburn with Darwen"}
    assert group.whose == places.find_council("Oldham", "2024-25").code and group.kind == "peers"


@pytest.mark.parametrize(
    "line, code",
    [("Bolton" + "\t" * 60 + "x", "304"), ("2) Bolton;0.5", "304"), ("3\tBolton\t0.1", "304"), ("304", "304"),
     ('"Bolton"', "304"), ("- Bolton  ", "304"), ("E08000001", "304")],
)  # fmt: skip
def test_what_stands_around_a_name_is_left_out_at_once(line, code):
    [group] = neighbours.read(f"{line}\nWigan", name="Ours")
    assert group.members("2024-25") == {"313", code}


def test_everybodys_neighbours_are_a_group_each():
    found = neighbours.read("Council,Neighbour,Rank\nWigan,Bolton,1\nWigan,Oldham,2\nBolton,Bury,1\n")
    assert [one.name for one in found] == ["Wigan’s nearest neighbours", "Bolton’s nearest neighbours"]
    assert found[0].members("2024-25") == {"313", "304", "307"}
    assert [one.whose for one in found] == ["313", "304"]


def test_a_file_of_groups_with_years():
    [group] = neighbours.read("Group,Council,First_year,Last_year\nOurs,Wigan,,\nOurs,Cumbria,,2022/23\n")
    assert group.members("2015-16") == {"313", "102"} and group.members("2024-25") == {"313"}


def test_an_abolished_council_stays_in_its_years():
    [group] = neighbours.read("Cumbria\nWigan\nCumberland", name="Ours")
    assert neighbours.stood(group, "2015-16") == (["Cumbria", "Wigan"], ["Cumberland"])
    assert neighbours.stood(group, "2024-25") == (["Wigan", "Cumberland"], ["Cumbria"])


@pytest.mark.parametrize(
    "text, name, says",
    [
        ("", "Ours", "names no council"),
        ("Bolton\nWigan", "", "Give the list a name"),
        ("Bolton\nWiggan", "Ours", "Line 2: .*Did you mean Wigan"),
        ("Bolton\nWigan\nBolton", "Ours", "Line 3: Bolton is there twice"),
        ("Bolton", "Ours", "two councils"),
        ("Bolton\nWigan", "North West", "a region of the map"),
        ("Bolton\nWigan", "O" * 81, "longer than 80"),
        ("\n".join(["Bolton"] * 5001), "Ours", "5,001 lines"),
        ("council,neighbour\nWigan,Nowhere", "", "Row 1, neighbour"),
        ("council,neighbour\nWigan,Wigan", "", "no neighbour of itself"),
        ("council,neighbour\nWigan,Bury\nWigan,Bury", "", "Row 2, neighbour: Bury is there twice"),
        ("council,neighbour\n", "", "names no council"),
        ("group,council,first_year\nOurs,Wigan,soon", "", "Row 1, first_year: soon is not a year"),
        ("group,council,first_year,last_year\nOurs,Wigan,2020-21,2015-16", "", "2015-16 is before 2020-21"),
        ("group,council\nOurs,Wigan\nOurs,Wigan", "", "twice for the same years"),
        ("group,council\n,Wigan", "", "Row 1, group"),
    ],
)
def test_a_bad_list_says_what_and_where(text, name, says):
    with pytest.raises(places.NoSuchPlace, match=says):
        neighbours.read(text, name=name)
