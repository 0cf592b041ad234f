"""Given somebody rings, when a worker looks for them in any spelling, then they are found and not added twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.work.actions import promise
from alongside.people.people import actions
from alongside.people.people.models import Person
from alongside.people.people.tests.factories import nhs_number, person
from tests.browser import axe, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def winnie():
    by = ensure_demo_council().users["social_worker"]
    one = person(
        known_as="Winnie", date_of_birth=date(1947, 2, 3), by=by, pronouns="She, her", home_telephone="01632 960417",
        nhs_number=nhs_number(41270),
        address=actions.HomeAddress(line_1="14 Tanner's Row", town="Westmere", postcode="WM4 1AB"),
    )
    actions.record_information_need(subject=one.subject, need="large_print", detail="18 point", by=by)
    today = timezone.localdate()
    promise(subject=one.subject, what="Ring Winnie about the falls clinic date", owner=by,
            due_on=today - timedelta(days=1), by=by)
    promise(subject=one.subject, what="Grab rail at the back step", owner=by, due_on=today + timedelta(days=1), by=by)
    for given, family, born in (("Winston", "Okafor", date(1950, 3, 1)), ("Wendy", "Okafor-Lane", date(1971, 8, 9))):
        person(given, family, by=by, date_of_birth=born)
    return one


def test_a_misspelt_name_finds_her_as_it_is_typed(page, live_server, winnie):
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("people:search"))
    page.get_by_label("Find a person by name").press_sequentially("winny okofor", delay=20)
    found = page.locator(".al-live a", has_text="Winifred Okafor")
    found.wait_for()
    axe(page)
    picture(page, "people_live")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="People found").wait_for()
    axe(page)
    picture(page, "people_search")
    page.get_by_role("link", name="Winifred Okafor", exact=True).press("Enter")
    page.get_by_text("Ring Winnie about the falls clinic date", exact=True).wait_for()
    axe(page)
    picture(page, "person")
    page.get_by_role("link", name="Open them").click()
    page.get_by_role("heading", name="Also on the record").wait_for()
    axe(page)
    page.get_by_role("link", name="Details", exact=True).click()
    page.get_by_role("heading", name="Details", exact=True).wait_for()
    axe(page)
    picture(page, "person_details")


def test_the_same_on_a_telephone(small_page, live_server, winnie):
    page = small_page
    sign_in(page, live_server, "social_worker")
    page.goto(f"{live_server.url}{reverse('people:search')}?q=okafor")
    page.get_by_role("heading", name="People found").wait_for()
    axe(page)
    picture(page, "people_search_390")
    page.goto(live_server.url + reverse("desk:person", args=[winnie.pk]))
    axe(page)
    picture(page, "person_390")


def test_somebody_like_her_is_shown_while_adding_and_again_at_saving(page, live_server, winnie):
    sign_in(page, live_server, "front_door_worker")
    page.goto(f"{live_server.url}{reverse('people:search')}?q=Zebedee+Quartermaine")
    page.get_by_text("Nobody is found").wait_for()
    axe(page)
    page.get_by_role("link", name="Add a new person").click()
    assert page.get_by_label("Given names").input_value() == "Zebedee"
    page.get_by_label("Given names").fill("Winifred")
    page.locator("#id_family").fill("Okafor")
    page.locator("#id_family").press("Tab")
    page.locator("[hx-get] a", has_text="Winifred Okafor").wait_for()
    for box, value in (("Day", "3"), ("Month", "2"), ("Year", "1947")):
        page.get_by_label(box, exact=True).fill(value)
    axe(page)
    picture(page, "person_add")
    page.get_by_role("button", name="Add this person").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    axe(page)
    assert Person.objects.filter(subject__display_name="Winifred Okafor").count() == 1
    page.get_by_label("Why is this somebody else?").fill("A niece of the same name, both born on 3 February")
    page.get_by_role("button", name="Add this person").click()
    page.get_by_text("now has a record").wait_for()
    assert Person.objects.filter(subject__display_name="Winifred Okafor").count() == 2


def test_an_address_is_put_right_without_scripts(no_script_page, live_server, winnie):
    page = no_script_page
    sign_in(page, live_server, "business_support")
    page.goto(live_server.url + reverse("people:details", args=[winnie.pk]))
    page.get_by_role("link", name="A new address").click()
    page.locator("#id_line_1").fill("2 Mill Lane")
    page.locator("#id_postcode").fill("wm23cd")
    page.get_by_role("button", name="Save the new address").click()
    page.get_by_text("2 Mill Lane, WM2 3CD").first.wait_for()
    page.get_by_text("Earlier (1)").wait_for()


def test_two_records_are_joined_and_parted(page, live_server, winnie):
    twin = person("Winnie", "Okafor", home_telephone="01632 960417")
    sign_in(page, live_server, "team_manager")
    page.goto(live_server.url + reverse("people:join", args=[winnie.pk]))
    axe(page)
    page.get_by_role("link", name="Compare with Winnie Okafor").click()
    page.get_by_label("14 Tanner").check()
    page.get_by_label("How do you know they are one person?").fill("Same telephone; her son says so")
    axe(page)
    picture(page, "person_join")
    page.get_by_role("button", name="Join the two records").click()
    page.get_by_text("are now one").wait_for()
    page.goto(live_server.url + reverse("people:details", args=[twin.pk]))
    page.get_by_role("link", name="Records joined to this one").click()
    page.get_by_role("link", name="Part them").click()
    page.get_by_label("How do you know they are two people?").fill("A niece after all")
    page.get_by_role("button", name="Part the two records").click()
    page.get_by_text("two again").wait_for()
    axe(page)


def test_a_death_is_recorded_and_said_at_the_top(page, live_server, winnie):
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("people:death", args=[winnie.pk]))
    axe(page)
    for box, value in (("Day", "1"), ("Month", "5"), ("Year", "2026")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_label("Who told us?").fill("Her son Chidi")
    page.get_by_role("button", name="Record the death").click()
    page.get_by_text("Died on 1 May 2026").first.wait_for()
    axe(page)
