"""Somebody without an account who opens every public page there is and fills in every form on the way.

Knows nothing of any slice: pages are found by their links, forms by their fields. What a field is called and of what
type decides what is typed into it; a code is the last that was asked for, as if its message had been read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from alongside.foundation.one_time_codes.models import OneTimeCode

DEEPEST = 60  # the longest self-assessment has some forty pages
VARIES = re.compile(r"/(?:\d+|[0-9a-f-]{32,36}|[\w-]{20,})(?=/|$)")
# What ends the visit is met and fuzzed, but not pressed on the way; what ends one thing is pressed after looking round.
ENDS_ALL = re.compile(r"/(?:sign-out|leave)/$")
ENDS = re.compile(r"/(?:forget|close|throw-away|cancel|take-back|take-off)/$")
# Pages of those with an account.
ASIDE = ("/desk/", "/accounts/", "/api/", "/static/", "/design/", "/health", "/ready")
TYPED = {
    "email": "someone@surgery.example", "tel": "01632 960123", "number": "3", "date": "2030-03-14", "time": "10:30",
    "url": "https://example.org/", "file": "",
}
NAMED = [
    (re.compile(r"day$"), "14"), (re.compile(r"month$"), "3"), (re.compile(r"year$"), "1950"),
    (re.compile(r"postcode"), "WM4 2AB"), (re.compile(r"email"), TYPED["email"]),
    (re.compile(r"phone|tel|mobile"), TYPED["tel"]), (re.compile(r"nhs"), "999 000 0018"),
]


@dataclass(frozen=True)
class Form:
    """A form as it stood on a page: where it goes, its fields with what a browser would send, and who had it open."""

    page: str
    path: str
    method: str
    fields: dict[str, dict[str, Any]]
    buttons: tuple[tuple[str, str], ...]
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        return self.method, VARIES.sub("/…", self.path.partition("?")[0]), tuple(sorted(self.fields))


def forms_of(page: str, markup: str, cookies: dict[str, str]) -> Iterator[Form]:
    for form in html.fromstring(markup).forms:
        address = urljoin(page, form.get("action") or page)
        fields: dict[str, dict[str, Any]] = {}
        for one in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
            kind = one.get("type", "text") if one.tag == "input" else one.tag
            if kind in ("submit", "button", "image") or one.get("name") == "csrfmiddlewaretoken":
                continue
            said = fields.setdefault(one.get("name"), {"type": kind, "options": [], "value": one.get("value") or ""})
            if kind == "select":
                said["options"] += [option.get("value", option.text or "") for option in one.xpath(".//option")]
            elif kind in ("radio", "checkbox"):
                said["options"].append(one.get("value") or "on")
            elif kind == "textarea":
                said["value"] = one.text or ""
        buttons = tuple((button.get("name"), button.get("value") or "")
                        for button in form.xpath(".//button[@name] | .//input[@type='submit'][@name]"))
        yield Form(page, address, form.method.upper(), fields, buttons, cookies)


def plausible(name: str, said: dict[str, Any], last: bool) -> Any:
    """What somebody might well answer: the first of the options, or the last."""
    if said["options"]:
        offered = [option for option in said["options"] if option] or [""]
        return offered[-1 if last else 0]
    if said["type"] == "hidden":
        return said["value"]
    if said["type"] == "file":
        return SimpleUploadedFile("note.txt", b"She can manage the stairs again.", content_type="text/plain")
    if name == "code" and (asked_for := OneTimeCode.objects.order_by("pk").last()):
        return asked_for.digits
    typed = next((value for pattern, value in NAMED if pattern.search(name.lower())), None)
    return typed or TYPED.get(said["type"]) or said["value"] or "I want to get out more and meet people"


@dataclass(frozen=True)
class Met:
    """A page as it came: its address, its words, and the cookies that were laid on the way to it."""

    path: str
    markup: str
    headers: dict[str, str]
    cookies: frozenset[str]


class Visitor:
    """Walks from the pages given through everything open to the public, and keeps each kind of page and form once."""

    def __init__(self, key: str = "") -> None:
        self.key = key  # of an organisation whose system sends referrals
        self.pages: dict[str, Met] = {}
        self.forms: dict[tuple[str, str, tuple[str, ...]], Form] = {}
        self.addresses: list[str] = []
        self.logged: list[logging.LogRecord] = []
        self._opened: set[tuple[str, str, bool]] = set()
        self._filled: set[tuple[Any, str, bool]] = set()
        self._who = ""

    def walk(self, start: str, cookies: dict[str, str] | None = None) -> None:
        self._who = " ".join(cookies or {})  # whoever is let in sees other pages at the same addresses
        for last in (False, True):
            client = Client(raise_request_exception=False)
            client.cookies.load(cookies or {})
            self._open(client, start, 0, last)

    def _open(self, client: Client, path: str, depth: int, last: bool) -> None:
        seen = VARIES.sub("/…", path.partition("?")[0]), self._who, last
        if depth > DEEPEST or seen in self._opened or not is_public(path):
            return
        self._opened.add(seen)
        self._read(client, path, client.get(path, follow=True), depth, last)

    def _read(self, client: Client, path: str, answer: Any, depth: int, last: bool) -> None:
        for step, _ in answer.redirect_chain:
            path = urljoin(path, step)
            self.addresses.append(path)
        assert answer.status_code < 500, f"{path} broke: {answer.status_code}"
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", "") or not is_public(path):
            return
        markup = answer.content.decode()
        cookies = {key: morsel.value for key, morsel in client.cookies.items()}
        self.pages.setdefault(VARIES.sub("/…", path.partition("?")[0]),
                              Met(path, markup, dict(answer.headers), frozenset(cookies)))
        forms = [form for form in forms_of(path, markup, cookies) if is_public(form.path)]
        self._answer([form for form in forms if not ENDS.search(form.path)], depth, last)
        for link in html.fromstring(markup).xpath("//a/@href"):
            self._open(client, urljoin(path, link).partition("#")[0], depth + 1, last)
        self._answer([form for form in forms if ENDS.search(form.path)], depth, last)

    def _answer(self, forms: list[Form], depth: int, last: bool) -> None:
        for form in forms:
            if (form.kind, self._who, last) in self._filled:
                continue
            self._filled.add((form.kind, self._who, last))
            self.forms.setdefault(form.kind, form)
            if not ENDS_ALL.search(form.path):
                self._fill(form, depth, last)

    def _fill(self, form: Form, depth: int, last: bool) -> None:
        sent = {name: plausible(name, said, last) for name, said in form.fields.items()} | dict(form.buttons[:1])
        client = Client(raise_request_exception=False)
        client.cookies.load(form.cookies)
        ask = client.post if form.method == "POST" else client.get
        self.addresses.append(form.path)
        self._read(client, form.path, ask(form.path, sent, follow=True), depth + 1, last)


def is_public(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.netloc and parts.path.startswith("/") and not parts.path.startswith(ASIDE)
