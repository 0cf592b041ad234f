"""Equipment given out at a desk: once for one press, within the limit whoever gave it, and back to whoever is there."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.audit import context
from alongside.foundation.work.models import Task
from alongside.front_door.access_points import actions, desk
from alongside.front_door.access_points.models import EquipmentLent

from .factories import at_the_desk, mill_lane, signed_in

pytestmark = pytest.mark.django_db
BACK = "access_points:another_back"


def key_on(page: str) -> str:
    return page.split('name="key"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def most_of(item: str) -> int:
    return desk.may_give(timezone.localdate())[item].most


def test_pressed_twice_it_is_given_once(monkeypatch):
    listed = desk.may_give(timezone.localdate())
    monkeypatch.setattr(desk, "may_give", lambda on: {**listed, "trolley": replace(listed["trolley"], most=4)})
    client = signed_in(at_the_desk())
    address = reverse("access_points:lend", args=["trolley"])
    said = {"about_name": "Mrs Jones", "fits": "yes", "quantity": "1",
            "key": key_on(client.get(address).content.decode())}
    assert client.post(address, said).status_code == client.post(address, said).status_code == 302
    assert EquipmentLent.objects.count() == 1 and Task.objects.count() == 1
    client.post(address, {**said, "key": key_on(client.get(address).content.decode())})
    assert EquipmentLent.objects.count() == 2, "a second page is a second time"
    assert "Open this page again" in client.post(address, {**said, "key": ""}).content.decode()


def test_the_limit_a_person_is_one_limit_whoever_gave_it_out(web_role):
    context.enter(context.NOBODY)
    with context.acting(why="test"):
        first, second = at_the_desk(), at_the_desk()
        actions.lend(by=first, point=mill_lane(), item="trolley", about_name="Mrs Jones", quantity=most_of("trolley"))
    client = signed_in(second)
    address = reverse("access_points:lend", args=["trolley"])
    shown = client.post(address, {"about_name": "mrs jones ", "fits": "yes", "quantity": "1", "key": uuid4()})
    assert f"has {most_of('trolley')} already" in shown.content.decode()
    assert client.post(address, {"about_name": "Mr Smith", "fits": "yes", "quantity": "1",
                                 "key": uuid4()}).status_code == 302


def test_whoever_stands_there_takes_it_back_and_reads_nothing_of_who_has_what(web_role):
    context.enter(context.NOBODY)
    with context.acting(why="test"):
        first, second = at_the_desk(), at_the_desk(name="Pauline Whitworth")
        volunteer = at_the_desk("access_point_volunteer")
        lent = actions.lend(by=first, point=mill_lane(), item="trolley", about_name="Mrs Jones",
                            telephone="01632 960555")
    client, elsewhere = signed_in(second), signed_in(second, "harbour")
    page = client.get(reverse("access_points:equipment")).content.decode()
    assert reverse(BACK) in page and "Mrs Jones" not in page and "960555" not in page
    address, said = reverse(BACK), {"item": "trolley", "about_name": "mrs jones", "state": "A wheel squeaks"}
    assert "Choose what came back" in client.post(address, {**said, "item": ""}).content.decode()
    assert "under this name" in client.post(address, {**said, "about_name": "Mr Smith"}).content.decode()
    assert elsewhere.post(address, said).status_code in (200, 302)
    with context.acting(why="test"):
        assert EquipmentLent.objects.get(pk=lent.pk).returned_on is None, "given out elsewhere"
    assert signed_in(volunteer).post(address, said).status_code == 403
    assert client.post(address, said).url == reverse("access_points:equipment")
    with context.acting(why="test"):
        lent.refresh_from_db()
        assert (lent.returned_on, lent.state_back) == (timezone.localdate(), "A wheel squeaks")
        assert not Task.objects.open().exists() and lent.entered_by == first
    assert not Client().get(address).content.decode().count("Mrs Jones")
