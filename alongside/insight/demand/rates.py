"""Prevalence from a data file: how many in a hundred people of an age live with a condition, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from .bands import BadBand, Band, apart, overlap, read_band
from .growth import Group
from .projecting import NOTHING, Range

MARKS = ("seen", "derived", "unverified")
MARK_WORDS = {"seen": "Seen in its source", "derived": "Worked out from its source",
              "unverified": "Not yet compared with its source"}


class BadRates(ValueError):
    """The file cannot be used: one sentence that names the file and the entry."""


@dataclass(frozen=True)
class Rate:
    """Per cent of the people of a band and sex ("all" for both); its margin where the source gives one."""

    band: Band
    sex: str
    central: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Condition:
    key: str
    label: str
    source: str
    mark: str
    seen_on: date
    known_until: date
    rates: tuple[Rate, ...]

    @property
    def has_margin(self) -> bool:
        return all(rate.low is not None for rate in self.rates)

    def people(self, population: Mapping[tuple[str, Band], Decimal]) -> Range | None:
        """`population` by sex and band of the projection; nothing where its bands cannot be divided so."""
        total = NOTHING
        for rate in self.rates:
            there = _people_of(rate, population)
            if there is None:
                return None
            low, high = (rate.central if end is None else end for end in (rate.low, rate.high))
            total = Range(total.low + there * low / 100, total.central + there * rate.central / 100,
                          total.high + there * high / 100)
        return total


def _people_of(rate: Rate, population: Mapping[tuple[str, Band], Decimal]) -> Decimal | None:
    sexes = {sex for sex, _ in population}
    if rate.sex != "all" and rate.sex not in sexes:
        return None
    there = {key: people for key, people in population.items()
             if key[1].meets(rate.band) and rate.sex in ("all", key[0])}
    if not there or any(not rate.band.holds(band) for _, band in there):
        return None
    covered = min(band.first for _, band in there) <= rate.band.first
    return sum(there.values(), Decimal(0)) if covered else None


def read_conditions(file: Path) -> tuple[Condition, ...]:
    return tuple(_condition(file, str(key), about) for key, about in _entries(file, "conditions").items())


def read_groups(file: Path) -> tuple[Group, ...]:
    return tuple(_group(file, str(key), about) for key, about in _entries(file, "groups").items())


def read_ages(file: Path) -> tuple[Band, ...]:
    """The bands of age that the council plans by."""
    content = _content(file)
    written = content.get("ages")
    if not isinstance(written, list) or not written:
        raise BadRates(f"{file.name} needs `ages`, a list such as [0-25, 25-65, 65+].")
    try:
        return apart([str(words) for words in written])
    except BadBand as problem:
        raise BadRates(f"{file.name}, ages: {problem}") from problem


def _content(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadRates(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    return content if isinstance(content, dict) else {}


def _entries(file: Path, section: str) -> Mapping[str, Any]:
    entries = _content(file).get(section)
    if not isinstance(entries, dict):
        raise BadRates(f"{file.name} needs a section `{section}`.")
    return entries


def _need(where: str, about: Any, keys: Sequence[str], may: Sequence[str] = ()) -> None:
    if not isinstance(about, dict):
        raise BadRates(f"{where}: needs {', '.join(keys)}.")
    for key in keys:
        if about.get(key) in (None, ""):
            raise BadRates(f"{where}: `{key}` is missing.")
    for key in sorted(set(map(str, about)) - {*keys, *may}):
        raise BadRates(f"{where}: `{key}` is not a key here.")


def _mark(where: str, about: Mapping[str, Any]) -> str:
    if about["mark"] not in MARKS:
        raise BadRates(f"{where}: `mark` must be one of {', '.join(MARKS)}.")
    return str(about["mark"])


def _number(where: str, key: str, value: Any, least: int = 0, most: int = 100) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise BadRates(f"{where}: `{key}` is not a number.") from None
    if not number.is_finite() or not least <= number <= most:
        raise BadRates(f"{where}: `{key}` must be from {least} to {most}.")
    return number


def _condition(file: Path, key: str, about: Any) -> Condition:
    where = f"{file.name}, {key}"
    _need(where, about, ("label", "source", "mark", "seen_on", "known_until", "rates"))
    for day in ("seen_on", "known_until"):
        if type(about[day]) is not date:
            raise BadRates(f"{where}: `{day}` must be a day, such as 2028-03-31.")
    if not isinstance(about["rates"], list):
        raise BadRates(f"{where}: `rates` must be a list.")
    rates = tuple(_rate(f"{where}, rate {number}", one) for number, one in enumerate(about["rates"], 1))
    for sex in ("female", "male"):
        if shared := overlap(rate.band for rate in rates if rate.sex in (sex, "all")):
            raise BadRates(f"{where}: {shared[0].label} and {shared[1].label} both hold the age {shared[2]}.")
    places = [(rate.sex, rate.band) for rate in rates]
    if len(set(places)) < len(places) or {rate.sex for rate in rates} > {"all"}:
        raise BadRates(f"{where}: an age and sex has two rates.")
    return Condition(key, str(about["label"]), str(about["source"]), _mark(where, about), about["seen_on"],
                     about["known_until"], rates)


def _rate(where: str, about: Any) -> Rate:
    _need(where, about, ("ages", "percent"), ("sex", "low", "high"))
    try:
        band = read_band(str(about["ages"]))
    except BadBand as problem:
        raise BadRates(f"{where}: {problem}") from problem
    sex = str(about.get("sex", "all"))
    if sex not in ("female", "male", "all"):
        raise BadRates(f"{where}: `sex` must be female, male or all.")
    central = _number(where, "percent", about["percent"])
    if ("low" in about) != ("high" in about):
        raise BadRates(f"{where}: give `low` and `high`, or neither.")
    if "low" not in about:
        return Rate(band, sex, central)
    low, high = (_number(where, key, about[key]) for key in ("low", "high"))
    if not low <= central <= high:
        raise BadRates(f"{where}: `percent` must lie between `low` and `high`.")
    return Rate(band, sex, central, low, high)


def _group(file: Path, key: str, about: Any) -> Group:
    where = f"{file.name}, {key}"
    wanted = ("label", "people", "year", "growth", "source", "mark", "known_until")
    _need(where, about, wanted, ("share", "share_label"))
    given = about["growth"]
    if not isinstance(given, dict) or set(given) - {"by"} != {"low", "central", "high"}:
        raise BadRates(f"{where}: `growth` needs low, central and high, in per cent a year; or by a year, with `by`.")
    by = given.get("by")
    if by is not None and (type(by) is not int or type(about["year"]) is not int or not about["year"] < by <= 2100):
        raise BadRates(f"{where}: growth `by` must be a year after `year`.")
    most = 50 if by is None else 500
    low, central, high = (_number(where, f"growth {end}", given[end], -50, most) for end in ("low", "central", "high"))
    if not low <= central <= high:
        raise BadRates(f"{where}: growth `central` must lie between `low` and `high`.")
    for year in ("year", "known_until"):
        if type(about[year]) is not int or not 1990 <= about[year] <= 2100:
            raise BadRates(f"{where}: `{year}` must be a year.")
    share = None if about.get("share") is None else _number(where, "share", about["share"])
    return Group(key, str(about["label"]), _number(where, "people", about["people"], 0, 100_000_000), about["year"],
                 (low, central, high), str(about["source"]), _mark(where, about), about["known_until"], share,
                 str(about.get("share_label", "")), by)
