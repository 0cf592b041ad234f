"""What the council must do and for whom, published from its pack."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from alongside.front_door.directory.tests.factories import service, terms
from alongside.portal import core_offer
from alongside.rules.council import BadCouncil

pytestmark = pytest.mark.django_db
HERE = "/what-we-do/"


@pytest.fixture
def pack(tmp_path: Path, settings) -> Path:
    """A council of one's own, to change."""
    own = tmp_path / "own"
    shutil.copytree(settings.COUNCIL_PACK, own)
    settings.COUNCIL_PACK = own
    return own


def offered(pack: Path, **changed: object) -> None:
    one = {"key": "a", "name": "A", "for": "Anybody", "words": "Words", "cost": "Free", "law": "Act", "mark": "seen",
           "begin": "ring", "easy": ["A short line."]}
    (pack / core_offer.FILE).write_text(yaml.safe_dump({"services": [one | changed]}), encoding="utf-8")


@pytest.mark.parametrize("easy", [False, True])
def test_the_page_lists_each_service_the_council_must_offer_and_whom_it_is_for(client, easy):
    if easy:
        client.post(reverse("portal:how_you_read"), {"turn": "easy", "next": HERE})
    page = client.get(HERE).content.decode()
    given = yaml.safe_load((Path(settings.COUNCIL_PACK) / core_offer.FILE).read_text(encoding="utf-8"))["services"]
    assert len(given) >= 10
    for one in given:
        assert one["name"] in page and one["for"] in page and one["cost"] in page


def test_the_first_page_leads_there(client, pack):
    assert HERE in client.get("/").content.decode()
    core_offer.read.cache_clear()
    (pack / core_offer.FILE).unlink()
    assert HERE not in client.get("/").content.decode()
    assert "has not written this page yet" in client.get(HERE).content.decode()


def test_a_complaint_about_the_nhs_leads_to_an_advocate(client):
    terms()
    service("Advocates for complaints about the NHS", about=("complaints",))
    [complaints] = [one for one in core_offer.services() if one.key == "complaints_health"]
    assert "Advocates for complaints about the NHS" in client.get(core_offer.begins(complaints)[1]).content.decode()
    found = client.post(reverse("directory:search"), {"words": "complain about the hospital"}, follow=True)
    assert "Advocates for complaints about the NHS" in found.content.decode()


def test_a_way_in_that_is_closed_is_by_telephone(client, pack, monkeypatch):
    offered(pack, begin="book")
    assert reverse("bookings:start") in client.get(HERE).content.decode()
    monkeypatch.setattr(core_offer.routes, "ways", frozenset)
    assert reverse("bookings:start") not in client.get(HERE).content.decode()


@pytest.mark.parametrize(("changed", "says"), [
    ({"for": " "}, "service 1 must say `for` in words"), ({"law": 9}, "service 1 must say `law` in words"),
    ({"begin": "somewhere"}, "begins at somewhere"), ({"begin": "topic:nothing"}, "begins at topic:nothing"),
    ({"more": "x"}, "has a key that is none: more"), ({"easy": "words"}, "must say `easy` as sentences"),
    ({"mark": "sure"}, "the mark of service 1 must be seen or unverified"),
    ({"easy": ["word " * 15]}, "of 14 words"),
])
def test_what_is_wrong_in_the_file_is_named(pack, changed, says):
    offered(pack, **changed)
    with pytest.raises(BadCouncil, match=says):
        core_offer.services()


@pytest.mark.parametrize(("mark", "says"), [("seen", False), ("unverified", True)])
def test_a_reference_that_nobody_checked_says_so(client, pack, mark, says):
    offered(pack, mark=mark)
    assert ("not yet checked against the law itself" in client.get(HERE).content.decode()) is says


@pytest.mark.parametrize("words", ["", "- a", "services: no", "services: []\nmore: 1", "a: [", "services: [1]"])
def test_a_file_of_another_shape_is_refused(pack, words):
    (pack / core_offer.FILE).write_text(words, encoding="utf-8")
    with pytest.raises(BadCouncil, match=core_offer.FILE):
        core_offer.services()
