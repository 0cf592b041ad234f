"""One press changes how the pages look, and leads back; nothing else does."""

from __future__ import annotations

import pytest

from alongside.foundation.design.reading import Reading

pytestmark = pytest.mark.django_db
HERE = "/how-you-read/"


def press(client, turn, back="/accessibility/"):
    return client.post(HERE, {"turn": turn, "next": back})


def test_bigger_text_stays_until_it_is_turned_off(client):
    answer = press(client, "bigger")
    assert (answer.status_code, answer["Location"]) == (302, "/accessibility/")
    assert "pu-reads-bigger" in client.get("/").content.decode()
    press(client, "bigger")
    assert "pu-reads-bigger" not in client.get("/").content.decode()


def test_two_choices_stand_together(client):
    press(client, "easy")
    press(client, "contrast")
    page = client.get("/").content.decode()
    assert "pu-reads-easy" in page and "pu-reads-contrast" in page


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_it_leads_nowhere_but_to_our_own_pages(client, elsewhere):
    assert press(client, "easy", elsewhere)["Location"] == "/"


def test_what_it_does_not_know_it_says(client):
    assert press(client, "upside down").status_code == 400
    client.cookies["reading"] = "easy-<script>-bigger-x"
    assert client.get("/").content.decode().count("pu-reads-easy pu-reads-bigger") == 1


@pytest.mark.parametrize("name", ["easy", "bigger", "contrast"])
def test_turning_twice_is_as_it_was(name):
    assert Reading(bigger=True).turned(name).turned(name) == Reading(bigger=True)
