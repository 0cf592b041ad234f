"""The feed with 5,000 services: each of them holds to the standard, and every page is there once."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from alongside.front_door.directory.models import ServiceAtLocation
from alongside.front_door.directory.tests import many

from . import schemas
from .test_feed import V3

pytestmark = pytest.mark.django_db


def test_five_thousand_services_hold_to_the_standard(django_assert_max_num_queries):
    many.fill(many.NUMBER)
    seen: set[str] = set()
    wrong: list[str] = []
    number, last = 0, False
    while not last:
        number += 1
        page = Client().get(f"{V3}/services", {"per_page": 500, "page": number}).json()
        wrong += schemas.faults(page, schemas.page(schemas.SERVICE))
        seen |= {one["id"] for one in page["contents"]}
        last = page["last_page"]
        assert (page["page_number"], page["size"], page["total_items"]) == (number, 500, many.NUMBER)
    assert number == page["total_pages"] == 10 and len(seen) == many.NUMBER and wrong == []

    with django_assert_max_num_queries(45):
        whole = Client().get(f"{V3}/services", {"full": "true", "per_page": 200, "page": 7}).json()
    assert schemas.faults(whole, schemas.page(schemas.FULL_SERVICE)) == [] and whole["size"] == 200

    there: set[str] = set()
    for number in range(1, 1 + -(-ServiceAtLocation.objects.public().count() // 500)):
        places = Client().get(f"{V3}/service_at_locations", {"per_page": 500, "page": number}).json()
        assert schemas.faults(places, schemas.page(schemas.PLACE)) == []
        there |= {one["id"] for one in places["contents"]}
    assert places["last_page"] and number > 1
    assert there == {str(uid) for uid in ServiceAtLocation.objects.public().values_list("uid", flat=True)}

    everything = Client().get(f"{V3}/services", {"minimal": "true"}).json()
    assert schemas.faults(everything, schemas.page(schemas.MINIMAL)) == [] and everything["size"] == many.NUMBER

    with django_assert_max_num_queries(8):
        near = Client().get(f"{V3}/services", {"postcode": "WM1 1AA", "proximity": 3000}).json()
    assert 0 < near["total_items"] < many.NUMBER
    said = Client().get(f"{V3}/services", {"format": "ndjson", "full": "true"}).streaming_content
    services = [json.loads(line) for line in b"".join(said).splitlines()]
    assert schemas.faults_of_each(services, schemas.FULL_SERVICE) == [], "each with all that belongs to it"
    assert len(services) == many.NUMBER and {one["id"] for one in services} == seen
