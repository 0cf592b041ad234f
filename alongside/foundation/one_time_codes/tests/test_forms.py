"""The box for the code takes it as people type it."""

from __future__ import annotations

import pytest

from alongside.foundation.one_time_codes.forms import CodeForm


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456", "١٢٣٤٥٦", "１２３４５６"])
def test_a_code_is_taken_as_it_is_typed(typed):
    form = CodeForm({"code": typed})
    assert form.is_valid() and form.cleaned_data["code"] == "123456"


@pytest.mark.parametrize(("typed", "says"), [
    ("", "Type the six digits"), ("12345", "The code has six digits"), ("1234567", "The code has six digits"),
    ("²²²²²²", "The code has six digits"), ("code", "The code has six digits")])
def test_what_is_no_code_is_said(typed, says):
    form = CodeForm({"code": typed})
    assert not form.is_valid() and says in form.errors["code"][0]
