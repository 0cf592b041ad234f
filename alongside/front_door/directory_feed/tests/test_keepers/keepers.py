"""A keeper who asks for a link, comes in by its code, and fills in their entry as it stands."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.directory.models import Service
from alongside.front_door.directory_feed.actions import keeping
from alongside.front_door.directory_feed.keeping import now
from alongside.front_door.directory_feed.models import KeeperLink

ADDRESS = "ada@weir.example"
ASK = "/keep-your-entry/"


def link_of(address: str = ADDRESS) -> KeeperLink:
    return keeping.ask_for_link(address=address)


def come_in(client: Client, link: KeeperLink) -> str:
    address = reverse("directory_feed:link", args=[link.secret])
    client.post(address)
    code = OneTimeCode.objects.latest("pk")
    answer = client.post(address + "code/", {"code": code.digits}, follow=True)
    return answer.content.decode()


def changed(service: Service, **more: str) -> dict[str, object]:
    said = {**now(service), **more}
    return {**said, "days": list(filter(None, str(said["days"]).split(",")))}
