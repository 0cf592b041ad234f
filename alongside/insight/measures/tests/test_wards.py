"""The council's file of postcodes and their wards: read whole or not at all, and used for addresses and for sectors."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from alongside.insight.measures import actions
from alongside.insight.measures.models import WardFile, WardPostcode
from alongside.insight.measures.wards import BadWards, by_postcode, by_sector, read_wards, tidy, ward_at

HEAD = "postcode,ward_code,ward_name\n"


def file_of(folder, text):
    file = folder / "wards.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_postcode_is_found_by_its_own_row_else_by_its_sector(tmp_path):
    file = file_of(tmp_path, "\ufeff" + HEAD.upper() + "wm1 2,W1,Old Town\nWM12AB,W2,Lockgates\nWM3 4,W1,Old Town\n")
    wards = by_postcode(read_wards(file))
    assert ward_at("wm1  2ab", wards) == "Lockgates" and ward_at("WM1 2ZZ", wards) == "Old Town"
    assert ward_at("WM9 9ZZ", wards) == "" and ward_at("no address", wards) == ""
    assert by_sector(wards) == {"WM3 4": "Old Town"}, "the other sector lies in two wards"


def test_two_wards_of_one_name_carry_their_codes(tmp_path):
    places = read_wards(file_of(tmp_path, HEAD + "WM1 2,W1,Central\nWM3 4,W2,Central\nWM5 6,W3,East\n"))
    assert by_postcode(places) == {"WM1 2": "Central (W1)", "WM3 4": "Central (W2)", "WM5 6": "East"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("postcode,ward\nWM1 2AB,Old Town\n", "no column called ward_code"),
        (HEAD, "has no postcodes"),
        (HEAD + "WM1 2AB,W1,Old Town\nWM1,W1,Old Town\n", "row 2, postcode: “WM1” is neither"),
        (HEAD + "WM1 2AB,,Old Town\n", "row 1, ward_code: it is blank"),
        (HEAD + "WM1 2AB,W1," + "x" * 101 + "\n", "row 1, ward_name: it is too long"),
        (HEAD + "WM1 2AB,W1,Old Town\nWM1 2AD,W1,New Town\n", "row 2, ward_name: W1 is called “Old Town”"),
        (HEAD + "WM1 2AB,W1,Old Town\nwm1 2ab,W2,New Town\n", "row 2, postcode: WM1 2AB is in two wards"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text, said, tmp_path):
    with pytest.raises(BadWards, match=said):
        read_wards(file_of(tmp_path, text))


def test_files_that_cannot_be_read_are_refused(tmp_path):
    with pytest.raises(BadWards, match="There is no file"):
        read_wards(tmp_path / "none.csv")
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"\xff\xfe\x00postcode")
    with pytest.raises(BadWards, match="cannot be read"):
        read_wards(odd)


@pytest.mark.django_db
def test_a_file_takes_the_place_of_the_one_before_and_a_bad_one_takes_none(tmp_path):
    actions.load_wards(file=file_of(tmp_path, HEAD + "WM1 2AB,W1,Old Town\nWM1 3,W1,Old Town\n"))
    with pytest.raises(BadWards):
        actions.load_wards(file=file_of(tmp_path, HEAD + "nowhere,W1,Old Town\n"))
    told = actions.load_wards(file=file_of(tmp_path, HEAD + "WM9 9ZZ,W7,Easterby\n"))
    assert told == {"postcodes": 1, "wards": 1, "sectors": 1}
    assert list(WardPostcode.objects.values_list("postcode", "ward")) == [("WM9 9ZZ", "Easterby")]
    assert [one.postcodes for one in WardFile.objects.order_by("pk")] == [2, 1]


def test_the_example_council_has_a_file_with_sectors_in_one_ward_and_in_two():
    wards = by_postcode(read_wards(Path(settings.COUNCIL_PACK) / "wards.csv"))
    sectors = by_sector(wards)
    assert len(set(wards.values())) >= 10 and 60 <= len(sectors) < len({tidy(one)[:5] for one in wards})
