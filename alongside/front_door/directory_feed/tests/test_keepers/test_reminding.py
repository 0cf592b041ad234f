"""Keepers are reminded, say in one press that nothing has changed, and what they said is forgotten in time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Change as AuditChange
from alongside.foundation.work.models import Task
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed import tasks
from alongside.front_door.directory_feed.actions import keeping
from alongside.front_door.directory_feed.models import Change, KeeperLink, Reminder

from .keepers import ADDRESS, come_in, link_of

pytestmark = pytest.mark.django_db


def test_nothing_has_changed_in_one_press(club):
    client = Client()
    come_in(client, link_of())
    page = client.post(reverse("directory_feed:same", args=[club.uid]), follow=True).content.decode()
    assert "marked as right today" in page
    club.refresh_from_db()
    assert club.assured_on == timezone.localdate() and club.assurer_email == ADDRESS
    assert (club.review_on - club.assured_on).days == pack.current().home.review_after_days


def test_keepers_are_reminded_before_on_and_after_and_then_a_colleague_chases(club, outbox):
    worker = make_user("business_support")
    due = date(2026, 12, 1)
    other = factories.service("Second club", organisation=club.organisation, review_on=due)
    nobody = factories.service("Unkept", organisation=factories.organisation("Unkept"), review_on=due, kept_by=worker)
    Service.objects.filter(pk=club.pk).update(review_on=due, kept_by=worker)

    def night(day: date) -> int:
        count = keeping.remind(today=day)
        for link in KeeperLink.objects.filter(sent_at=None):
            keeping.send_link(link_id=link.pk)
        return count

    assert night(due - timedelta(days=31)) == 0
    assert night(due - timedelta(days=30)) == 1 and night(due - timedelta(days=29)) == 0
    assert len(outbox) == 1 and "Gardening club" in outbox[0].words and "Second club" in outbox[0].words
    assert night(due + timedelta(days=1)) == 1, "a night that was missed is made up for"
    assert night(due + timedelta(days=2)) == 0 and Task.objects.count() == 0
    assert night(due + timedelta(days=30)) == 1
    assert night(due + timedelta(days=200)) == 0 and len(outbox) == 3
    tasks = Task.objects.filter(kind=keeping.STALE)
    assert {one.source for one in tasks} == {f"directory.service:{one.pk}" for one in (club, nobody)}
    assert all(one.owner == worker for one in tasks)
    assert other.reminders.count() == 3
    link = KeeperLink.objects.latest("pk")
    change = keeping.propose(service=club, said={"name": "Gardeners"}, note="", link=link)
    keeping.answer(change=change, take=["name"], because="", by=worker)
    assert not Task.objects.open().filter(source=f"directory.service:{club.pk}").exists()


def test_the_list_of_those_to_chase(club, outbox, django_assert_max_num_queries):
    nobody = factories.service("Unkept", organisation=factories.organisation("Unkept"), review_on=date(2026, 1, 1))
    desk = Client()
    desk.force_login(make_user("business_support"))
    address = reverse("directory_feed:chase")
    with django_assert_max_num_queries(14):
        page = desk.get(address).content.decode()
    assert "Ada has not been written to" in page and "ring them" in page
    page = desk.post(reverse("directory_feed:write", args=[club.pk]), follow=True).content.decode()
    assert "is on its way" in page and "was written to on" in page
    assert Reminder.objects.filter(service=club).count() == 1
    assert "Say first who does" in desk.post(reverse("directory_feed:write", args=[nobody.pk]),
                                             follow=True).content.decode()


def test_what_a_keeper_said_is_forgotten_after_the_councils_days_and_is_not_in_the_audit(club, outbox):
    who, link = make_user("business_support"), link_of()
    KeeperLink.objects.filter(pk=link.pk).update(name="Ada Fenwick")
    link.refresh_from_db()
    old = keeping.propose(service=club, said={}, note="Ring Edna at home", link=link)
    keeping.answer(change=old, take=[], because="", done=True, by=who)
    keeping.tell(change_id=old.pk)
    old.refresh_from_db()
    assert (old.address, old.name, old.note) == ("", "", "Ring Edna at home"), "told: whom is not kept"
    new = keeping.propose(service=club, said={"fees": "£3"}, note="Edna again", link=link)
    keeping.answer(change=new, take=["fees"], because="", by=who)
    Change.objects.filter(pk=old.pk).update(answered_at=timezone.now() - timedelta(days=366))
    tasks.forget(0)
    assert list(Change.objects.order_by("pk").values_list("note", "answer")) == [("", "taken"), ("Edna again", "taken")]
    Change.objects.filter(pk=new.pk).update(answered_at=timezone.now() - timedelta(days=366))
    assert keeping.forget_words() == 1 and keeping.forget_words() == 0, "also of whom no message reached"
    new.refresh_from_db()
    assert (new.note, new.name, new.address, new.taken) == ("", "", "", ["fees"])
    audited = AuditChange.objects.filter(table="directory_feed_change")
    assert {"insert", "update"} <= set(audited.values_list("operation", flat=True))
    assert not [one for one in audited if re.search(f"Edna|Fenwick|{ADDRESS}", f"{one.before} {one.after}")]
