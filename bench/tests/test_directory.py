"""What is measured is a page that answers: no refusal and no way round is taken for a fast one."""

from __future__ import annotations

import pytest

from alongside.foundation.audit.context import acting
from alongside.front_door.directory.tests import many
from bench.directory import PAGES


@pytest.mark.django_db
def test_each_page_that_is_measured_answers(client):
    with acting(why="test"):
        many.fill(30)
    answers = {path: client.get(path).status_code for path in PAGES.values() if path}
    assert {"/", "/refer/", "/book/"} < set(answers)
    assert set(answers.values()) == {200}, answers
