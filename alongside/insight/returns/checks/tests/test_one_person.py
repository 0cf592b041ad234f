from .files import REQUEST, warned


def test_one_person_with_two_births_or_numbers_is_said_once(tmp_path):
    other = REQUEST | {"Date of Birth": "1947-02-04", "Event Start Date": "2026-05-01"}
    assert warned(tmp_path, "one_person", REQUEST, other, other) == [(1, "Date of Birth")]
    assert warned(tmp_path, "one_person", REQUEST, REQUEST | {"NHS Number": "9990000026"}) == [(1, "NHS Number")]


def test_one_nhs_number_with_two_people_is_said(tmp_path):
    assert warned(tmp_path, "one_person", REQUEST, REQUEST | {"LA Person Unique Identifier": "8"}) == [
        (1, "LA Person Unique Identifier")
    ]


def test_a_number_that_is_not_there_is_no_other_number(tmp_path):
    assert warned(tmp_path, "one_person", REQUEST, REQUEST | {"NHS Number": "", "Date of Birth": ""}) == []


def test_a_number_spaced_otherwise_is_the_same_number(tmp_path):
    assert warned(tmp_path, "one_person", REQUEST, REQUEST | {"NHS Number": "999 000 0018"}) == []
