"""A file from outside is saved under its own name and runs nowhere."""

from __future__ import annotations

import pytest

from alongside.foundation.uploads.giving import to_save


@pytest.mark.parametrize(("name", "said"), [
    ("plan.pdf", 'attachment; filename="plan.pdf"'),
    ("Zażółć.pdf", "attachment; filename*=utf-8''Za%C5%BC%C3%B3%C5%82%C4%87.pdf"),
    ('a"; x=".pdf', 'attachment; filename="a\\"; x=\\".pdf"'),
    ("", "attachment")])
def test_it_is_saved_under_the_name_it_came_with_and_runs_nowhere(name, said):
    answer = to_save(b"%PDF", kind="application/pdf", name=name)
    assert answer["Content-Disposition"] == said and answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
