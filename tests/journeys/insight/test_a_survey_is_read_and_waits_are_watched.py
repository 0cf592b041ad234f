"""Given a survey's file, when an analyst loads it on a phone and a manager watches the waits, every page fits and is
clean."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.insight.surveys.models import LoadedSurvey
from alongside.insight.surveys.tests.factories import answers, content, people
from tests.browser import axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def council(transactional_db):
    return ensure_demo_council()


def address(live_server, name, *args):
    return live_server.url + reverse(name, args=args)


def test_a_survey_is_loaded_and_read_on_a_phone(small_page, live_server, council, tmp_path):
    page = small_page
    file = tmp_path / "answers.csv"
    file.write_bytes(content(people(*[answers(PopInStratum=90)] * 6, *[answers(q7a=2, PopInStratum=90)] * 4)))
    sign_in(page, live_server, "performance_analyst")
    page.goto(address(live_server, "surveys:home"))
    axe(page)
    page.get_by_role("link", name="Load a survey").click()
    page.get_by_label("The survey’s file").set_input_files(str(file))
    page.get_by_label("Year", exact=True).fill("2020-21")
    axe(page)
    page.get_by_role("button", name="Load the survey").click()
    expect(page.get_by_text("60.0%").first).to_be_visible()
    axe(page)
    picture(page, "small_survey")
    assert LoadedSurvey.objects.get().rows == 10
    page.goto(address(live_server, "surveys:draw"))
    axe(page)


def test_the_waits_are_watched_by_a_manager(page, live_server, council):
    sign_in(page, live_server, "team_manager")
    page.goto(address(live_server, "waiting:board"))
    axe(page)
    picture(page, "waits")
    page.get_by_role("link", name="Needs assessment").click()
    expect(page.get_by_role("heading", name="The clock")).to_be_visible()
    axe(page)
