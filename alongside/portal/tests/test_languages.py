"""The public pages in another language: chosen, never guessed; each word marked with the language it is in."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db
PAGES = ["/", "/keeping-people-safe/", "/how-we-use-what-you-tell-us/", "/accessibility/", "/how-you-read/"]
HERE = "/how-you-read/"


def in_polish(client):
    answer = client.post(HERE, {"language": "pl", "next": "/accessibility/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accessibility/")
    return client


def test_nobody_is_guessed_at_and_no_cookie_is_set_before_somebody_chooses(client):
    answer = client.get("/", headers={"accept-language": "pl"})
    assert '<html lang="en-GB"' in answer.content.decode() and not answer.cookies


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("easy", [False, True])
def test_a_page_is_in_the_language_that_was_chosen(client, path, easy):
    in_polish(client)
    if easy:
        client.post(HERE, {"turn": "easy", "next": "/"})
    answer = client.get(path)
    page = answer.content.decode()
    assert answer["Content-Language"] == "pl" and '<html lang="pl"' in page
    assert "Zadzwoń pod 999" in page and "Boisz się" in page
    assert re.search(r'<main id="main-content" tabindex="-1">', page)
    # What the council wrote itself stays English, and says so.
    assert '<span lang="en-GB">5pm' in page or '<span lang="en-GB">' in page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("easy", [False, True])
def test_no_sentence_of_a_translated_page_is_left_in_english(client, path, easy):
    """Whatever stands in the page outside the parts marked as English has been through the catalogue."""
    in_polish(client)
    if easy:
        client.post(HERE, {"turn": "easy", "next": "/"})
    page = client.get(path).content.decode()
    body = re.sub(r"<(\w+)[^>]*lang=\"en-GB\"[^>]*>.*?</\1>", " ", page[page.index("<body"):], flags=re.S)
    words = re.sub(r"<[^>]+>", " ", body)
    for english in (" the ", " you ", " with ", " and ", " somebody ", " what "):
        assert english not in words, words[max(0, words.index(english) - 80):][:160]


def test_every_page_says_that_no_speaker_has_read_it(client):
    assert "Not yet read by a native speaker" in in_polish(client).get("/").content.decode()
    assert "Not yet read by a native speaker" not in type(client)().get("/").content.decode()


def test_a_page_that_is_not_translated_is_marked_as_english_and_says_so(client):
    page = in_polish(client).get("/find-help/").content.decode()
    assert '<main id="main-content" tabindex="-1" lang="en-GB" dir="ltr">' in page
    assert '<title lang="en-GB" dir="ltr">' in page and "Reszta tej strony jest po angielsku" in page


def test_english_again_takes_the_cookie_away(client):
    in_polish(client)
    answer = client.post(HERE, {"language": "en-gb", "next": "/"})
    assert answer.cookies["language"].value == ""
    assert '<html lang="en-GB"' in client.get("/").content.decode()


def test_a_language_that_is_not_there_is_refused_and_a_strange_cookie_passed_over(client):
    assert client.post(HERE, {"language": "xx"}).status_code == 400
    client.cookies["language"] = "../../etc"
    assert '<html lang="en-GB"' in client.get("/").content.decode()


def test_what_staff_and_programs_read_stays_english(client):
    in_polish(client)
    assert '<html lang="en-GB"' in client.get("/accounts/login/").content.decode()
    assert "Content-Language" not in client.get("/api/v1/openapi.json").headers


def test_a_missing_page_and_hours_are_in_the_language_too(client):
    in_polish(client)
    assert "Nie możemy znaleźć tej strony" in client.get("/nowhere/").content.decode()
    assert "poniedziałek" in client.get("/").content.decode()
