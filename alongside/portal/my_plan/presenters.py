"""Somebody's own record in words they use: "I", "my", days and names, and nothing that belongs to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from alongside.people.messages.selectors import unread_outside
from alongside.people.own_access.models import Access, Part

from .guard import Theirs
from .parts import looked


@dataclass(frozen=True)
class Section:
    """A page of My plan, as home leads to it. `part` is what of the record it shows."""

    title: str
    words: str
    url_name: str
    part: str = ""


# In the order in which home shows them. A page that is not there has no line.
SECTIONS = [
    Section("About me", "What matters to me, and how to support me", "my_plan:about_me", Part.ABOUT_ME),
    Section("My goals and my plan", "What I want, who does what, and when we look at it again", "my_plan:plan",
            Part.PLAN),
    Section("What my support costs", "A week, and who pays", "my_plan:costs", Part.MONEY),
    Section("Who helps me", "The people around me, and who works with me", "my_plan:people", Part.PEOPLE),
    Section("Messages", "Write to my worker, and read what they wrote", "my_plan:messages", Part.MESSAGES),
    Section("Add something", "Say what has changed, or what people should know", "my_plan:add", Part.ABOUT_ME),
    Section("My papers", "Letters and papers that are ready to read here", "my_plan:papers"),
    Section("What I agreed to share", "Who may know what, and taking that back", "my_plan:agreements",
            Part.AGREEMENTS),
    Section("Who opened my record", "The teams, and the days", "my_plan:looks", Part.LOOKS),
    Section("Print or keep all this", "On paper, or as a file", "my_plan:keep"),
]
# For somebody who reads for another: not "my", but whose.
FOR_ANOTHER = {
    "About me": "About them", "My goals and my plan": "Goals and plan", "Who helps me": "Who helps them",
    "What my support costs": "What the support costs", "My papers": "Papers",
    "What I agreed to share": "What may be shared", "Who opened my record": "Who opened the record",
}


@dataclass(frozen=True)
class Line:
    title: str
    words: str
    href: str


def sections(theirs: Theirs) -> list[Line]:
    """What this visitor may read, a line each."""
    lines = []
    for one in SECTIONS:
        if one.part and not theirs.may_read(one.part):
            continue
        if one.url_name == "my_plan:papers" and not reads_papers(theirs):
            continue
        if one.url_name == "my_plan:looks" and not looked.shown():
            continue
        if href := address(one.url_name):
            lines.append(Line(title_for(theirs, one.title), one.words if theirs.access.is_the_person else "", href))
    return lines


def address(url_name: str) -> str:
    """Empty for a page that is not there."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def title_for(theirs: Theirs, title: str) -> str:
    return title if theirs.access.is_the_person else FOR_ANOTHER.get(title, title)


def reads_papers(theirs: Theirs) -> bool:
    return theirs.may_read(Part.DOCUMENTS) or theirs.may_read(Part.MONEY)


def unread(theirs: Theirs) -> int:
    """Messages from workers that nobody has read here."""
    return unread_outside(theirs.access) if theirs.may_read(Part.MESSAGES) else 0


@dataclass(frozen=True)
class Whose:
    pk: int
    name: str
    words: str


def whose(accesses: Iterable[Access]) -> list[Whose]:
    """Whose record: their own first."""
    return [Whose(one.pk, str(one.subject), "My own" if one.is_the_person else f"You read this as {one.as_words}")
            for one in accesses]
