import pytest

from .files import REQUEST, SERVICE, check, warned


def test_the_same_event_is_found_whatever_its_reference_and_does_not_fail(tmp_path):
    again = REQUEST | {"Event Reference": "Q2", "Event Outcome": "NFA: Other"}
    checked = check(tmp_path, REQUEST, SERVICE, again, again)
    assert [(one["row"], one["message"]) for one in checked.warnings] == [
        (3, "The same event as row 1: nationally one of them is dropped."),
        (4, "The same event as row 1: nationally one of them is dropped."),
    ]
    assert not checked.failed.total()


@pytest.mark.parametrize(
    "changes",
    [{"NHS Number": "9990000026"}, {"Event Start Date": "2026-05-11"}, {"Event End Date": "2026-05-13"},
     {"Client Type": "Unpaid carer"}, {"Request: Route of Access": "Prison"}],
    ids=str,
)
def test_what_is_in_the_key_makes_two_events(tmp_path, changes):
    assert warned(tmp_path, "duplicates", REQUEST, REQUEST | changes) == []


def test_the_end_of_a_service_is_no_part_of_its_key_and_its_cost_is(tmp_path):
    assert warned(tmp_path, "duplicates", SERVICE, SERVICE | {"Event End Date": "2026-06-01"}) == [(2, "Event Type")]
    assert warned(tmp_path, "duplicates", SERVICE, SERVICE | {"Unit Cost": "183"}) == []


def test_without_an_nhs_number_the_councils_own_number_tells(tmp_path):
    bare = REQUEST | {"NHS Number": ""}
    assert warned(tmp_path, "duplicates", bare, bare) == [(2, "Event Type")]
    assert warned(tmp_path, "duplicates", bare, bare | {"LA Person Unique Identifier": "8"}) == []


def test_a_number_spaced_otherwise_and_an_amount_with_decimals_are_the_same(tmp_path):
    spaced = REQUEST | {"NHS Number": "999 000 0018"}
    assert warned(tmp_path, "duplicates", REQUEST, spaced) == [(2, "Event Type")]
    assert warned(tmp_path, "duplicates", SERVICE, SERVICE | {"Unit Cost": "182.5"}) == [(2, "Event Type")]
    assert warned(tmp_path, "duplicates", SERVICE, SERVICE | {"Planned units per week": "1.00"}) == [(2, "Event Type")]
