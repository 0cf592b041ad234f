"""What a letter is made of. One declaration, laid out twice: as a page and as a tagged PDF.

Words stay words: neither layout reads a person's text as markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, ClassVar

import segno


@dataclass(frozen=True)
class Block:
    """A part of a letter. `is_` names it in what is kept, and in both layouts."""

    is_: ClassVar[str]


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside the letter; its title is the only one above it."""

    is_ = "heading"
    text: str


@dataclass(frozen=True)
class Paragraph(Block):
    """Words, in the lines they were written in. `strong` for the one sentence that must not be missed."""

    is_ = "paragraph"
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets(Block):
    is_ = "bullets"
    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True)
class Quote(Block):
    """The person's own words."""

    is_ = "quote"
    text: str


@dataclass(frozen=True)
class KeyFacts(Block):
    """Label and value: day, place, who, how much."""

    is_ = "key_facts"
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table(Block):
    is_ = "table"
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"Each row of the table “{self.caption}” needs {len(self.columns)} cells.")


@dataclass(frozen=True)
class Chart(Block):
    """Figures over time as lines, a dot at each. Drawn from the numbers; `alt` says in words what it shows.

    Series: label and values, None where there is none. The second is dashed, the third dotted, for colour alone says
    nothing.
    """

    is_ = "chart"
    title: str
    points: Sequence[str]
    series: Sequence[tuple[str, Sequence[float | None]]]
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"The chart “{self.title}” needs words for those who do not see it.")
        if any(len(values) != len(self.points) for _, values in self.series):
            raise ValueError(f"Each line of the chart “{self.title}” needs {len(self.points)} values.")

    def as_lines(self) -> list[dict[str, Any]]:
        """For the page’s own chart."""
        return [{"label": label, "values": list(values)} for label, values in self.series]


@dataclass(frozen=True)
class QrCode(Block):
    """Opens an address by a telephone's camera. The address stands under it in letters, for whoever types it."""

    is_ = "qr_code"
    address: str
    words: str

    @property
    def drawn(self) -> str:
        """As SVG, the same on the page and on paper; made from the address alone."""
        return str(segno.make(self.address, error="m").svg_inline(title=self.words, scale=4, border=2, dark="#1c2b2e",
                                                                  light="#ffffff"))


@dataclass(frozen=True)
class SignOff(Block):
    is_ = "sign_off"
    name: str
    job_title: str = ""
    team: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Signatures(Block):
    """Lines to sign on, for a plan agreed on paper."""

    is_ = "signatures"
    names: Sequence[str]


BLOCKS: dict[str, type[Block]] = {
    kind.is_: kind for kind in (Heading, Paragraph, Bullets, Quote, KeyFacts, Table, Chart, QrCode, SignOff, Signatures)
}


@dataclass(frozen=True)
class Letterhead:
    """Whose letter it is, from the council's pack."""

    name: str
    address: Sequence[str] = ()
    telephone: str = ""
    email: str = ""
    # How to ask for another format or language: printed at the foot of every letter.
    other_formats: str = ""


@dataclass(frozen=True)
class Letter:
    """Everything that is on the paper."""

    title: str
    blocks: Sequence[Block]
    letterhead: Letterhead
    day: date
    addressee: str = ""
    address: Sequence[str] = ()
    reference: str = ""
    large_print: bool = False
    easy_read: bool = False
    language: str = "en-GB"
    greeting: str = ""
    sealed: bool = True  # a draft says so on every page

    def __post_init__(self) -> None:
        if not _printable(self.title).strip():
            raise ValueError("A letter needs a title: a screen reader says it first.")

    def as_data(self) -> dict[str, Any]:
        """For the typesetter: text and lists only, with what cannot be printed taken out."""
        data = asdict(self)
        data["blocks"] = [{**kept, "drawn": part.drawn} if isinstance(part, QrCode) else kept
                          for part, kept in zip(self.blocks, keep(self.blocks), strict=True)]
        data["day"] = f"{self.day.day} {self.day:%B %Y}"
        return _printable(data)


def keep(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as they are kept."""
    return [_printable({"is": block.is_, **asdict(block)}) for block in blocks]


def read(kept: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks from what was kept; anything else is refused by name."""
    return [_read_one(one) for one in kept]


def _read_one(one: Mapping[str, Any]) -> Block:
    given = dict(one)
    kind = BLOCKS.get(given.pop("is", ""))
    if kind is None:
        raise ValueError(f"A letter has no part called {one.get('is')!r}; it has {', '.join(BLOCKS)}.")
    known = {each.name for each in fields(kind)}
    if strange := set(given) - known:
        raise ValueError(f"The part {kind.is_!r} of a letter has no {', '.join(sorted(strange))}.")
    return kind(**given)


def _printable(value: Any) -> Any:
    """Without control characters, which no paper shows and no PDF allows."""
    if isinstance(value, str):
        return "".join(
            letter for letter in value.replace("\r\n", "\n").replace("\t", " ")
            if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"}
        )
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(one) for one in value]
    return value
