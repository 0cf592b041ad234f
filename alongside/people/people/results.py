"""A line of search results in words: enough to choose the right person, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words

from .search.parse import Sought
from .search.rank import Candidate


@dataclass(frozen=True)
class Line:
    subject_id: int
    href: str
    name: str
    known_as: str
    born: str
    address: str
    nhs_end: str
    workers: str
    died: str
    note: str
    strong: bool = False


def line(hit: Candidate, workers: list[str] | None = None, today: date | None = None, *, strong: bool = False) -> Line:
    return Line(
        subject_id=hit.subject_id, href=reverse("desk:person", args=[hit.subject_id]), name=hit.name,
        known_as=hit.known_as if hit.known_as not in hit.name.split() else "",
        born=_born(hit, today or timezone.localdate()),
        address=", ".join(part for part in (hit.address, hit.postcode) if part) or "No address yet",
        nhs_end=f"{hit.nhs_number[-4:]}" if hit.nhs_number else "",
        workers=words.sentence_list((workers or [])[:3]),
        died=f"Died {words.date(hit.died_on)}" if hit.died_on else "",
        note="Found by a former or other name" if hit.previous_name else "", strong=strong,
    )


def _born(hit: Candidate, today: date) -> str:
    if not hit.born:
        return "Date of birth not known"
    age = words.age(hit.born, min(today, hit.died_on) if hit.died_on else today)
    about = "about " if hit.born_estimated else ""
    return f"{about}{age} · {about}{words.date(hit.born)}"


def read_as(sought: Sought) -> str:
    """How the box was understood, so that a surprise is explained: "name smyth, born in 1947, postcode WM4"."""
    parts = []
    if sought.words:
        parts.append(f"name {' '.join(sought.words)}")
    if sought.births:
        parts.append("born " + " or ".join(_birth(birth) for birth in sought.births[:3]))
    if sought.nhs:
        parts.append(f"NHS number {words.nhs_number(sought.nhs)}")
    if sought.telephones and not sought.nhs:
        parts.append(f"telephone {words.telephone(sought.telephones[0])}")
    if sought.postcode:
        parts.append(f"postcode {sought.postcode.upper()}")
    if sought.streets or sought.roads:
        parts.append(f"address {(sought.streets or sought.roads)[0]}")
    if sought.email:
        parts.append(f"email {sought.email}")
    return ", ".join(parts)


def _birth(birth: str) -> str:
    if len(birth) == 10:
        return words.date(date.fromisoformat(birth))
    if len(birth) == 7:
        return f"in {words.MONTHS[int(birth[5:]) - 1]} {birth[:4]}"
    return f"in {birth}"


def add_address(typed: str) -> str:
    return f"{reverse('people:add')}?{urlencode({'q': typed})}"
