import pytest

from .files import REQUEST, SERVICE, warned


@pytest.mark.parametrize(
    ("row", "changes", "outside"),
    [
        (REQUEST, {"Event Start Date": "2025-09-01", "Event End Date": "2025-09-30"}, True),
        (REQUEST, {"Event Start Date": "2025-09-01", "Event End Date": "2025-10-01"}, False),
        (REQUEST, {"Event End Date": "2026-10-01"}, True),
        (SERVICE, {"Event End Date": "2026-10-01"}, False),
        (SERVICE, {"Event Start Date": "2020-01-01"}, False),
        (SERVICE, {"Event Start Date": "2020-01-01", "Event End Date": "2025-09-30"}, True),
        (SERVICE, {"Event Start Date": "2020-01-01", "Date of Death": "2025-09-30"}, True),
        (SERVICE, {"Event Start Date": "2026-10-01"}, True),
    ],
)
def test_an_event_that_the_national_filter_leaves_out_is_said(tmp_path, row, changes, outside):
    assert bool(warned(tmp_path, "outside_period", row | changes)) is outside
