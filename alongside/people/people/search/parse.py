"""What somebody typed into the one box, taken apart: names, a birthday, numbers, a place. Never fails on any text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from alongside.people.people import normal

from .dates import run_together, take_dates

LONGEST = 200
# Words that say what follows, or are titles, and are nobody's name in a search.
_NOISE = {"mr", "mrs", "ms", "miss", "mx", "dr", "dob", "born", "nhs", "no", "tel", "telephone", "phone", "mobile",
          "postcode", "address", "aka", "of", "the", "and"}
# Written apart or together: "O Brien", "Mc Donald", "de la Cruz", "Al Masri".
_PARTICLES = {"o", "mc", "mac", "de", "la", "le", "du", "da", "di", "van", "von", "der", "den", "al", "el", "bin",
              "ibn", "abu", "abd", "st", "san", "fitz", "ap", "ul", "ur"}
_ROADS = ("road|rd|row|street|st|lane|ln|avenue|ave|close|drive|court|crescent|gardens|grove|place|terrace|walk|way|"
          "square|mews|view|hill|park|rise|green|gate|house|parade|bank")
_EMAIL = re.compile(r"\S+@\S+")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2}|\d[a-z]?(?![a-z\d/.\-]))?(?![a-z\d])")
_FIGURES = re.compile(r"\+?\d[\d\s\-()]*\d|\d")
_NUMBER_AND_STREET = re.compile(r"(?<![\w+])(\d{1,4}[a-z]?)[\s,]+([a-z][a-z'’]{2,}(?:\s+[a-z'’]+){0,2}?\s+"
                                rf"(?:{_ROADS})\b|[a-z][a-z'’]{{2,}})")
_ROAD = re.compile(rf"\b([a-z][a-z'’]{{2,}}\s+(?:{_ROADS}))\b")


@dataclass(frozen=True)
class Sought:
    text: str = ""
    words: tuple[str, ...] = ()
    # The word without its particle, which a record may do without: {"delacruz": "cruz"}.
    tails: tuple[tuple[str, str], ...] = ()
    births: tuple[str, ...] = ()
    nhs: str = ""
    numbers: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    postcode: str = ""
    streets: tuple[str, ...] = ()
    roads: tuple[str, ...] = ()
    email: str = ""
    street_words: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.births or self.nhs or self.numbers or self.telephones or self.postcode
                    or self.streets or self.roads or self.email)

    @property
    def birthday(self) -> str:
        """The one whole day that was typed, or nothing."""
        whole = [day for day in self.births if len(day) == 10]
        return whole[0] if len(whole) == 1 else ""


def parse(text: str, today: date) -> Sought:
    text = " ".join(normal.plain(text.replace("\x00", " "))[:LONGEST].split())
    typed = text
    emails = _EMAIL.findall(text)
    text = _EMAIL.sub(" ", text)
    births, text = take_dates(text, today)
    nhs, telephones, numbers, more_births, text = _take_long_numbers(text, today)
    postcode, text = _take_postcode(text)
    streets, roads, street_words, text = _take_streets(text, today)
    for match in _FIGURES.findall(text):
        for digits in re.findall(r"\d+", match):
            days = run_together(digits, today)
            more_births += days
            if not days:
                numbers.append(digits)
    text = re.sub(r"\d+", " ", text)
    words, tails = _joined(normal.words_of(text))
    words = [word for word in words if word not in _NOISE] or ([] if births or more_births or nhs else words)
    return Sought(
        text=typed, words=tuple(words[:8]), tails=tuple(tails.items()),
        births=tuple(dict.fromkeys([*births, *more_births])), nhs=nhs,
        numbers=tuple(n for n in numbers if len(n) > 2), telephones=tuple(telephones), postcode=postcode,
        streets=tuple(streets), roads=tuple(roads), email=normal.email(emails[0]) if emails else "",
        street_words=frozenset(street_words),
    )


def _take_long_numbers(text: str, today: date) -> tuple[str, list[str], list[str], list[str], str]:
    nhs, telephones, numbers, births = "", [], [], []

    def take(match: re.Match[str]) -> str:
        nonlocal nhs
        written = match.group()
        digits = normal.telephone(written)
        groups = re.findall(r"\d+", written)
        if len(digits) == 10 and not digits.startswith("0"):
            nhs = nhs or digits
            numbers.append(digits)
        elif digits.startswith("0") and len(digits) >= 9:
            telephones.append(digits)
        elif len(groups) == 1 and len(digits) in (6, 8):
            days = run_together(digits, today)
            births.extend(days)
            if len(digits) == 6 or not days:
                telephones.append(digits)
                numbers.append(digits)
        elif len(digits) >= 5 and (len(groups) == 1 or all(len(group) >= 3 for group in groups)) and len(digits) <= 15:
            telephones.append(digits)
            numbers.append(digits)
        else:
            return written
        return " "

    text = _FIGURES.sub(take, text)
    return nhs, telephones, numbers, births, text


def _take_postcode(text: str) -> tuple[str, str]:
    match = _POSTCODE.search(text)
    if not match:
        return "", text
    return (match[1] + (match[2] or "")), text[: match.start()] + " " + text[match.end():]


def _take_streets(text: str, today: date) -> tuple[list[str], list[str], list[str], str]:
    streets, roads, street_words = [], [], []

    def take(match: re.Match[str]) -> str:
        if run_together(match[1], today):
            return match.group()
        words = normal.words_of(match[2])
        streets.append(" ".join([match[1], *words]))
        street_words.extend(words)
        return " "

    text = _NUMBER_AND_STREET.sub(take, text)
    for match in _ROAD.finditer(text):
        # Hill, Park and Green are people too: read both ways, and let what is found decide.
        words = normal.words_of(match[1])
        roads.append(" ".join(words))
        street_words.extend(words)
    return streets, roads, street_words, text


def _joined(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """A particle goes to the word it belongs to: "sean o brien" is sean and obrien."""
    joined: list[str] = []
    tails: dict[str, str] = {}
    waiting = ""
    for word in words:
        if word in _PARTICLES and len(words) > 1:
            waiting += word
            continue
        joined.append(waiting + word)
        if waiting and len(word) > 2:
            tails[waiting + word] = word
        waiting = ""
    if waiting:
        joined.append(waiting)
    return joined, tails
