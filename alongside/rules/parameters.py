"""Figures of law and guidance, asked for by day.

A day before the first value, or after the last day for which the figure has been checked, is refused:
software must not guess the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("parameters")
NATIONAL_MARKS = ("seen", "derived", "unverified")
NOT_CHECKED = "not yet checked against the source"


class NotKnown(LookupError):
    """No figure is known for that day: one sentence that names the figure and the day."""


class BadParameters(ValueError):
    """A file of figures cannot be read: one sentence that names the file and the key."""


@dataclass(frozen=True)
class Parameter:
    """One figure with its source, and the values it has had."""

    subject: str
    name: str
    label: str
    unit: str
    source: str
    mark: str
    values: tuple[tuple[date, Any], ...]
    known_until: date

    def on(self, day: date) -> Any:
        known = [value for start, value in self.values if start <= day]
        if not known:
            first = self.values[0][0]
            raise NotKnown(f"“{self.label}” is not known on {day.isoformat()}: it begins on {first.isoformat()}.")
        if day > self.known_until:
            raise NotKnown(
                f"“{self.label}” is not known on {day.isoformat()}: "
                f"it has been checked until {self.known_until.isoformat()}."
            )
        return known[-1]

    @property
    def is_checked(self) -> bool:
        return self.mark != "unverified"

    @property
    def caution(self) -> str:
        """What is printed after a figure that nobody has yet compared with its source."""
        return "" if self.is_checked else f" ({NOT_CHECKED})"

    @property
    def cited(self) -> str:
        return f"{self.source}{self.caution}"


def read_parameters(file: Path, marks: tuple[str, ...] = NATIONAL_MARKS) -> Mapping[str, Parameter]:
    """Every figure of one file, or `BadParameters` naming the file and the key."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadParameters(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    if not isinstance(content, dict) or not isinstance(content.get("figures"), dict):
        raise BadParameters(f"{file.name} needs a `figures` section with one entry for each figure.")
    unknown = set(content) - {"subject", "figures"}
    if unknown:
        raise BadParameters(f"{file.name}: `{sorted(map(str, unknown))[0]}` is not a key of a file of figures.")
    subject = str(content.get("subject", file.stem))
    if subject != file.stem:
        raise BadParameters(f"{file.name}: `subject` is {subject}; it must be the file's own name, {file.stem}.")
    return {
        str(name): _read_parameter(file, subject, str(name), entry, marks) for name, entry in content["figures"].items()
    }


def _read_parameter(file: Path, subject: str, name: str, entry: Any, marks: tuple[str, ...]) -> Parameter:
    where = f"{file.name}, {name}"
    if not isinstance(entry, dict):
        raise BadParameters(f"{where}: needs label, unit, source, mark, values and known_until.")
    keys = {"label", "unit", "source", "mark", "values", "known_until"}
    for key in sorted(keys - set(entry)):
        raise BadParameters(f"{where}: `{key}` is missing.")
    for key in sorted(set(map(str, entry)) - keys):
        raise BadParameters(f"{where}: `{key}` is not a key of a figure.")
    for key in ("label", "unit", "source"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise BadParameters(f"{where}: `{key}` must be words.")
    if entry["mark"] not in marks:
        raise BadParameters(f"{where}: `mark` must be one of {', '.join(marks)}.")
    values = entry["values"]
    if not isinstance(values, dict) or not values or not all(type(day) is date for day in values):
        raise BadParameters(f"{where}: `values` needs at least one value beside the day from which it holds.")
    if type(entry["known_until"]) is not date:
        raise BadParameters(f"{where}: `known_until` must be a day, such as 2028-03-31.")
    dated = tuple(sorted(values.items(), key=lambda item: item[0]))
    if entry["known_until"] < dated[-1][0]:
        raise BadParameters(f"{where}: `known_until` is before the last value.")
    return Parameter(
        subject=subject,
        name=name,
        label=entry["label"].strip(),
        unit=entry["unit"].strip(),
        source=entry["source"].strip(),
        mark=entry["mark"],
        values=dated,
        known_until=entry["known_until"],
    )


@cache
def national(subject: str) -> Mapping[str, Parameter]:
    """The national figures on one subject."""
    return read_parameters(FOLDER / f"{subject}.yaml")


@cache
def subjects() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


def parameter(subject: str, name: str) -> Parameter:
    try:
        return national(subject)[name]
    except KeyError:
        raise NotKnown(f"There is no figure called {subject}.{name}.") from None
