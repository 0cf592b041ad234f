from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import alongside
from alongside.desk.person import layout
from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.audit.models import Look
from alongside.foundation.work.actions import promise
from alongside.people.people import actions
from alongside.people.people.tests.factories import person, worker

pytestmark = pytest.mark.django_db
CALLED = events.Kind("desk.test_called", "contact")
SPENT = events.Kind("desk.test_spent", "money", significant=True)
HIDDEN = events.Kind("desk.test_hidden", "safeguarding", permission="safeguarding.take")


@pytest.fixture
def amara():
    return worker("social_worker", name="Amara Bello")


@pytest.fixture
def desk(amara):
    client = Client()
    client.force_login(amara)
    return client


@pytest.fixture
def winnie(amara):
    return person(known_as="Winnie", date_of_birth=date(1947, 2, 3), by=amara, home_telephone="01632 960417",
                  address=actions.HomeAddress(line_1="14 Tanner's Row", town="Westmere", postcode="WM4 1AB"))


def _page(desk, one, **query):
    return desk.get(reverse("desk:person", args=[one.pk]), query).content.decode()


def test_who_she_is_then_promises_late_first_then_what_happened(desk, winnie, amara):
    today = timezone.localdate()
    promise(subject=winnie.subject, what="Grab rail", owner=amara, due_on=today + timedelta(days=1), by=amara)
    promise(subject=winnie.subject, what="Ring Winnie", owner=amara, due_on=today - timedelta(days=1), by=amara)
    page = _page(desk, winnie)
    for words in ("Winifred Okafor", "known as Winnie", "3 February 1947", "01632 960 417", "14 Tanner"):
        assert words in page
    assert page.index("Ring Winnie") < page.index("Grab rail")
    assert "1 day late" in page and "tomorrow" in page
    assert "&lt;section" not in page, "a card is laid out, not quoted"


def test_the_timeline_counts_each_kind_and_leaves_out_what_may_not_be_read(desk, winnie, amara):
    for number in range(9):
        events.record(subject=winnie.subject, kind=CALLED, title=f"Call {number}", by=amara)
    events.record(subject=winnie.subject, kind=SPENT, title="Contribution changed", by=amara)
    events.record(subject=winnie.subject, kind=HIDDEN, title="Closely held", by=amara)
    page = _page(desk, winnie)
    assert "Contact 9" in page and "Money 1" in page and "All 11 events" in page
    assert "Closely held" not in page and "Safeguarding 1" not in page
    address = reverse("desk:timeline", args=[winnie.pk])
    money = desk.get(address, {"kind": "money"}).content.decode()
    assert "Contribution changed" in money and "Call 1" not in money
    assert "Contribution changed" in desk.get(address, {"kind": "significant"}).content.decode()
    assert desk.get(address, {"kind": "' or 1=1", "page": "x"}).status_code == 200


def test_each_opening_is_a_look_that_the_page_shows(desk, winnie, amara):
    Look.objects.create(subject=winnie.subject, user_id=amara.pk, what="person")
    assert "You, today" in _page(desk, winnie)
    assert Look.objects.filter(subject=winnie.subject, what="person").count() == 2


def test_what_is_not_on_the_first_page_is_one_page_away(desk, winnie):
    page = _page(desk, winnie)
    assert "Also on the record" in page
    more = desk.get(reverse("desk:more", args=[winnie.pk]))
    assert more.status_code == 200 and "Also on the record" in more.content.decode()
    assert Look.objects.filter(subject=winnie.subject, what="person, more").exists()


def test_every_card_that_a_slice_exports_is_laid_out_once():
    laid_out = layout.MAIN + layout.SIDE + layout.OTHERS
    assert len(laid_out) == len(set(laid_out)) and set(laid_out) == set(layout.PANELS)
    here = Path(alongside.__file__).parent
    exported = {path.parent.name for path in here.glob("*/*/panels.py")} - {"design"}
    shown = {one.context.__module__.split(".")[-2] for one in layout.PANELS.values()}
    assert exported <= shown


def test_a_death_is_said_at_the_top_and_offers_no_work(desk, winnie, amara):
    actions.record_death(subject=winnie.subject, died_on=date(2026, 5, 1), told_by="Her son", by=amara)
    page = _page(desk, winnie)
    assert "Died on 1 May 2026" in page and "Death recorded in error" in page


def test_a_joined_record_leads_to_the_one_that_goes_on(desk, winnie, amara):
    twin = person("Winnie", "Okafor", by=amara)
    actions.join_records(survivor=winnie.subject, other=twin.subject, reason="Same telephone", by=amara)
    assert "Winifred Okafor" in _page(desk, twin)


def test_a_restricted_record_opens_to_nobody_but_the_named(desk, winnie):
    access.restrict(subject=winnie.subject, reason="Member of staff", named=[], by=worker("team_manager"))
    assert desk.get(reverse("desk:person", args=[winnie.pk])).status_code in (403, 404)
    assert desk.get(reverse("desk:timeline", args=[winnie.pk])).status_code in (403, 404)


def test_the_page_asks_the_database_at_most_twenty_five_times(desk, winnie, amara):
    for number in range(12):
        promise(subject=winnie.subject, what=f"Call {number}", owner=amara, due_on=timezone.localdate(), by=amara)
    _page(desk, winnie)
    with CaptureQueriesContext(connection) as asked:
        _page(desk, winnie)
    # The test's own transaction turns the request's into savepoints; they are not questions to the database.
    questions = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(questions) <= 25, questions
