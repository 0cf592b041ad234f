"""What presenters hand to the page frames and macros: plain, frozen, already in words.

A macro takes these or any mapping with the same keys. Nothing here knows a record.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = ("late", "soon", "done", "decision", "work", "neutral")


@dataclass(frozen=True)
class Tag:
    """late: late or unsafe, nothing else. soon: to check. done: done or sure. decision: decision or safeguarding.
    work: ordinary work. neutral: everything else. The text says it all: colour never speaks alone."""

    text: str
    kind: str = "neutral"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"A tag is one of {', '.join(KINDS)}, not {self.kind!r}")


@dataclass(frozen=True)
class Button:
    """An act named by what it does. `post` makes it a small form, for acts that change something."""

    text: str
    href: str
    primary: bool = False
    post: bool = False
    about: str = ""  # said to screen readers after the text, where six buttons on a page read the same
    hidden: Sequence[tuple[str, str]] = ()  # posted with it


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Tab:
    text: str
    href: str
    current: bool = False
    count: int | None = None


NOT_KNOWN = "Not known yet"


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    tag: Tag | None = None
    href: str = ""
    wide: bool = False
    note: str = ""

    @property
    def says_something(self) -> bool:
        return self.value != NOT_KNOWN or self.tag is not None


@dataclass(frozen=True)
class Row:
    """One line of a work list: when, who and why, what kind (or who keeps in touch), and one verb."""

    day: str
    name: str
    why: str = ""
    day_note: str = ""
    late: bool = False
    href: str = ""
    tag: Tag | None = None
    kind: str = ""
    keeper: str = ""
    keeper_note: str = ""
    keeper_name: str = ""  # whose initials, where the keeper is "You"
    button: Button | None = None


@dataclass(frozen=True)
class Promise:
    day: str
    distance: str
    what: str
    owner: str
    note: str = ""
    late: bool = False
    link: Link | None = None


@dataclass(frozen=True)
class Happening:
    """A line of the timeline. `kind` colours the dot, as a tag's does; `coming` draws it hollow."""

    day: str
    title: str
    words: str = ""
    tag: Tag | None = None
    coming: bool = False
    href: str = ""
    marked: str = ""  # money, safety: the few whose dot is not plain


@dataclass(frozen=True)
class Step:
    """A part of a long form. state: done, current, open or error."""

    text: str
    href: str
    state: str = "open"


@dataclass(frozen=True)
class Warning_:
    title: str
    words: str
    review_by: dt.date | None = None


@dataclass(frozen=True)
class PersonFrame:
    name: str
    facts: Sequence[Fact]
    tabs: Sequence[Tab] = ()
    known_as: str = ""
    tags: Sequence[Tag] = ()
    warnings: Sequence[Warning_] = ()
    warnings_href: str = ""
    actions: Sequence[Button] = ()
    more: Sequence[Link] = ()


@dataclass(frozen=True)
class Slice:
    """A piece of a weight bar or stacked bar."""

    label: str
    amount: float
    shown: str = ""


@dataclass(frozen=True)
class Change:
    """A line of a side-by-side comparison. note: what the difference means, in words."""

    label: str
    before: str
    after: str
    note: Tag | None = None
