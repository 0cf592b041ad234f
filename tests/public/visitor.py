"""Somebody without an account who opens every public page there is and fills in every form on the way.

Knows nothing of any slice: pages are found by their links, forms by their fields. What a field is called and of what
type decides what is typed into it; a code is the last that was asked for, as if its message had been read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from alongside.foundation.limits.models import Count
from alongside.foundation.one_time_codes.models import OneTimeCode

DEEPEST = 120  # the longest self-assessment has some forty pages
VARIES = re.compile(r"/(?:\d+|[0-9a-f-]{32,36}|(?=[\w-]*[A-Z\d])[\w-]{20,})(?=/|$)")
# What ends one thing is pressed when everything has been looked at, and what ends the visit after that.
ENDS = re.compile(r"/(?:throw-away|cancel|take-back|take-off)/$")
ENDS_ALL = re.compile(r"/(?:sign-out|leave|close|forget)/$")
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
    (re.compile(r"^address$"), TYPED["email"]),  # where a code shall go
]
CODE = re.compile(r"^(?:code|digits)$")


@dataclass(frozen=True)
class Form:
    """A form as it stood on a page: where it goes, its fields with what a browser would send, and who had it open."""

    page: str
    path: str
    method: str
    fields: dict[str, dict[str, Any]]
    buttons: tuple[tuple[str, str], ...]
    cookies: dict[str, str] = field(default_factory=dict)
    unnamed: bool = True  # whether a button sends it that says nothing of its own

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
            said = fields.setdefault(one.get("name"), {"type": kind, "options": [], "value": one.get("value") or "",
                                                       "numeric": one.get("inputmode") in ("numeric", "decimal")})
            if kind == "select":
                said["options"] += [option.get("value", option.text or "") for option in one.xpath(".//option")]
            elif kind in ("radio", "checkbox"):
                said["options"].append(one.get("value") or "on")
            elif kind == "textarea":
                said["value"] = one.text or ""
        pressed = form.xpath(".//button[@name] | .//input[@type='submit'][@name]")
        buttons = tuple((button.get("name"), button.get("value") or "") for button in pressed)
        unnamed = bool(form.xpath(".//button[not(@name) and not(@formaction) and not(@type='button')]"))
        leading_elsewhere = form.xpath(".//button/@formaction")
        if buttons or unnamed or not leading_elsewhere:
            yield Form(page, address, form.method.upper(), fields, buttons, cookies, unnamed)
        for elsewhere in leading_elsewhere:
            yield Form(page, urljoin(page, elsewhere), form.method.upper(), fields, (), cookies)
        if itself := form.get("data-keeps"):  # what the page's script sends while somebody writes
            place = {"type": "hidden", "options": [], "value": form.get("data-place"), "numeric": False}
            yield Form(page, urljoin(page, itself), "POST", fields | {"place": place}, (), cookies)


def plausible(name: str, said: dict[str, Any], last: bool) -> Any:
    """What somebody might well answer: the first of the options, or the last."""
    if said["options"]:
        offered = [option for option in said["options"] if option] or [""]
        return offered[-1 if last else 0]
    if said["type"] == "hidden":
        return said["value"]
    if said["type"] == "file":
        return SimpleUploadedFile("note.txt", b"She can manage the stairs again.", content_type="text/plain")
    if CODE.search(name) and (asked_for := OneTimeCode.objects.order_by("pk").last()):
        return asked_for.digits
    typed = next((value for pattern, value in NAMED if pattern.search(name.lower())), None)
    typed = typed or TYPED.get("number" if said["numeric"] else said["type"])
    return typed or said["value"] or "I want to get out more and meet people"


@dataclass(frozen=True)
class Met:
    """A page as it came: its address, its words, and the cookies that were laid on the way to it."""

    path: str
    markup: str
    headers: dict[str, str]
    cookies: frozenset[str]


class Visitor:
    """Walks from the pages given through everything open to the public, and keeps each kind of page and form once.

    Each new kind of form is handed to `met` as it is met, before anything on its page is filled in: a referral that
    is sent has no more steps to ask. `before` is what others do meanwhile, just before it is filled in.
    """

    def __init__(
        self, met: Callable[[Form], None] = lambda form: None,
        before: Callable[[Form, bool], None] = lambda form, last: None,
    ) -> None:
        self.pages: dict[str, Met] = {}
        self.forms: dict[tuple[str, str, tuple[str, ...]], Form] = {}
        self.addresses: list[str] = []
        self.broken: list[str] = []
        self.turned_away: list[str] = []
        self.logged: list[logging.LogRecord] = []
        self._met, self._before = met, before
        self._opened: set[tuple[str, str, bool]] = set()
        self._filled: set[tuple[Any, str, bool]] = set()
        self._ends: list[Form] = []
        self._start = self._who = ""
        self._typed: dict[str, str] = {}

    def walk(
        self, start: str, cookies: dict[str, str] | None = None, *, who: str = "", typed: dict[str, str] | None = None,
        again: Iterable[str] = (), ways: Iterable[bool] = (False, True),
    ) -> None:
        """Once choosing the first of all that is offered, once the last. `typed` is what this visitor knows better.

        `again` is looked at and answered once more at the end: it says more to whoever has begun or sent something.
        """
        self._start, self._who, self._typed = start, who, typed or {}
        for last in ways:
            client = Client(raise_request_exception=False)
            client.cookies.load(cookies or {})
            self._ends = []
            self._open(client, start, 0, last)
            for path in again:
                self._opened = {seen for seen in self._opened if not seen[0].startswith(path)}
                self._filled = {kind for kind in self._filled if kind[0][1] != path}
                self._open(client, path, 0, last)
            for form in sorted(self._ends, key=lambda form: bool(ENDS_ALL.search(form.path))):
                self._fill(client, form, 0, last)

    def _open(self, client: Client, path: str, depth: int, last: bool) -> None:
        seen = VARIES.sub("/…", path.partition("?")[0]), self._who_at(path), last
        if depth > DEEPEST or seen in self._opened or not is_public(path):
            return
        self._opened.add(seen)
        self._read(client, path, self._ask(client, "GET", path), depth, last)

    def _ask(self, client: Client, method: str, path: str, sent: dict[str, Any] | None = None) -> Any:
        Count.objects.all().delete()  # nobody asks so much in a minute; what is met is the page
        return (client.post if method == "POST" else client.get)(path, sent or {}, follow=True)

    def _read(self, client: Client, path: str, answer: Any, depth: int, last: bool) -> None:
        for step, _ in answer.redirect_chain:
            path = urljoin(path, step)
            self.addresses.append(path)
        if answer.status_code >= 500:
            self.broken.append(f"{answer.status_code} {path}")
        elif answer.status_code == 429:
            self.turned_away.append(path)
        markup = answer.content.decode() if "html" in answer.get("Content-Type", "") else ""
        if answer.status_code >= 500 or not markup or not is_public(path):
            return
        cookies = {key: morsel.value for key, morsel in client.cookies.items()}
        if answer.status_code == 200:
            self.pages.setdefault(VARIES.sub("/…", path.partition("?")[0]),
                                  Met(path, markup, dict(answer.headers), frozenset(cookies)))
        forms = [form for form in forms_of(path, markup, cookies) if is_public(form.path)]
        for form in forms:
            if form.kind not in self.forms:
                self.forms[form.kind] = form
                self._met(form)
        for form in forms:
            kind = form.kind, self._who_at(form.page), last
            if kind in self._filled:
                continue
            self._filled.add(kind)
            if ENDS.search(form.path) or ENDS_ALL.search(form.path):
                self._ends.append(form)
            else:
                self._fill(client, form, depth, last)
        for link in html.fromstring(markup).xpath("//a/@href"):
            self._open(client, urljoin(path, link).partition("#")[0], depth + 1, last)

    def _fill(self, client: Client, form: Form, depth: int, last: bool) -> None:
        self._before(form, last)
        self.addresses.append(form.path)
        for button in form.buttons[:1] + ((),) if form.unnamed else form.buttons[:1] or ((),):
            sent = {name: self._typed.get(name) or plausible(name, said, last) for name, said in form.fields.items()}
            answer = self._ask(client, form.method, form.path, sent | dict([button] if button else []))
            self._read(client, form.path, answer, depth + 1, last)

    def _who_at(self, path: str) -> str:
        """Whoever is let in sees other pages at the same addresses, and the others as everybody does."""
        return self._who if path.startswith(self._start) else ""


def is_public(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.netloc and parts.path.startswith("/") and not parts.path.startswith(ASIDE)
