from datetime import date

import pytest


@pytest.fixture
def day():
    return date(2025, 5, 12)
