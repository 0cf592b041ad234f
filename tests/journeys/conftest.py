"""Who walks the journeys, and how."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.keys import Keys


@pytest.fixture
def keys(page: Any) -> Keys:
    return Keys(page)


@pytest.fixture(params=["small_page", "no_script_page"], ids=["on_a_telephone", "without_scripts"])
def visitor(request: Any) -> Keys:
    """The same journey by keyboard alone, twice: at 390 pixels, where every page is looked at, and without scripts."""
    return Keys(request.getfixturevalue(request.param), scripts=request.param != "no_script_page")
