"""What the council says of referrals in its pack, `referrals.yaml`: whose mail it knows, drafts, pathways.

The file may be absent: a council begins with every work address welcome and no pathways. What is there is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from alongside.rules.council import BadCouncil

ADMISSION_AVOIDED = "admission_avoided"
ASKS = frozenset({ADMISSION_AVOIDED})
KEYS = {"work_email", "drafts_kept_days", "most_files", "pathways"}


@dataclass(frozen=True)
class Trusted:
    domain: str
    of: str

    def covers(self, domain: str) -> bool:
        """`*.nhs.uk` covers every name below it and not nhs.uk itself."""
        return domain.endswith(self.domain[1:]) if self.domain.startswith("*.") else domain == self.domain


@dataclass(frozen=True)
class Pathway:
    key: str
    label: str
    to: str
    purpose: str
    for_health: bool = False
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pack:
    trusted: tuple[Trusted, ...] = ()
    refused: frozenset[str] = frozenset()
    only_trusted: bool = False
    drafts_kept_days: int = 14
    most_files: int = 5
    pathways: tuple[Pathway, ...] = ()

    def known_as(self, email: str) -> str:
        """Whose address it is, of those the council knows; empty where it knows nobody there."""
        domain = domain_of(email)
        return next((one.of for one in self.trusted if one.covers(domain)), "")

    def takes(self, email: str) -> bool:
        domain = domain_of(email)
        if self.known_as(email):
            return True
        below_refused = any(domain == one or domain.endswith(f".{one}") for one in self.refused)
        return not self.only_trusted and not below_refused

    def pathway(self, key: str) -> Pathway | None:
        return next((one for one in self.pathways if one.key == key), None)


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].strip().rstrip(".").casefold()


def current() -> Pack:
    return read(Path(settings.COUNCIL_PACK) / "referrals.yaml")


@cache
def read(file: Path) -> Pack:
    if not file.exists():
        return Pack()
    try:
        given: Any = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        for key in sorted(map(str, set(given) - KEYS)):
            raise BadCouncil(f"{file.name}: `{key}` is not a key of referrals.")
        email = given.get("work_email", {})
        made = Pack(
            trusted=tuple(Trusted(str(one["domain"]).casefold(), str(one["of"])) for one in email.get("trusted", ())),
            refused=frozenset(str(one).casefold() for one in email.get("refused", ())),
            only_trusted=email.get("only_trusted", False),
            drafts_kept_days=given.get("drafts_kept_days", 14),
            most_files=given.get("most_files", 5),
            pathways=tuple(
                Pathway(
                    str(one["key"]),
                    str(one["label"]),
                    str(one["to"]),
                    str(one["for"]),
                    bool(one.get("for_health", False)),
                    frozenset(one.get("asks", ())),
                )
                for one in given.get("pathways", ())
            ),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as problem:
        if isinstance(problem, BadCouncil):
            raise
        raise BadCouncil(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    _check(file, made)
    return made


def _check(file: Path, made: Pack) -> None:
    if not isinstance(made.only_trusted, bool):
        raise BadCouncil(f"{file.name}: `only_trusted` is true or false.")
    for key, least, most in (("drafts_kept_days", 1, 90), ("most_files", 0, 10)):
        value = getattr(made, key)
        if type(value) is not int or not least <= value <= most:
            raise BadCouncil(f"{file.name}: `{key}` must be a whole number from {least} to {most}, not {value!r}.")
    keys = [one.key for one in made.pathways]
    for one in made.pathways:
        if keys.count(one.key) > 1:
            raise BadCouncil(f"{file.name}: the pathway {one.key} is there twice.")
        if unknown := sorted(one.asks - ASKS):
            raise BadCouncil(f"{file.name}: the pathway {one.key} asks {unknown[0]}, which is not a question there is.")
