"""What of a record can be seen differently: entries that this reader may read, by kind and number, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from alongside.people.agreements.models import Agreement
from alongside.people.own_access.models import Part

from ..guard import Theirs
from . import about, papers, planned


@dataclass(frozen=True)
class Entry:
    record: Any
    title: str
    # As it stands on their page; empty where the page is the paper itself.
    words: str = ""


def _words(theirs: Theirs, pk: int) -> Iterator[Entry]:
    for one in about.said(theirs):
        for row in (one.said, *(earlier for earlier, _ in one.earlier)):
            yield Entry(row, one.topic, row.words)


def _strengths(theirs: Theirs, pk: int) -> Iterator[Entry]:
    yield from (Entry(row, "What I am good at", row.words) for row in about.strengths(theirs))


def _networks(theirs: Theirs, pk: int) -> Iterator[Entry]:
    yield from (Entry(row, "Groups and places", str(row)) for row in about.networks(theirs))


def _plans(theirs: Theirs, pk: int) -> Iterator[Entry]:
    yield from (Entry(one.plan, one.title) for one in planned.in_force(theirs))


def _papers(theirs: Theirs, pk: int) -> Iterator[Entry]:
    release = papers.one(theirs, pk)
    if release is not None:
        yield Entry(release.document, release.document.title)


def _agreements(theirs: Theirs, pk: int) -> Iterator[Entry]:
    yield from (Entry(row, row.purpose_words, row.what)
                for row in Agreement.objects.filter(subject=theirs.subject, pk=pk))


# A paper goes by the number of its release, as its page does.
KINDS: dict[str, tuple[str, Callable[[Theirs, int], Iterator[Entry]]]] = {
    "words": (Part.ABOUT_ME, _words), "strength": (Part.ABOUT_ME, _strengths), "network": (Part.ABOUT_ME, _networks),
    "plan": (Part.PLAN, _plans), "paper": ("", _papers), "agreement": (Part.AGREEMENTS, _agreements),
}


def one(theirs: Theirs, kind: str, pk: int) -> Entry | None:
    if kind not in KINDS:
        return None
    part, entries = KINDS[kind]
    if part and not theirs.may_read(part):
        return None
    by_itself = kind == "paper"
    return next((entry for entry in entries(theirs, pk) if by_itself or entry.record.pk == pk), None)
