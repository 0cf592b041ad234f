"""Through the pages as a browser without scripts does it: the forms and links that are there, nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse


class Forms(HTMLParser):
    """The forms of a page with what they would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "method": given.get("method", "get"), "fields": {},
                               "asked": set(), "keeps": "data-saves-itself" in given})
        if not self.forms or "name" not in given:
            return
        form, name = self.forms[-1], given["name"]
        if tag == "textarea":
            self._area, form["fields"][name] = name, ""
            form["asked"].add(name)
        if tag == "input":
            kind = given.get("type", "text")
            if kind != "hidden":
                form["asked"].add(name)
            if kind not in ("radio", "checkbox") or "checked" in given:
                form["fields"].setdefault(name, []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1]["fields"][self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def start(client: Client, slug: str) -> Any:
    return client.post(reverse("self_assessment:start", args=[slug]), follow=True)


def step_of(page: Any) -> str:
    found = re.search(r"/questions/([a-z0-9-]+)/", page.request["PATH_INFO"])
    return found.group(1) if found else page.request["PATH_INFO"]


def answer(client: Client, page: Any, do: str = "next", **given: Any) -> Any:
    """Fill in this page and press its button."""
    form = next(one for one in Forms(page.content.decode()).forms if one["keeps"])
    unknown = set(given) - form["asked"]
    assert not unknown, f"{step_of(page)} does not ask for {unknown}, but for {form['asked']}"
    return client.post(form["action"], {**form["fields"], **given, "do": do}, follow=True)


def through(client: Client, page: Any, until: str, /, **given: Any) -> Any:
    """Page by page to the one named, with the answers given and everything else left blank."""
    for _ in range(40):
        if step_of(page) == until:
            return page
        form = next((one for one in Forms(page.content.decode()).forms if one["keeps"]), None)
        assert form is not None, f"{step_of(page)} asks nothing, on the way to {until}"
        before = step_of(page)
        mine = {name: value for name, value in given.items() if name in form["asked"]}
        page = answer(client, page, **mine)
        wrong = re.findall("error-message.*", page.content.decode())
        assert step_of(page) != before, f"{before} does not go on: {wrong}"
    raise AssertionError(f"{until} never came")


TO_SEND = {"who": "me", "your_name": "Ellen Jones", "telephone": "01632 960321", "email": "ellen.jones@post.example",
           "agree": "yes"}
