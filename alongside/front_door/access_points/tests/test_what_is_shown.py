"""Who reads a telephone number, who raises a concern, and pages where a council has little or odd names."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.front_door.access_points import actions, desk
from alongside.front_door.access_points.models import Accompaniment, BookNote, ConcernHeard
from alongside.front_door.conversations.models import RaisedConcern
from alongside.front_door.conversations.tests.factories import somebody
from alongside.front_door.directory.tests.factories import service, terms

from .factories import at_the_desk, mill_lane, signed_in

pytestmark = pytest.mark.django_db


def arranged(by, goes, entry, **details) -> Accompaniment:
    return actions.arrange(**{
        "by": by, "point": mill_lane(), "service": entry, "about_name": "Mr Smith", "goes": goes,
        "on_day": timezone.localdate() + timedelta(days=1), "at": time(9, 30), "meet_at": "At home",
        "telephone": "07700 900456", **details})


def test_the_telephone_number_is_shown_to_who_arranged_it_and_not_to_who_goes():
    terms()
    by, goes = at_the_desk(), at_the_desk("access_point_volunteer")
    one = arranged(by, goes, service(name="Gardening club"))
    address = reverse("access_points:accompaniment", args=[one.pk])
    assert "900456" in signed_in(by).get(address).content.decode()
    shown = signed_in(goes).get(address).content.decode()
    assert "Mr Smith" in shown and "At home" in shown and "900456" not in shown


def test_pressed_twice_company_is_arranged_once_and_nobody_is_promised_to_two(web_role):
    context.enter(context.NOBODY)
    with context.acting(why="test"):
        terms()
        entry = service(name="Gardening club")
        first, second, goes = at_the_desk(), at_the_desk(), at_the_desk("access_point_volunteer")
    said = {"about_name": "Mr Smith", "goes": goes.pk, "on_day": (timezone.localdate() + timedelta(days=4)).isoformat(),
            "at": "9.30", "meet_at": "At home"}
    client, address = signed_in(first), reverse("access_points:arrange", args=[entry.uid])
    assert client.post(address, said).url == client.post(address, said).url
    another = signed_in(second).post(address, {**said, "about_name": "Mrs Jones"}).content.decode()
    assert "goes along with somebody else then" in another and "Mr Smith" not in another
    with context.acting(why="test"):
        assert Accompaniment.objects.count() == 1


def test_who_may_only_read_concerns_raises_none():
    for key in ("front_door", "safeguarding"):
        make_team(key)
    winnie = somebody("Winnie", "Downton")
    heard = actions.hear(by=at_the_desk(), point=mill_lane(), about_name="Winnie Downton", what="x", who_told="y",
                         told_them="yes", in_danger_now=False)
    director, lead = Client(), Client()
    director.force_login(make_user("director"))
    lead.force_login(make_user("safeguarding_lead", team=make_team("safeguarding")))
    address = reverse("access_points:concern", args=[heard.pk])
    shown = director.get(address).content.decode()
    assert "Winnie Downton" in shown and "Raise it on this record" not in shown and "Search again" not in shown
    assert "Raise it on this record" in lead.get(address).content.decode()
    assert director.post(address, {"kinds": ["financial"], "subject": winnie.pk}).status_code == 403
    assert not RaisedConcern.objects.exists() and ConcernHeard.objects.get().raised_id is None
    lead.post(address, {"kinds": ["financial"], "subject": winnie.pk})
    assert "Raised" not in director.get(address).content.decode() and RaisedConcern.objects.count() == 1


def test_who_may_be_meant_is_asked_in_as_many_queries_for_many_as_for_one():
    make_team("front_door")
    make_team("safeguarding")
    heard = actions.hear(by=at_the_desk(), point=mill_lane(), about_name="Winnie Downton", what="x", who_told="y",
                         told_them="yes", in_danger_now=False)
    lead = Client()
    lead.force_login(make_user("safeguarding_lead", team=make_team("safeguarding")))
    address = reverse("access_points:concern", args=[heard.pk])
    somebody("Winnie", "Downton")
    lead.get(address)
    with CaptureQueriesContext(connection) as few:
        lead.get(address)
    for _ in range(5):
        somebody("Winnie", "Downton")
    with CaptureQueriesContext(connection) as many:
        assert lead.get(address).content.decode().count("Winnie Downton") > 6
    assert len(many) <= len(few)


def test_the_book_of_a_network_with_an_odd_name_and_of_a_council_without_access_points(monkeypatch):
    client = signed_in(at_the_desk())
    point = mill_lane()
    monkeypatch.setattr(desk, "networks", lambda on: {"Wells": [point], "Wells & Mill": [point]})
    address = reverse("access_points:book")
    shown = client.get(address, {"network": "Wells & Mill"}).content.decode()
    assert "Community book: Wells &amp; Mill" in shown and "?network=Wells+%26+Mill" in shown
    saved = client.post(f"{address}?network=Wells+%26+Mill", {"kind": "gap", "words": "Nowhere warm"}, follow=True)
    assert "Nowhere warm" in saved.content.decode() and BookNote.objects.get().network == "Wells & Mill"
    monkeypatch.setattr(desk, "networks", lambda on: {})
    empty = client.get(address)
    assert empty.status_code == 200 and "There are no access points yet" in empty.content.decode()
    client.post(address, {"kind": "gap", "words": "Nothing"})
    assert BookNote.objects.count() == 1
