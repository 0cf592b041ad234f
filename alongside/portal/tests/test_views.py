import re

import pytest
from django.conf import settings
from django.urls import reverse

from alongside.front_door.directory.models import Count
from alongside.rules import council

pytestmark = pytest.mark.django_db
PAGES = ["/", "/keeping-people-safe/", "/how-we-use-what-you-tell-us/", "/accessibility/", "/what-we-do/"]


@pytest.mark.parametrize("path", PAGES)
def test_urgent_help_stands_above_everything_on_every_public_page(client, path):
    pack = council.load(settings.COUNCIL_PACK)
    page = client.get(path).content.decode()
    assert page.index("Ring 999") < page.index("<header")
    assert pack.out_of_hours.telephone in page
    assert pack.name in page


def test_the_first_page_is_a_visit_of_nobody_in_particular(client):
    for _ in range(2):
        client.get("/")
    client.get("/accessibility/")
    client.get(reverse("directory:home"))
    counted = Count.objects.get()
    assert (counted.what, counted.about, counted.times) == (Count.What.HOME, "", 3)


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_not_followed(client, path):
    answer = client.get(path)
    assert not answer.cookies
    assert not re.findall(r'(?:src|href)="https?://', answer.content.decode())


def test_every_link_of_the_public_pages_leads_somewhere(client):
    seen = set()
    for path in PAGES:
        seen |= set(re.findall(r'href="(/[^"]*)"', client.get(path).content.decode()))
    for address in {one for one in seen if not one.startswith("/static/")}:
        assert client.get(address, follow=True).status_code == 200, address
