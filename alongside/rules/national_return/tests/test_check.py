"""One row at a time: what the return would say of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.rules.national_return import NAMES, Period, check_fields, check_row

QUARTER = Period(date(2025, 10, 1), date(2026, 9, 30))

REQUEST = {
    "LA Code": "316",
    "Reporting Period Start Date": "2025-10-01",
    "Reporting Period End Date": "2026-09-30",
    "NHS Number": "9990000018",
    "LA Person Unique Identifier": "100234",
    "Gender": "Female",
    "Ethnicity": "White: Irish",
    "Date of Birth": "1948-05-01",
    "Client Type": "Service user",
    "Postcode": "WM1 4AB",
    "Accommodation Status": "Tenant: Private landlord",
    "Has Unpaid Carer": "No",
    "Event Type": "Request",
    "Event Start Date": "2026-01-05",
    "Event End Date": "2026-01-06",
    "Event Outcome": "Progress to assessment, review or reassessment",
    "Request: Route of Access": "Community / Other route",
}
REVIEW = {
    **{name: value for name, value in REQUEST.items() if not name.startswith("Request")},
    "Event Type": "Review",
    "Primary Support Reason": "Learning disability support",
    "Client Funding Status": "Fully social care funded",
    "Review Reason": "Planned",
    "Review Outcomes Achieved": "Achieved",
    "Method of Review": "Service user only",
    "Event Outcome": "Continuation of support or services",
}
SERVICE = {
    **{name: value for name, value in REQUEST.items() if not name.startswith("Request")},
    "Event Type": "Service",
    "Event End Date": "",
    "Primary Support Reason": "Mental health support",
    "Client Funding Status": "Fully social care funded",
    "Service Type": "Long term support: Community",
    "Service Component": "Home support or domiciliary care",
    "Delivery Mechanism": "Direct payment",
    "Unit Cost": "182.50",
    "Cost Frequency (Unit Type)": "Weekly",
    "Planned units per week": "1",
}


def failures(row, **changes):
    return {failure.field: failure.code for failure in check_row({**row, **changes}, QUARTER)}


@pytest.mark.parametrize("row", [REQUEST, REVIEW, SERVICE], ids=["request", "review", "service"])
def test_a_good_row_passes(row) -> None:
    assert check_row(row, QUARTER) == []


def test_every_column_gets_one_result_in_order() -> None:
    assert [result.field for result in check_fields(REQUEST, QUARTER)] == list(NAMES)


@pytest.mark.parametrize(
    "changes",
    [
        {"LA Code": "000"},
        {"Event Start Date": "31/02/2026"},
        {"Event Start Date": "20260105"},
        {"NHS Number": "9990000019"},
        {"NHS Number": "999000001"},
        {"Ethnicity": "Irish"},
        {"Ethnicity": "white: irish"},
        {"Postcode": "WM1"},
        {"GP Practice Code": "1234"},
        {"Event Outcome": "Something else"},
        {"Accommodation Status": "Castle"},
        {"Hearing Impairment": "A bit"},
        {"No. of adults being cared for": "two"},
        {"Unit Cost": "£20"},
        {"Gender": "male"},
        {"Event Type": "Visit"},
    ],
    ids=lambda changes: " ".join(next(iter(changes.items()))),
)
def test_every_invalid_value_is_minus_two(changes) -> None:
    assert failures(REQUEST, **changes)[next(iter(changes))] == -2


@pytest.mark.parametrize(
    ("field", "old", "now"),
    [
        ("Ethnicity", "White - Irish", "White: Irish"),
        ("Client Type", "Service User", "Service user"),
        ("Accommodation Status", "Tenant - private landlord", "Tenant: Private landlord"),
        ("Event Outcome", "Progress to Assessment", "Progress to assessment, review or reassessment"),
        ("Event Outcome", "No change in package", "Continuation of support or services"),
        ("Primary Support Reason", "Learning Disability Support", "Learning disability support"),
    ],
)
def test_a_release_1_value_is_minus_seven_and_says_what_it_became(field: str, old: str, now: str) -> None:
    (failure,) = check_row({**REQUEST, field: old}, QUARTER)
    assert (failure.field, failure.value, failure.code) == (field, old, -7)
    assert f"Release 1 value; Release 2 is “{now}”" in failure.message


def test_a_release_1_value_without_successor_says_so() -> None:
    (failure,) = check_row({**REQUEST, "Event Outcome": "Progress to financial assessment"}, QUARTER)
    assert failure.code == -7
    assert "no such value" in failure.message


def test_a_release_1_file_is_held_to_release_1() -> None:
    row = {**REQUEST, "Ethnicity": "White - Irish", "Client Type": "Service User"}
    row |= {"Accommodation Status": "Tenant - private landlord", "Event Outcome": "Progress to Assessment"}
    assert check_row(row, QUARTER, release=1) == []
    assert [failure.code for failure in check_row({**row, "Ethnicity": "White: Irish"}, QUARTER, release=1)] == [-2]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Request: Route of Access", "Anything at all"),
        ("Dementia", "Y"),
        ("Autism Spectrum Disorder (ASD)", "Diagnosed"),
        ("Review Reason", "Unplanned: Carer related"),
        ("Assessment Type", "Financial assessment"),
    ],
)
def test_a_value_of_a_list_that_is_not_public_is_not_judged(field: str, value: str) -> None:
    result = next(result for result in check_fields({**REQUEST, field: value}, QUARTER) if result.field == field)
    assert result.code is None
    assert not result.checked
    assert not result.failed


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (REQUEST, "NHS Number"),
        (REQUEST, "Request: Route of Access"),
        (REQUEST, "Event End Date"),
        (REQUEST, "Event Outcome"),
        (REVIEW, "Primary Support Reason"),
        (REVIEW, "Client Funding Status"),
        (REVIEW, "Review Reason"),
        (REVIEW, "Review Outcomes Achieved"),
        (REVIEW, "Method of Review"),
        (SERVICE, "Service Component"),
        (SERVICE, "Unit Cost"),
        (SERVICE, "Cost Frequency (Unit Type)"),
    ],
)
def test_a_blank_that_must_be_filled_is_minus_one(row, field: str) -> None:
    assert failures(row, **{field: " "}) == {field: -1}


def test_what_need_not_be_filled_may_be_blank() -> None:
    assert failures(REQUEST, **{"Primary Support Reason": "", "Date of Death": None, "Dementia": float("nan")}) == {}
    assert failures(REVIEW, **{"Review Reason": "Unplanned - Other Reason", "Review Outcomes Achieved": ""}) == {}
    assert failures(SERVICE, **{"Delivery Mechanism": "CASSR commissioned support", "Unit Cost": ""}) == {}


def test_a_service_may_be_open_until_the_person_dies() -> None:
    assert failures(SERVICE) == {}
    assert failures(SERVICE, **{"Date of Death": "2026-03-01"}) == {"Event End Date": -1}


@pytest.mark.parametrize(
    ("born", "fails"),
    [("1961-09-30", False), ("1961-10-01", True), ("2008-09-30", True), ("2008-10-01", False)],
)
def test_employment_is_asked_of_18_to_64_with_a_learning_disability(born: str, fails: bool) -> None:
    assert ("Employment Status" in failures(REVIEW, **{"Date of Birth": born})) is fails


def test_a_financial_assessment_has_neither_outcome_nor_method() -> None:
    row = {**REVIEW, "Event Type": "Assessment", "Assessment Type": "Financial Assessment", "Event Outcome": ""}
    row = {name: value for name, value in row.items() if "Review" not in name}
    assert failures(row) == {}
    assert failures(row, **{"Assessment Type": "Long term assessment"}) == {
        "Event Outcome": -1,
        "Method of Assessment": -1,
    }


def test_a_carer_known_by_association_needs_no_event() -> None:
    events = ("Event Type", "Event Start Date", "Event End Date", "Event Outcome", "Request: Route of Access")
    row = {name: value for name, value in REQUEST.items() if name not in events}
    row |= {"Client Type": "Unpaid carer known by association"}
    row |= {"Primary Support Reason": "Social support: Support to unpaid carer", "Adult 1 Linked Person_ID": "100234"}
    assert failures(row) == {}


def test_names_of_the_national_database_and_an_invented_council_are_understood() -> None:
    row = {name.replace(" ", "_"): value for name, value in REQUEST.items() if "Request" not in name}
    row |= {"Request_Route_of_Access": "Prison", "LA_Code": "999"}
    assert [failure.field for failure in check_row(row, QUARTER)] == ["LA Code"]
    assert check_row(row, QUARTER, la_codes=("999",)) == []


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats())))
def test_no_row_is_too_strange_to_check(row) -> None:
    for result in check_fields(row, QUARTER):
        assert result.code in (1, 0, -1, -2, -7, None)
