"""A council pack: who the council is, and what it has decided where the law leaves it a choice.

The folder is passed in. Every choice must be there, in the same dated shape as the figures of law, and is held
to the national floors and ceilings; a pack that does not fit is refused with the file and the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from alongside.rules.council_limits import POLICIES, NotAllowed
from alongside.rules.parameters import BadParameters, NotKnown, Parameter, read_parameters

COUNCIL_MARKS = ("decided",)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class BadCouncil(ValueError):
    """The council pack cannot be read: one sentence that names the file and the key."""


@dataclass(frozen=True)
class OpeningHours:
    day: str
    opens: str
    closes: str


@dataclass(frozen=True)
class Contact:
    """One way to reach somebody, in the words people read."""

    label: str
    telephone: str
    when: str = ""


@dataclass(frozen=True)
class Council:
    """Everything the product needs to know of one council."""

    name: str
    short_name: str
    la_code: str
    service_name: str
    address: str
    email: str
    telephone: str
    website: str
    opening_hours: tuple[OpeningHours, ...]
    out_of_hours: Contact
    emergency: tuple[Contact, ...]
    policies: Mapping[str, Parameter]

    def policy(self, key: str, on: date) -> Any:
        """What the council has decided on a subject, on a day: `council.policy("reviews.count_from", day)`."""
        return self.decided(key).on(on)

    def decided(self, key: str) -> Parameter:
        """The same with its label, unit, source and dates, for a screen that shows where a rule comes from."""
        try:
            return self.policies[key]
        except KeyError:
            raise NotKnown(f"There is no council policy called {key}.") from None


@cache
def load(folder: Path) -> Council:
    """The council of a running product: read and checked once."""
    return read_council(folder)


def read_council(folder: Path) -> Council:
    """Read and check a whole pack."""
    file = folder / "council.yaml"
    about = _yaml(file)
    names = {field.name for field in fields(Council)} - {"policies"}
    for key in sorted(map(str, set(about) - names)):
        raise BadCouncil(f"{file.name}: `{key}` is not a key of a council.")
    for key in sorted(names - set(about)):
        raise BadCouncil(f"{file.name}: `{key}` is missing.")
    tables = {"opening_hours", "out_of_hours", "emergency"}
    words = {key: _words(file, key, about[key]) for key in names - tables}
    if not re.fullmatch(r"[0-9A-Z]{3,5}", words["la_code"]):
        raise BadCouncil(f"{file.name}: `la_code` must be three to five digits or capital letters.")
    return Council(
        **words,
        opening_hours=tuple(_opening(file, entry) for entry in _entries(file, "opening_hours", about)),
        out_of_hours=_entry(file, "out_of_hours", Contact, about["out_of_hours"]),
        emergency=tuple(_entry(file, "emergency", Contact, entry) for entry in _entries(file, "emergency", about)),
        policies=_policies(folder / "policy"),
    )


def _yaml(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadCouncil(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    if not isinstance(content, dict):
        raise BadCouncil(f"{file.name} must hold keys and values.")
    return content


def _words(file: Path, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadCouncil(f"{file.name}: `{key}` must be words in quotes, not {value!r}.")
    return value.strip()


def _entries(file: Path, key: str, about: dict[str, Any]) -> list[Any]:
    if not isinstance(about[key], list) or not about[key]:
        raise BadCouncil(f"{file.name}: `{key}` must be a list with at least one entry.")
    return list(about[key])


def _entry(file: Path, key: str, kind: Any, given: Any) -> Any:
    known = fields(kind)
    if not isinstance(given, dict):
        raise BadCouncil(f"{file.name}: `{key}` must have the keys {', '.join(field.name for field in known)}.")
    for name in sorted(map(str, set(given) - {field.name for field in known})):
        raise BadCouncil(f"{file.name}: `{name}` is not a key of `{key}`.")
    for field in known:
        if field.name not in given and field.default is MISSING:
            raise BadCouncil(f"{file.name}: `{key}` lacks `{field.name}`.")
    return kind(**{name: _words(file, f"{key}.{name}", value) for name, value in given.items()})


def _opening(file: Path, given: Any) -> OpeningHours:
    hours: OpeningHours = _entry(file, "opening_hours", OpeningHours, given)
    if hours.day not in DAYS:
        raise BadCouncil(f"{file.name}: `opening_hours.day` is {hours.day}; it must be one of {', '.join(DAYS)}.")
    for name, time in (("opens", hours.opens), ("closes", hours.closes)):
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", time):
            raise BadCouncil(f"{file.name}: `opening_hours.{name}` is {time}; it must be a time such as 08:30.")
    if hours.closes <= hours.opens:
        raise BadCouncil(f"{file.name}: `opening_hours` closes before it opens on {hours.day}.")
    return hours


def _policies(folder: Path) -> Mapping[str, Parameter]:
    for file in sorted(folder.glob("*.yaml")):
        if file.stem not in POLICIES:
            raise BadCouncil(f"{file.name} is not a policy file; there are {', '.join(POLICIES)}.")
    policies: dict[str, Parameter] = {}
    for subject in POLICIES:
        policies |= _subject(folder / f"{subject}.yaml")
    return MappingProxyType(policies)


def _subject(file: Path) -> dict[str, Parameter]:
    try:
        given = read_parameters(file, COUNCIL_MARKS)
    except BadParameters as problem:
        raise BadCouncil(str(problem)) from problem
    asked = POLICIES[file.stem]
    for name in sorted(set(given) - set(asked)):
        raise BadCouncil(f"{file.name}: `{name}` is not a policy of this product.")
    for name in sorted(set(asked) - set(given)):
        raise BadCouncil(f"{file.name}: `{name}` is missing.")
    return {f"{file.stem}.{name}": _held(file, given[name]) for name in asked}


def _held(file: Path, parameter: Parameter) -> Parameter:
    """The choice with its values read into their types, or a refusal naming the file, the key and the day."""
    limit = POLICIES[file.stem][parameter.name]
    values = []
    for start, value in parameter.values:
        try:
            values.append((start, limit.read(value, start)))
        except (NotAllowed, NotKnown) as problem:
            raise BadCouncil(f"{file.name}, {parameter.name}, from {start.isoformat()}: {problem}.") from problem
    return Parameter(
        subject=parameter.subject,
        name=parameter.name,
        label=parameter.label,
        unit=parameter.unit,
        source=parameter.source,
        mark=parameter.mark,
        values=tuple(values),
        known_until=parameter.known_until,
    )
