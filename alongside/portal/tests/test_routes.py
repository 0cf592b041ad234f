"""Councils differ in the routes by which people come to them: one has two, one has many, one has a single team."""

import json
import re
import shutil

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.front_door import routes
from alongside.front_door.conversations.tests.factories import front_door_worker
from alongside.front_door.referrals.models import Referral
from alongside.front_door.referrals.tests.test_api import key_of, send
from alongside.front_door.self_assessment import offers
from alongside.portal.checks import councils_routes
from alongside.rules.council import BadCouncil

pytestmark = pytest.mark.django_db

ENTRANCES = {
    "access_points": ["/access-points/", "/access-points/northfield/"],
    "planning_sessions": ["/book/", "/book/page/about/", "/book/check/"],
    "self_assessment": ["/help-me-work-it-out/", "/help-me-work-it-out/about-me/"],
    "referrals": ["/refer/", "/refer/begin/"],
    "prescriptions": ["/prescriptions/", "/prescriptions/new/"],
}
TWO = [("community", ["access_points", "planning_sessions"]), ("professional", ["referrals"])]
MANY = [("telephone", ["telephone"]), ("alone", ["self_assessment"]), ("places", ["access_points"]),
        ("talk", ["planning_sessions"]), ("work", ["referrals", "prescriptions"])]
ONE = [("team", ["telephone"])]


@pytest.fixture
def choosing(settings, tmp_path):
    """Writes a pack with these routes, and runs on it."""

    def choose(chosen):
        pack = shutil.copytree(settings.COUNCIL_PACK, tmp_path / "pack")
        file = pack / "policy" / "front_door.yaml"
        rows = [{"key": key, "label": key.title(), "ways": ways} for key, ways in chosen]
        was = file.read_text(encoding="utf-8")
        now = re.sub(r"(  routes:\n(?:    .+\n)+?    values:\n)(?:      .+\n)+",
                     lambda found: f"{found[1]}      2015-04-01: {json.dumps(rows)}\n", was)
        assert now != was
        file.write_text(now, encoding="utf-8")
        settings.COUNCIL_PACK = pack
        return {way for _, ways in chosen for way in ways}

    return choose


def addresses(page: str) -> set[str]:
    return set(re.findall(r'href="(/[^"#?]*)', page))


@pytest.mark.parametrize("chosen", [TWO, MANY, ONE], ids=["two", "many", "one"])
def test_only_what_the_council_chose_is_open_and_named_on_the_first_page(client, choosing, chosen):
    ways = choosing(chosen)
    assert [route.key for route in routes.chosen()] == [key for key, _ in chosen]
    linked = addresses(client.get("/").content.decode())
    assert {way for way, (entrance, *_) in ENTRANCES.items() if entrance in linked} == ways - {"telephone"}
    client.post(reverse("portal:how_you_read"), {"turn": "easy"})
    easy = addresses(client.get("/").content.decode())
    assert easy != linked and ("/help-me-work-it-out/" in easy) == ("self_assessment" in ways)
    assert ("/help-me-work-it-out/carer/" in easy) == ("self_assessment" in ways)
    for way, entrances in ENTRANCES.items():
        for entrance in entrances:
            answer = client.get(entrance)
            if way in ways:
                assert answer.status_code in (200, 302), entrance
            else:
                page = answer.content.decode()
                assert answer.status_code == 404 and "You cannot reach us this way" in page, entrance
                assert 'href="tel:01632960100"' in page
    # Information and advice are for everybody, whatever else there is.
    assert client.get("/find-help/").status_code == 200


@pytest.mark.parametrize("chosen", [TWO, MANY, ONE], ids=["two", "many", "one"])
def test_no_open_entrance_leads_to_a_closed_one(client, choosing, chosen):
    ways = choosing(chosen)
    closed = {entrance for way, entrances in ENTRANCES.items() if way not in ways for entrance in entrances}
    for way in ways - {"telephone"}:
        for entrance in ENTRANCES[way]:
            assert not addresses(client.get(entrance, follow=True).content.decode()) & closed, entrance


def test_a_council_without_the_questions_offers_nothing_to_fill_in(client, choosing):
    choosing(ONE)
    assert offers.offered() == [] and offers.by_slug("carer") is None
    assert "/help-me-work-it-out/carer/" not in client.get("/").content.decode()


def test_nothing_is_taken_by_a_closed_door(client, choosing):
    choosing(ONE)
    for address in ("/refer/begin/", "/prescriptions/new/", "/book/page/about/", "/help-me-work-it-out/about-me/"):
        answer = client.post(address, {"name": "Ann"})
        assert answer.status_code == 404 and "Nothing was sent" in answer.content.decode(), address


def test_a_system_is_told_that_no_referrals_are_taken(client, choosing):
    front_door_worker()
    secret = key_of("Mill Lane Surgery")
    assert send(client, secret).status_code == 201
    choosing(ONE)
    answer = send(client, secret, sending="sending-0002")
    assert (answer.status_code, answer.json()["detail"]) == (
        404, "This council takes no referrals here. Ring 01632 960 100.")
    assert Referral.objects.count() == 1
    assert send(client, secret).status_code == 200, "what was taken before is answered as before"


def test_what_has_begun_goes_on(client, choosing):
    """A referral is followed, a booking kept, a prescription asked after."""
    choosing(ONE)
    for address in ("/refer/find/", "/prescriptions/how-far/", "/book/mine/not-a-booking/"):
        assert client.get(address).status_code == 200, address


def test_the_example_has_every_way(settings):
    assert routes.ways() == {"telephone", *ENTRANCES}


def test_every_way_in_of_before_is_mapped_to_a_route_or_closed_or_still_open(client, settings, tmp_path):
    assert councils_routes(None) == []
    client.force_login(make_user("team_manager"))
    page = client.get(reverse("desk:duties")).content.decode()
    mapped = {one.label: one.becomes for one in routes.before()}
    assert set(mapped.values()) == {*(route.label for route in routes.chosen()), "Closed", "Not decided yet"}
    for label, becomes in mapped.items():
        assert re.search(rf"<strong>{label}</strong>: (<[^>]+>)*{becomes}", page), label
    assert "Whether professionals are better served by the one that health has already" in page
    settings.COUNCIL_PACK = shutil.copytree(settings.COUNCIL_PACK, tmp_path / "pack")
    file = settings.COUNCIL_PACK / "policy" / "front_door.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("becomes: own", "becomes: nowhere"), encoding="utf-8")
    with pytest.raises(BadCouncil, match="Form on the old website: nowhere is not one of telephone, own"):
        routes.before()
    assert [one.id for one in councils_routes(None)] == ["portal.E001"]


def test_a_way_that_is_none_is_refused():
    with pytest.raises(ValueError, match="pigeons"):
        routes.open_by("pigeons")
