"""Organisations come in by a link and a code, and a stranger learns nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed.actions import keeping
from alongside.front_door.directory_feed.models import Change, KeeperLink
from alongside.front_door.directory_feed.views.keepers import OPEN

from .keepers import ADDRESS, ASK, changed, come_in, link_of

pytestmark = pytest.mark.django_db


def test_asking_looks_the_same_whoever_asks(club, outbox):
    pages = []
    for address in (ADDRESS, "nobody@else.example"):
        answer = Client().post(ASK, {"email": address}, follow=True)
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()))
    assert pages[0] == pages[1] and "If we write to this address" in pages[0]
    for link in KeeperLink.objects.all():
        keeping.send_link(link_id=link.pk)
    assert [one.address for one in outbox] == [ADDRESS]
    assert KeeperLink.objects.count() == 2 and KeeperLink.objects.filter(address="").count() == 1
    assert KeeperLink.objects.exclude(address="").get().secret in outbox[0].words
    assert "Gardening club" in outbox[0].words and Notification.objects.count() == 0


def test_an_address_gets_few_links(club):
    links = [link_of() for _ in range(7)]
    assert [bool(one.address) for one in links] == [True] * 5 + [False] * 2
    assert "Write an email address" in Client().post(ASK, {"email": "ada"}).content.decode()


def test_the_link_alone_opens_nothing_and_says_nothing(club):
    link, client = link_of(), Client()
    assert len(link.secret) >= 32
    page = client.get(reverse("directory_feed:link", args=[link.secret])).content.decode()
    for word in ("Weir", "Gardening", "ada@", "Ada"):
        assert word not in page
    assert client.get(ASK + "mine/").url == reverse("directory_feed:ask")
    for name in ("entry", "thanks"):
        assert client.get(reverse(f"directory_feed:{name}", args=[club.uid])).url == reverse("directory_feed:ask")
    for name in ("same", "take_back"):
        assert client.post(reverse(f"directory_feed:{name}", args=[club.uid])).url == reverse("directory_feed:ask")
    wrong = Client().get(reverse("directory_feed:link", args=["x" * 32]))
    link.ends_at = timezone.now() - timedelta(seconds=1)
    link.save()
    over = Client().get(reverse("directory_feed:link", args=[link.secret]))
    assert wrong.status_code == over.status_code == 404
    # But for the address itself, which the way to read differently leads back to.
    assert wrong.content.decode().replace("x" * 32, "") == over.content.decode().replace(link.secret, "")


def test_a_wrong_code_opens_nothing(club):
    link, client = link_of(), Client()
    address = reverse("directory_feed:link", args=[link.secret])
    client.post(address)
    right = OneTimeCode.objects.latest("pk").digits
    wrong = "000000" if right != "000000" else "111111"
    for turn in range(5):
        page = client.post(address + "code/", {"code": wrong}).content.decode()
        assert ("not the code we sent" if turn < 4 else "This code is over") in page
    assert client.get(ASK + "mine/").status_code == 302
    other = Client()
    assert other.get(address + "code/").url == address, "the code page needs the browser that asked"


def test_another_keepers_entry_is_not_there(club):
    other = factories.service("Choir", organisation=factories.organisation("Choir", keeper_email="cy@choir.example"))
    client = Client()
    page = come_in(client, link_of())
    assert "Gardening club" in page and "Choir" not in page
    for name, ask in (("entry", client.get), ("thanks", client.get), ("same", client.post), ("take_back", client.post)):
        assert ask(reverse(f"directory_feed:{name}", args=[other.uid])).status_code == 404
    assert client.post(reverse("directory_feed:entry", args=[other.uid]), changed(other, fees="x")).status_code == 404
    assert Change.objects.count() == 0


def test_who_is_no_keeper_any_more_is_out_at_once(club):
    client = Client()
    come_in(client, link_of())
    Service.objects.filter(pk=club.pk).update(keeper_email="new@weir.example")
    assert "no entry that you keep" in client.get(ASK + "mine/").content.decode()
    assert client.get(reverse("directory_feed:entry", args=[club.uid])).status_code == 404


def test_who_reads_the_table_of_links_opens_none(club):
    link = link_of()
    for guess in (link.link_seed, link.link_digest):
        assert KeeperLink.objects.by_secret(guess) is None
    assert KeeperLink.objects.by_secret(link.secret) == link


def test_a_whole_entry_typed_longer_than_an_hour_is_there_again_after_the_code(club):
    client, link = Client(), link_of()
    come_in(client, link)
    address = reverse("directory_feed:entry", args=[club.uid])
    session = client.session
    session[OPEN] = {**session[OPEN], "until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()
    led = client.post(address, changed(club, description="We dig, and then there is tea", days="TU,WE"))
    assert led.url == reverse("directory_feed:link", args=[link.secret]) and not Change.objects.exists()
    assert "We dig" not in str(dict(client.session.items())), "sealed"
    assert "kept for half an hour" in client.get(led.url).content.decode()
    page = come_in(client, link)
    assert "We kept what you had written here" in page and "We dig, and then there is tea" in page
    assert re.search(r'value="WE"[^>]*checked', page) and not Change.objects.exists()
    assert "We dig" not in client.get(address).content.decode(), "once"
    client.post(address, changed(club, description="We dig, and then there is tea"))
    assert list(Change.objects.get().fields) == ["description"]


def test_what_was_held_is_for_the_same_address_alone(club):
    other = factories.service("Choir", organisation=factories.organisation("Choir", keeper_email="cy@choir.example"))
    client = Client()
    come_in(client, link_of())
    session = client.session
    session[OPEN] = {**session[OPEN], "until": timezone.now().isoformat()}
    session.save()
    client.post(reverse("directory_feed:entry", args=[club.uid]), changed(club, description="We dig"))
    page = come_in(client, link_of("cy@choir.example"))
    assert "Choir" in page and "We dig" not in page and "We kept" not in page
    page = client.get(reverse("directory_feed:entry", args=[other.uid])).content.decode()
    assert "We dig" not in page
    client.post(reverse("directory_feed:leave"))
    assert "held_words" not in client.session


def test_links_that_are_over_are_forgotten(club):
    link_of()
    assert keeping.forget_links(now=timezone.now() + timedelta(days=1)) == 0
    assert keeping.forget_links(now=timezone.now() + timedelta(days=3)) == 1
