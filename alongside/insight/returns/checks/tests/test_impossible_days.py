import pytest

from .files import REQUEST, SERVICE, failing


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Event End Date": "2026-05-11"}, "Event End Date"),
        ({"Date of Death": "1947-02-02", "Event Start Date": "1947-02-02"}, "Date of Death"),
        ({"Date of Death": "2026-05-11"}, "Event Start Date"),
        ({"Date of Birth": "2026-05-13"}, "Date of Birth"),
        ({"Date of Birth": "1900-01-01"}, "Date of Birth"),
        ({"Reporting Period Start Date": "2026-10-01"}, "Reporting Period End Date"),
    ],
    ids=lambda value: str(value),
)
def test_a_day_that_cannot_be_fails(tmp_path, changes, field):
    assert (1, field, -2) in failing(tmp_path, REQUEST | changes)


def test_days_that_may_meet_pass(tmp_path):
    same = REQUEST | {"Date of Death": "2026-05-12"}
    oldest = REQUEST | {"Date of Birth": "1906-09-30"}
    ended = SERVICE | {"Event End Date": "2026-05-12"}
    assert failing(tmp_path, same, oldest, ended) == []
