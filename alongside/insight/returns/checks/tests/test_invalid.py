import pytest

from .files import REQUEST, failing


@pytest.mark.parametrize(
    ("field", "value"),
    [("Gender", "Woman"), ("NHS Number", "9990000019"), ("Postcode", "WM4"), ("Event Start Date", "soon"),
     ("Unit Cost", "£3"), ("LA Code", "998"), ("No. of adults being cared for", "two")],
)
def test_a_value_not_of_its_list_or_kind_fails(tmp_path, field, value):
    assert failing(tmp_path, REQUEST, REQUEST | {field: value}) == [(2, field, -2)]
