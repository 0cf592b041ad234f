"""What visitors of the public pages open, one address after another: measured is the page, not the way to it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from random import Random

import httpx

from .serving import ROOT, NotMeasured, token

# How to come by the next address, by whoever has this browser and this luck.
Way = Callable[[httpx.Client, Random], Iterator[str]]
ENTRY = re.compile(r'href="(/find-help/[0-9a-f-]{36}/)')


def always(path: str) -> Iterator[str]:
    while True:
        yield path


def searches(client: httpx.Client, draw: Random) -> Iterator[str]:
    """The need words of the council pack, one in four with a slip of the hand, every other one from a postcode."""
    with (ROOT / "councils" / "example" / "directory" / "need_words.csv").open() as file:
        every = [row["words"] for row in csv.DictReader(file)]
    while True:
        words = draw.choice(every)
        if draw.random() < 0.25:
            longest = max(words.split(), key=len)
            cut = draw.randrange(1, len(longest))
            words = words.replace(longest, longest[:cut] + longest[cut + 1 :])
        postcode = f"WM{draw.randrange(1, 10)} {draw.randrange(1, 10)}AA" if draw.random() < 0.5 else ""
        yield client.post("/find-help/search/", data={"words": words, "postcode": postcode}).headers["Location"]


def maps(client: httpx.Client, draw: Random) -> Iterator[str]:
    """The same searches, drawn."""
    for address in searches(client, draw):
        yield address.replace("/find-help/results/", "/find-help/map/")


def entries(client: httpx.Client, draw: Random) -> Iterator[str]:
    """One of those that a search found."""
    for address in searches(client, draw):
        found = ENTRY.findall(client.get(address).text)
        if found:
            yield draw.choice(found)


def questions(client: httpx.Client, draw: Random) -> Iterator[str]:
    """The first page of questions of a self-assessment, begun once."""
    start = "/help-me-work-it-out/adult/"
    sent = {"csrfmiddlewaretoken": token(client.get(start).text)}
    first = client.post(start, data=sent, headers={"Referer": str(client.base_url)}, follow_redirects=True)
    if "/questions/" not in first.url.path:
        raise NotMeasured(f"A self-assessment began at {first.url.path}.")
    yield from always(first.url.path)
