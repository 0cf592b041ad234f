"""Given plans whose people lack a birth day, a home and a reason for support, when the analyst puts each right from the
work list, sends the rest to the workers and has the figures worked out again, they see them move; and a manager reads
the board of their team."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.plans.tests.factories import make_determination, make_plan, make_signed_off
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.models import Look
from alongside.foundation.events.models import Event
from alongside.insight.measures import actions
from alongside.insight.measures.kept.months import whole_months
from alongside.insight.measures.models import Run
from alongside.insight.returns import actions as returns
from alongside.people.circumstances import actions as circumstances
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Person
from alongside.rules.national_return.row import Period
from tests.browser import axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
YOUNG_AT_HOME, LEARNING_DISABILITY = "2E(2a)", "2E(1)"


@pytest.fixture
def council(transactional_db, settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setattr("alongside.insight.measures.kept.counting.whole_months",
                        lambda year, today: whole_months(year, today, 3))
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path / "store")}}}
    return ensure_demo_council()


@pytest.fixture
def three(council):
    """Nobody's facts are whole: one has no birth day, one no home, one no reason for support."""
    by = council.users["social_worker"]
    made = []
    for given in ("Amara", "Bilal", "Carys"):
        subject = make_person(given, "Nowak", by=by, date_of_birth=date(1980, 5, 4))
        make_signed_off(make_plan(make_determination(subject, by=by), by=by), by=council.users["team_manager"])
        made.append(subject)
    amara, bilal, carys = made
    Fact.objects.filter(subject__in=made).delete()
    for subject in (amara, carys):
        circumstances.record(subject=subject, kind="accommodation", code="owner_occupier", by=by)
    for subject in (amara, bilal):
        circumstances.record(subject=subject, kind="primary_support_reason", code="learning_disability", by=by)
    Person.objects.filter(subject=amara).update(date_of_birth=None)
    return made


def address(live_server, name, *args):
    return live_server.url + reverse(name, args=args)


def work_them_out(page, live_server):
    """The analyst asks; the worker, which no test starts, does what it was asked."""
    sign_in(page, live_server, "performance_analyst")
    page.goto(address(live_server, "measures:home"))
    page.get_by_role("button", name="Work out the figures").click()
    expect(page.get_by_role("status").first).to_be_visible()
    actions.carry_out(Run.objects.under_way().get().pk)
    connection.close()


def figure(page, live_server, key):
    page.goto(address(live_server, "measures:measure", key))
    return page.locator(".al-stat").first.inner_text()


def left_to_put_right(page):
    """Of the work list that is open, after its values were looked at again."""
    return int(re.search(r"([\d,]+) values? left to put right", page.locator("main").inner_text())[1].replace(",", ""))


def save(page):
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def answer(page, code):
    box = page.locator("[name=code]").first
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(code)
    else:
        page.locator(f"[name=code][value={code}]").check()
    for part, value in (("day", "1"), ("month", "4"), ("year", "2026")):
        page.locator(f"[name=since_{part}]").fill(value)
    save(page)


@pytest.fixture(params=["with scripts", "without scripts"])
def either(request):
    """A page, and how it is checked: what checks it is itself a script."""
    if request.param == "with scripts":
        return request.getfixturevalue("page"), axe
    return request.getfixturevalue("no_script_page"), lambda page: None


def test_the_three_commonest_faults_are_put_right_and_the_figure_moves(either, live_server, council, three):
    page, check = either
    amara, bilal, carys = three
    analyst = council.users["performance_analyst"]
    today = timezone.localdate()
    made = returns.ask_for(period=Period(today - timedelta(days=364), today), by=analyst)
    returns.carry_out(made.pk)
    work_them_out(page, live_server)
    # How old Amara is nobody knows; Bilal is presumed to be at home, where he is supported; why Carys is, nobody says
    assert "2 of 2" in figure(page, live_server, YOUNG_AT_HOME)
    assert "1 of 1" in figure(page, live_server, LEARNING_DISABILITY)
    check(page)
    picture(page, "measure_before")

    # From the figure to the people whom it does not know enough of
    page.goto(address(live_server, "measures:measure", YOUNG_AT_HOME))
    page.get_by_role("link", name="The birth month").click()
    page.get_by_role("link", name="Amara Nowak").wait_for()
    check(page)
    picture(page, "measure_people")
    assert Look.objects.filter(what="people behind a figure", listed=[amara.pk]).exists()

    # From the work list to each record, and back: the analyst's own hand, three times
    page.goto(address(live_server, "returns:worklist"))
    check(page)
    picture(page, "worklist_before")
    left = left_to_put_right(page)
    page.goto(address(live_server, "returns:worklist") + "?field=Date+of+Birth")
    page.get_by_role("link", name="Amara Nowak").first.click()
    page.get_by_role("link", name="Correct who they are").click()
    for part, value in (("day", "4"), ("month", "5"), ("year", "1980")):
        page.locator(f"[name=date_of_birth_{part}]").fill(value)
    save(page)
    page.goto(address(live_server, "returns:worklist") + "?field=Accommodation+Status")
    page.get_by_role("link", name="Bilal Nowak").first.click()
    page.locator("main a[href$='/accommodation/']").click()
    answer(page, "tenant_social")
    page.goto(address(live_server, "returns:worklist") + "?field=Primary+Support+Reason")
    page.get_by_role("link", name="Carys Nowak").first.click()
    page.locator("main a[href$='/primary_support_reason/']").click()
    answer(page, "learning_disability")
    page.goto(address(live_server, "returns:worklist"))
    assert left_to_put_right(page) <= left - 3, "the work list has moved"
    for subject in (bilal, carys):
        last = subject.circumstances.order_by("pk").last()
        assert last.recorded_by == analyst and Event.objects.filter(subject=subject, by=analyst).exists()

    # What only a worker can mend goes to them with one press
    page.get_by_role("button", name="Send these to those who recorded them").click()
    expect(page.get_by_text("Sent to those who recorded them")).to_be_visible()
    check(page)

    work_them_out(page, live_server)
    assert "3 of 3" in figure(page, live_server, YOUNG_AT_HOME)
    assert "3 of 3" in figure(page, live_server, LEARNING_DISABILITY)
    expect(page.get_by_role("link", name="The birth month")).to_have_count(0)
    picture(page, "measure_after")


def test_a_manager_reads_the_board_of_their_team(page, live_server, council, three):
    work_them_out(page, live_server)
    page.context.clear_cookies()
    sign_in(page, live_server, "team_manager")
    page.goto(address(live_server, "measures:team"))
    axe(page)
    picture(page, "team_board")
    page.get_by_role("link", name="Adults aged 18 to 64 with long-term support").first.click()
    expect(page.get_by_role("heading", name="People behind")).to_be_visible()
    axe(page)


def test_a_target_is_set_and_read(page, live_server, three):
    work_them_out(page, live_server)
    page.goto(address(live_server, "measures:measure", "3D(1a)"))
    page.get_by_role("link", name="Set a target").click()
    axe(page)
    page.get_by_label("What is it to reach?").fill("95")
    page.get_by_label("Where was that decided?").fill("The plan for the year")
    page.get_by_role("button", name="Set the target").click()
    expect(page.get_by_text("Target: 95%").first).to_be_visible()
    axe(page)
    picture(page, "measure_target")


def test_the_figure_on_a_telephone(small_page, live_server, three):
    page = small_page
    work_them_out(page, live_server)
    for name, args in (("home", ()), ("measure", (YOUNG_AT_HOME,)), ("people", (YOUNG_AT_HOME,))):
        page.goto(address(live_server, f"measures:{name}", *args))
        axe(page)
        picture(page, f"small_measures_{name}")


def test_without_scripts_the_page_of_a_run_says_how_to_look_again(no_script_page, live_server, council):
    page = no_script_page
    sign_in(page, live_server, "performance_analyst")
    page.goto(address(live_server, "measures:home"))
    page.get_by_role("button", name="Work out the figures").click()
    page.get_by_role("link", name="look again").click()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
