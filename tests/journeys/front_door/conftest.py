"""The demo council."""

from __future__ import annotations

import pytest

from alongside.foundation.accounts.personas import ensure_demo_council


@pytest.fixture
def council(transactional_db):
    return ensure_demo_council()
