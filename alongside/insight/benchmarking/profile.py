"""A council improvement profile: what heads it, its charts, all its claims, and the council's own words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from . import change, claims, words
from .challenges import Challenge, challenges
from .chart import Row, rows
from .choosing import Chosen, choose
from .claim import Claim
from .measures import bare
from .standing import Standing

# [[1D value]] in the council's words is the figure itself, and changes with it.
TOKEN = re.compile(r"\[\[\s*(?P<code>[^\s\]]+)\s+(?P<what>value|rank|england|region|before)\s*\]\]", re.I)
HEADING = re.compile(r"#+[ \t]*(?P<words>[^\n]{1,120})")


@dataclass(frozen=True)
class Words:
    """The council's own words as they stand, and who answers for them."""

    text: str
    version: int
    by: str
    at: datetime
    signed_off: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """In pieces: (text, is it a figure of ours?)."""

    pieces: list[tuple[str, bool]]
    heading: bool = False


@dataclass(frozen=True)
class Profile:
    standing: Standing
    own_words: Words | None = None

    @cached_property
    def claims(self) -> list[Claim]:
        return list(claims.every(self.standing))

    @cached_property
    def chosen(self) -> Chosen:
        return choose(self.claims)

    @cached_property
    def rows(self) -> list[Row]:
        return rows(self.standing)

    @cached_property
    def challenges(self) -> list[Challenge]:
        return challenges(self.standing)

    @property
    def name(self) -> str:
        return self.standing.council.name

    @cached_property
    def directions(self) -> dict[str, int]:
        """How many improved, stayed and declined; what cannot be compared."""
        found = Counter(moved.direction for _, moved in self.standing.changes())
        return {
            "improved": found[change.IMPROVED],
            "same": found[change.SAME],
            "declined": found[change.DECLINED],
            "new": len(self.standing.measures) - sum(found.values()),
        }

    @cached_property
    def sides(self) -> dict[str, int]:
        """Against England, as published."""
        found = Counter(
            one.direction for one in self.claims if one.pattern == "against_average" and one.comparator == "England"
        )
        return {"better": found["better"], "same": found["same"], "worse": found["worse"]}

    @cached_property
    def middle_rank(self) -> str:
        at = self.standing
        found = sorted(rank.rank for of in at.measures if (rank := at.rank(of, at.region)))
        if not found:
            return "No ranks"
        most = max(rank.of for of in at.measures if (rank := at.rank(of, at.region)))
        return f"{words.ordinal(found[len(found) // 2])} of {most}"

    def paragraphs(self) -> list[Paragraph]:
        """The council's words, paragraph by paragraph. A line of its own that begins with # is a heading."""
        if self.own_words is None:
            return []
        found = []
        for one in re.split(r"\n\s*\n", self.own_words.text.strip()):
            heading = HEADING.fullmatch(one.strip())
            text = heading["words"] if heading else one
            if text.strip():
                found.append(Paragraph(self._pieces(text), heading=bool(heading)))
        return found

    def _pieces(self, paragraph: str) -> list[tuple[str, bool]]:
        pieces, place = [], 0
        for found in TOKEN.finditer(paragraph):
            if found.start() > place:
                pieces.append((paragraph[place : found.start()], False))
            pieces.append((self.figure(found["code"], found["what"].lower()), True))
            place = found.end()
        return [*pieces, (paragraph[place:], False)] if place < len(paragraph) else pieces

    def figure(self, code: str, what: str) -> str:
        """A figure by its code, or that there is none."""
        row = next((one for one in self.rows if bare(one.measure.code) == bare(code)), None)
        if row is None:
            return f"no figure of {code}"
        return {"value": row.value, "rank": row.rank, "england": row.england, "region": row.region, "before": row.then}[
            what
        ] or f"no figure of {code}"


def unknown_tokens(text: str, profile: Profile) -> list[str]:
    """What stands in double brackets and is no figure of this profile."""
    known = {found.group() for found in TOKEN.finditer(text)}
    wrong = [one for one in re.findall(r"\[\[[^\]]*\]\]", text) if one not in known]
    return wrong + [
        found.group()
        for found in TOKEN.finditer(text)
        if profile.figure(found["code"], found["what"].lower()).startswith("no figure")
    ]
