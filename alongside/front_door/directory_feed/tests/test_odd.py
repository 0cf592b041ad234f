"""Whatever is put into an address or a form of the feed, the keepers or the lists: an answer, and never a break."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.foundation.accounts.tests.factories import make_user
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed import urls
from alongside.front_door.directory_feed.actions import importing, keeping, uploading
from alongside.front_door.directory_feed.models import KeeperLink

from .test_keepers.keepers import ADDRESS, come_in, link_of

pytestmark = pytest.mark.django_db
ODD = ["9" * 40, "-1", "31/02/2026", "é" * 5000, "🙂\u202e", "[]", "%s", "'; DROP TABLE x; --", "0x10", "1e309", "+",
       " "]
NAMES = ["page", "per_page", "search", "full", "modified_after", "taxonomy_term_id", "postcode", "proximity",
         "latitude", "longitude", "day", "start_time", "minimum_age", "format", "top_only", "parent_id", "mapping", "q"]
FIELDS = ["email", "code", "name", "summary", "minimum_age", "days", "opens_at", "cost", "telephone", "url", "paused",
          "note", "take", "because", "file", "origin", "keep_as", "organisation", "publish"]


@pytest.fixture
def places(settings, tmp_path, monkeypatch):
    """What stands in the places of the addresses."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("alongside.front_door.directory_feed.feed.answers.A_MINUTE", 100_000)
    monkeypatch.setattr("alongside.front_door.directory_feed.feed.answers.WHOLE_AN_HOUR", 100_000)
    cache.clear()
    factories.terms()
    owner = factories.organisation("Weir", keeper_email=ADDRESS)
    entry = factories.service("Club", organisation=owner, at=(54.1, -1.9), days="TU")
    change = keeping.propose(service=entry, said={"name": "A"}, note="", link=link_of())
    brought = uploading.upload(by=make_user("business_support", username="brings"), file=SimpleUploadedFile(
        "list.csv", b"Name,Organisation\nTea,Tea Trust\n"))
    importing.choose_columns(of=brought, columns={"name": "Name", "organisation": "Organisation"}, origin="Tea",
                             publish=False, mapping=None)
    numbers = {"change": change.pk, "write": entry.pk}
    return lambda one: re.sub(r"<(\w+):(\w+)>", lambda found: str({
        "uid": entry.uid, "secret": KeeperLink.objects.latest("pk").secret, "kind": "csv",
        "pk": numbers.get(one.name, brought.pk)}[found[2]]), str(one.pattern))


@pytest.mark.parametrize("who", ["nobody", "keeper", "colleague"])
def test_nothing_breaks(places, who):
    client = Client(raise_request_exception=False)
    if who == "keeper":
        come_in(client, link_of())
    if who == "colleague":
        client.force_login(make_user("business_support"))
    wrong = []
    for one in urls.urlpatterns:
        if one.name in ("leave", "give_up"):
            continue
        path = f"/{places(one)}"
        for odd in ODD if who == "nobody" else ODD[:5]:
            answers = {"GET": client.get(path, dict.fromkeys(NAMES, odd)),
                       "POST": client.post(path, dict.fromkeys(FIELDS, odd))}
            wrong += [f"{how} {path} with {odd[:20]!r}: {answer.status_code}" for how, answer in answers.items()
                      if answer.status_code >= 500]
    for name in NAMES:
        for odd in ODD:
            answer = client.get("/openreferral/v3/services", {name: odd})
            wrong += [f"{name}={odd[:20]!r}: {answer.status_code}"] if answer.status_code not in (200, 400) else []
    assert wrong == []
