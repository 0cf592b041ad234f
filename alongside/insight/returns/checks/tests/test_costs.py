import pytest

from .files import SERVICE, check, warned


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Unit Cost": "-5"}, "Unit Cost"),
        ({"Unit Cost": "0"}, "Unit Cost"),
        ({"Unit Cost": "251", "Cost Frequency (Unit Type)": "Hourly"}, "Unit Cost"),
        ({"Unit Cost": "10001"}, "Unit Cost"),
        ({"Unit Cost": "3000", "Cost Frequency (Unit Type)": "Daily", "Planned units per week": "7"}, "Unit Cost"),
        ({"Planned units per week": "-1"}, "Planned units per week"),
        ({"Planned units per week": "400", "Unit Cost": "20", "Cost Frequency (Unit Type)": "Hourly"},
         "Planned units per week"),
    ],
    ids=str,
)
def test_a_cost_that_is_hardly_right_is_said_and_does_not_fail(tmp_path, changes, field):
    checked = check(tmp_path, SERVICE, SERVICE | changes)
    assert [(one["row"], one["field"]) for one in checked.warnings if one["check"] == "costs"] == [(2, field)]
    assert not checked.failed.total()


def test_a_cost_far_from_the_middle_of_its_kind_is_said(tmp_path):
    rows = [SERVICE | {"Unit Cost": str(100 + one)} for one in range(25)]
    odd = [SERVICE | {"Unit Cost": "1500"}, SERVICE | {"Unit Cost": "9"}]
    assert warned(tmp_path, "costs", *rows, *odd) == [(26, "Unit Cost"), (27, "Unit Cost")]


def test_what_people_cost_is_not_odd(tmp_path):
    usual = [
        {"Unit Cost": "22.50", "Cost Frequency (Unit Type)": "Hourly", "Planned units per week": "14"},
        {"Unit Cost": "52000", "Cost Frequency (Unit Type)": "Annually"},
        {"Unit Cost": "4000", "Cost Frequency (Unit Type)": "Monthly"},
        {"Unit Cost": "12000", "Cost Frequency (Unit Type)": "One-off"},
    ]
    assert warned(tmp_path, "costs", *(SERVICE | one for one in usual)) == []
