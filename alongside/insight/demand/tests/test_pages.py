"""The pages of demand in a browser, wide and small: accessible, and no wider than the screen."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.context import acting
from alongside.insight.demand import actions, counting
from alongside.insight.demand.reading import read
from tests.browser import axe, fits, picture

from .factories import somebody, whole_file
from .test_funnel import contact, last_quarters

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGES = ("home", "cohorts", "groups", "funnel", "journeys", "load")


@pytest.fixture
def analyst(monkeypatch):
    monkeypatch.setattr(counting, "counted_on", lambda today: today)
    with acting(why="test"):
        user, today = make_user("performance_analyst", name="Deepak Rao"), timezone.localdate()
        manager = make_user("team_manager")
        for one in range(12):
            somebody(one, by=manager, born=date(1945 + one * 3, 5, 1), reason="physical_personal_care",
                     postcode=f"WM{1 + one % 2} 1TR")
        for quarter in last_quarters(today, 8):
            for _ in range(6):
                contact(manager, "information_given", day=quarter)
                contact(manager, "needs_assessment", day=quarter)
        content = io.BytesIO(whole_file(years=(today.year, today.year + 5, today.year + 10)))
        actions.load(read=read(content, "projection.csv"), title="Central", source="Invented",
                     published_on=date(2026, 6, 1), by=user)
        return user


def test_every_page_is_accessible_wide_and_small(page, small_page, live_server, analyst):
    client = Client()
    client.force_login(analyst)
    for each, size in ((page, "wide"), (small_page, "small")):
        each.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": live_server.url,
                                   "value": client.cookies[settings.SESSION_COOKIE_NAME].value}])
        for name in PAGES:
            assert each.goto(live_server.url + reverse(f"demand:{name}")).status == 200, name
            picture(each, f"demand-{name}-{size}")
            axe(each)
            fits(each)
