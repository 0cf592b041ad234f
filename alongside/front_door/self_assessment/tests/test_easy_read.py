"""The public steps in easy read, what answers may mean, and how somebody reads going along with what they send."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team
from alongside.front_door.self_assessment import offers
from alongside.front_door.self_assessment.models import Sent, Started
from alongside.front_door.self_assessment.presenters import pages
from alongside.front_door.self_assessment.tests import walking

from .care_act_factories import CARER_ANSWERS, WRITER

pytestmark = pytest.mark.django_db


# What somebody answered before who is asked these; the others are asked of everybody.
BRINGS = {
    "ring_now": {"safe_now": "unsafe"}, "worry": {"safe_now": "worrying"}, "about_whom": {"who": "family"},
    "caring": {"for_whom": "caring"}, "falls": {"going_on": ["falls"]}, "together": {"likes": ["garden"]},
}


def easy(client):
    client.post("/how-you-read/", {"turn": "easy", "next": "/"})
    return client


def words_of(page) -> str:
    return page.content.decode()


def test_a_step_in_easy_read_asks_the_same_in_other_words(client):
    plain = words_of(walking.start(client, "carer"))
    assert "Is anyone unsafe right now?" in plain
    said = words_of(easy(client).get(reverse("self_assessment:step", args=["carer", "safe"])))
    assert "Is somebody in danger now?" in said and "It can be you.<br>It can be another person." in said
    assert 'value="worrying"' in said and "Not now, but I am worried" in said and "<img" not in said


def test_every_step_of_every_form_has_easy_words(client):
    easy(client)
    for offer in offers.offered():
        page = walking.start(client, offer.slug)
        started = Started.objects.order_by("-pk").first()
        for section in started.whole.sections:
            Started.objects.filter(pk=started.pk).update(answers=BRINGS.get(section.key, {}))
            here = reverse("self_assessment:step", args=[offer.slug, section.key.replace("_", "-")])
            page = client.get(here)
            assert page.status_code == 200, f"{offer.slug}: {section.key} is not asked"
            assert section.questions[0].easy.text in words_of(page).replace("&#39;", "'"), section.key


def go_to_found(client, answers):
    walking.start(client, "carer")
    Started.objects.update(answers=answers)
    return client.get(reverse("self_assessment:step", args=["carer", "what-may-help"]))


def test_at_the_end_stands_what_it_may_mean_and_that_it_decides_nothing(client):
    said = words_of(go_to_found(client, CARER_ANSWERS))
    assert "you may well be entitled to support as a carer" in said and "This is not a decision" in said
    assert "You told us that these are hard: time for yourself." in said and "SI 2015/313 reg 3(1)" in said


def test_a_council_that_has_not_chosen_it_shows_nothing_of_it(client, monkeypatch):
    monkeypatch.setattr(pages, "meanings", lambda: ("guided_search", "care_act"))
    assert "entitled" not in words_of(go_to_found(client, CARER_ANSWERS))


def test_how_they_read_goes_along_with_what_they_send(client):
    make_team("front_door")
    easy(client)
    client.post("/how-you-read/", {"turn": "bigger", "next": "/"})
    client.post("/how-you-read/", {"language": "pl", "next": "/"})
    walking.start(client, "carer")
    Started.objects.update(answers=CARER_ANSWERS | WRITER | {"who": "carer", "your_name": "Joan Pickering"})
    client.post(reverse("self_assessment:step", args=["carer", "check-and-send"]))
    sent = Sent.objects.get()
    assert (sent.language, sorted(sent.reads), sent.language_name) == ("pl", ["easy_read", "large_print"], "Polski")
