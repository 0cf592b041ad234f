"""Every public page: light, ours alone, honest about what it keeps, and with help for somebody in danger on it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from alongside.foundation.design import environment
from alongside.foundation.design.words import telephone
from alongside.portal.cookies import COOKIES
from alongside.rules import council
from tests.public.visitor import NAMED, TYPED, Met, Visitor

pytestmark = pytest.mark.django_db
BUILT = Path(environment.__file__).parent / "built"
MOST = 100 * 1024
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+)["']""")
# A font for letters that the page has; the wider one comes only where they are there.
FONT = re.compile(r"url\([\"']?([\w./-]*inter-latin\.[\w.]+)[\"']?\)")

# They change nothing but how one visitor reads, or what address they go to: without a token they need no cookie.
HARMLESS = ("/how-you-read/", "/find-help/search/")


def files_of(page: Met) -> set[str]:
    """What a browser fetches with the page, what that brings in as well."""
    tree = html.fromstring(page.markup)
    named = {Path(address).name for address in tree.xpath(
        "//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //script/@src | //img/@src")}
    fetched: set[str] = set()
    while named:
        name = named.pop()
        fetched.add(name)
        if (BUILT / name).suffix in (".js", ".css"):
            said = (BUILT / name).read_text(encoding="utf-8")
            named |= {Path(found).name for found in IMPORTED.findall(said) + FONT.findall(said)} - fetched
    return fetched


def sent(name: str) -> int:
    """Bytes over the line, compressed but for what is so already."""
    file = BUILT / name
    said = file.read_bytes() if file.exists() else b""
    return len(said) if file.suffix == ".woff2" else len(gzip.compress(said))


def test_a_first_visit_is_under_a_hundred_kilobytes(visitor: Visitor, db: None) -> None:
    heavy = []
    for page in visitor.pages.values():
        weight = len(gzip.compress(page.markup.encode())) + sum(map(sent, files_of(page)))
        if weight > MOST:
            heavy.append(f"{page.path}: {weight / 1024:.0f} KB of {sorted(files_of(page))}")
    assert not heavy, "\n".join(heavy)


def test_pages_travel_compressed() -> None:
    answer = Client().get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"Ring 999" in gzip.decompress(answer.content)


def test_nothing_is_fetched_from_anybody_else(visitor: Visitor, db: None) -> None:
    wrong = []
    for page in visitor.pages.values():
        tree = html.fromstring(page.markup)
        fetched = tree.xpath("//link/@href | //script/@src | //img/@src | //iframe/@src | //source/@src")
        wrong += [f"{page.path}: {address}" for address in fetched if re.match(r"(?:https?:)?//", address)]
        wrong += [f"{page.path}: a script in the page" for script in tree.xpath("//script[not(@src)]")
                  if script.get("type") != "application/json"]
        within = tree.xpath("//@style | //@*[starts-with(name(), 'on')]")
        wrong += [f"{page.path}: style or script in an attribute" for _ in within]
    assert not wrong, "\n".join(wrong)


def test_help_in_danger_and_keeping_safe_are_on_every_page(visitor: Visitor, db: None) -> None:
    lacking = [page.path for page in visitor.pages.values()
               if ("tel:999" not in page.markup or "/keeping-people-safe/" not in page.markup)]
    assert not lacking


def test_the_night_number_and_its_hours_are_on_every_page(visitor: Visitor, db: None) -> None:
    night = council.load(settings.COUNCIL_PACK).out_of_hours
    assert night.telephone and night.when
    lacking = []
    for page in visitor.pages.values():
        bars = html.fromstring(page.markup).xpath("//aside[contains(@class, 'pu-urgent')]")
        said = [" ".join(bar.text_content().split()) for bar in bars]
        rings = f'href="tel:{night.telephone.replace(" ", "")}"' in page.markup
        if len(said) != 1 or not rings or f"{telephone(night.telephone)}, {night.when}" not in said[0]:
            lacking.append(f"{page.path}: {said}")
    assert not lacking, "\n".join(lacking)


def test_no_cookie_is_laid_but_those_the_privacy_page_names_and_none_for_looking(visitor: Visitor, db: None) -> None:
    named = {cookie.name for cookie in COOKIES}
    for page in visitor.pages.values():
        assert page.cookies <= named, page.path
    looking = Client()
    for path in ("/", "/find-help/", "/keeping-people-safe/", "/how-we-use-what-you-tell-us/", "/accessibility/"):
        looking.get(path)
    assert not looking.cookies


def test_nothing_typed_stands_in_an_address(visitor: Visitor, db: None) -> None:
    typed = {value for _, value in NAMED if len(value) > 4} | {TYPED["email"], TYPED["tel"]}
    telling = {part for value in typed for part in (value, value.replace(" ", "+"), value.replace(" ", "%20"),
                                                    value.replace("@", "%40"))}
    wrong = [address for address in visitor.addresses if any(part in address for part in telling)]
    assert not wrong, "\n".join(wrong)


def test_every_form_that_sends_is_guarded_against_forgery(visitor: Visitor, db: None) -> None:
    wrong = []
    for page in visitor.pages.values():
        for form in html.fromstring(page.markup).forms:
            guarded = form.xpath(".//input[@name='csrfmiddlewaretoken']")
            if form.method.upper() == "POST" and form.get("action") not in HARMLESS and not guarded:
                wrong.append(f"{page.path}: {form.get('action')}")
    assert not wrong, "\n".join(wrong)


def test_a_form_without_its_token_is_refused_on_a_page_of_ours() -> None:
    answer = Client(enforce_csrf_checks=True).post("/refer/your-email/", {"email": TYPED["email"]})
    assert answer.status_code == 403
    assert "Ring 999" in answer.content.decode() and "Go back" in answer.content.decode()
