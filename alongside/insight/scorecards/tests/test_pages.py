"""Each page in a browser: wide, on a telephone, on paper, and without scripts."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.context import acting
from alongside.insight.scorecards import actions
from tests.browser import axe, fits, picture

from .factories import type_one

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CW = "cheshire_west_2016_20"


@pytest.fixture
def analyst():
    with acting(why="test"):
        user = make_user("performance_analyst", name="Deepak Rao")
        type_one(user, 1012, code="CW03", set_key=CW)
        type_one(user, 527, code="CW05", set_key=CW)
        type_one(user, "88.4", code="CW11", set_key=CW)
        actions.comment(set_key=CW, code="CW05", year="2018-19", narrative="Two homes closed in the autumn.",
                        action="Open the second extra-care scheme by June.", by=user)
        actions.override(set_key=CW, code="CW05", year="2018-19", colour="amber", rule_said="red",
                         reason="The last quarter was on course", by=make_user("director", name="Helen Cho"))
        return user


def go_as(page, live_server, user):
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": live_server.url,
                               "value": client.cookies[settings.SESSION_COOKIE_NAME].value}])

    def go(name, *args, query=""):
        return page.goto(f"{live_server.url}{reverse(f'scorecards:{name}', args=args)}{query}")

    return go


def every_page(go):
    year = "?year=2018-19"
    yield "home", lambda: go("home")
    yield "card", lambda: go("card", CW, query=year)
    yield "own", lambda: go("card", "adult_social_care")
    yield "statements", lambda: go("card", "croydon_outcomes", query=year)
    yield "huddles", lambda: go("card", "croydon_huddles", query="?year=2017-18")
    yield "huddles-indicator", lambda: go("indicator", "croydon_huddles", "HU6", query="?year=2017-18")
    yield "indicator", lambda: go("indicator", CW, "CW05", query=year)
    yield "form", lambda: go("type_figure", CW, "CW03", query="?period=2018-19")
    yield "rank-form", lambda: go("type_figure", "croydon_outcomes", "2a", query="?period=2018-19")
    yield "words", lambda: go("write_words", CW, "CW05", query=year)
    yield "paper", lambda: go("paper", CW, query=year)
    yield "papers", lambda: go("papers")
    yield "load", lambda: go("load", "croydon_huddles")
    yield "feedback", lambda: go("feedback", "croydon_huddles")
    yield "need-sheet", lambda: go("card", "salford_need_sheet")
    yield "beside-others", lambda: go("card", "cheshire_west_averages")
    yield "two-definitions", lambda: go("indicator", "cheshire_west_falls", "FA1")
    yield "delays", lambda: go("card", "hospital_delays")


def test_every_page_is_accessible_wide_and_small(page, small_page, live_server, analyst):
    for each, size in ((page, "wide"), (small_page, "small")):
        for name, open_it in every_page(go_as(each, live_server, analyst)):
            assert open_it().status == 200, name
            picture(each, f"scorecards-{name}-{size}")
            axe(each)
            fits(each)
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}{reverse('scorecards:paper', args=[CW])}?year=2018-19")
    assert "Open the second extra-care scheme by June." in page.inner_text("main")
    picture(page, "scorecards-paper-printed")


def test_a_figure_is_typed_without_scripts(no_script_page, live_server, analyst):
    page = no_script_page
    go_as(page, live_server, analyst)("indicator", CW, "CW06", query="?year=2018-19")
    page.get_by_role("link", name="Type 2018-19").click()
    page.get_by_label("Supported in the community and directing their own support").fill("2,310")
    page.get_by_label("Supported in the community", exact=True).fill("2,310")
    page.get_by_role("button", name="Save the figure").click()
    assert "Say where the figure comes from" in page.inner_text("main")
    page.get_by_label("Where the figure comes from").fill("Return of May 2019, table 4")
    page.get_by_role("button", name="Save the figure").click()
    assert "100.0%" in page.inner_text("main")
    assert "At the target" in page.inner_text("main")
