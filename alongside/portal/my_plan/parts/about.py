"""In their own words: what matters, what they are good at, the groups and places of their life."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.foundation.design import words
from alongside.foundation.documents.blocks import Block, Bullets, Heading, Paragraph, Quote
from alongside.people.about_me.models import Network, Strength, Words

from ..guard import Theirs

MOST_OF_A_TOPIC = 5


@dataclass(frozen=True)
class Said:
    topic: str
    said: Words
    note: str
    earlier: list[tuple[Words, str]]


def said(theirs: Theirs) -> list[Said]:
    """Each topic with its latest words, and the ones before. What somebody else told a worker stays with the workers;
    what somebody who acts for them wrote here does not."""
    rows = Words.objects.filter(subject=theirs.subject).exclude(whose=Words.Whose.TOLD, added_by="").newest_first()
    by_topic: dict[str, list[Words]] = {}
    for row in rows:
        by_topic.setdefault(row.topic, []).append(row)
    return [
        Said(str(label), of[0], note(theirs, of[0]), [(one, note(theirs, one)) for one in of[1:MOST_OF_A_TOPIC]])
        for topic, label in Words.Topic.choices if (of := by_topic.get(topic))
    ]


def note(theirs: Theirs, row: Words) -> str:
    """"You said this on 14 April 2026": to them as "you", to whoever reads for them by name."""
    day = words.date(row.said_on)
    if row.added_acts_as:
        return f"{row.added_by}, {row.added_acts_as}, wrote this here on {day}"
    you = "You" if theirs.access.is_the_person else str(theirs.subject)
    did = "wrote this here" if row.added_by else "showed this" if row.whose == Words.Whose.SHOWN else "said this"
    return f"{you} {did} on {day}"


def strengths(theirs: Theirs) -> list[Strength]:
    return list(Strength.objects.filter(subject=theirs.subject).still_so())


def networks(theirs: Theirs) -> list[Network]:
    return list(Network.objects.filter(subject=theirs.subject).still_so())


def blocks(theirs: Theirs) -> list[Block]:
    found: list[Block] = []
    for one in said(theirs):
        found += [Heading(one.topic), Quote(one.said.words), Paragraph(one.note)]
    for title, rows in (("What I am good at", strengths(theirs)), ("Groups and places", networks(theirs))):
        if rows:
            found += [Heading(title), Bullets([str(row) for row in rows])]
    return found
