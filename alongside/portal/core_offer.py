"""What the council must do and for whom: `core_offer.yaml` of its pack, published (Care Act 2014 section 4(2)).

The file may be absent: then there is no such page. Each service says who it is for, what it costs, the law that asks
for it, whether somebody has checked that reference against the law itself (`mark`, as figures of law have one), and
where somebody begins.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.urls import reverse

from alongside.front_door import routes
from alongside.front_door.directory import pack as directory
from alongside.rules.council import BadCouncil

FILE, TOPIC = "core_offer.yaml", "topic:"
LONGEST = 14  # words of a sentence in easy read
SEEN, UNVERIFIED = "seen", "unverified"


@dataclass(frozen=True)
class Service:
    key: str
    name: str
    for_whom: str
    words: str
    cost: str
    law: str
    mark: str
    begin: str
    easy: tuple[str, ...]

    @property
    def law_in_words(self) -> str:
        return self.law if self.mark == SEEN else f"{self.law} (not yet checked against the law itself)"


@dataclass(frozen=True)
class Beginning:
    """Where somebody begins; the way in that must be open, where there is one."""

    words: str
    view: str
    way: str = ""


BEGINNINGS = {
    "find_help": Beginning("Find help near you", "directory:home"),
    "work_it_out": Beginning("Work out what would help", "self_assessment:home", "self_assessment"),
    "book": Beginning("Book time to talk", "bookings:start", "planning_sessions"),
    "safe": Beginning("Tell us that somebody is not safe", "portal:keeping_safe"),
    "ring": Beginning("", ""),
}


def services() -> tuple[Service, ...]:
    return read(Path(settings.COUNCIL_PACK))


def begins(service: Service) -> tuple[str, str] | None:
    """The words and address of the link; None where it is by telephone, or the way in is closed."""
    if service.begin.startswith(TOPIC):
        return "See what there is", f"{reverse('directory:results')}?term={service.begin.removeprefix(TOPIC)}"
    beginning = BEGINNINGS[service.begin]
    if not beginning.view or (beginning.way and beginning.way not in routes.ways()):
        return None
    return beginning.words, reverse(beginning.view)


@cache
def read(folder: Path) -> tuple[Service, ...]:
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadCouncil(f"{FILE} cannot be read: {' '.join(str(problem).split())}.") from problem
    if not isinstance(given, dict) or set(given) != {"services"} or not isinstance(given["services"], list):
        raise BadCouncil(f"{FILE} must have one list, `services`.")
    terms = directory.read(folder / "directory").terms
    found = tuple(_service(number, one, terms) for number, one in enumerate(given["services"], 1))
    if len({one.key for one in found}) != len(found):
        raise BadCouncil(f"{FILE}: two services have the same key.")
    return found


def _service(number: int, given: Any, terms: dict[str, Any]) -> Service:
    known = [one.name for one in fields(Service) if one.name != "easy"]
    said: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    said["for_whom"] = said.pop("for", "")
    for key in known:
        if not isinstance(said.get(key), str) or not said[key].strip():
            raise BadCouncil(f"{FILE}: service {number} must say `{'for' if key == 'for_whom' else key}` in words.")
    easy = said.pop("easy", None)
    if not isinstance(easy, list) or not easy or not all(isinstance(one, str) and 0 < len(one.split()) <= LONGEST
                                                         for one in easy):
        raise BadCouncil(f"{FILE}: service {number} must say `easy` as sentences of {LONGEST} words at most.")
    if strange := sorted(map(str, set(said) - set(known))):
        raise BadCouncil(f"{FILE}: service {number} has a key that is none: {strange[0]}.")
    if said["mark"] not in (SEEN, UNVERIFIED):
        raise BadCouncil(f"{FILE}: the mark of service {number} must be {SEEN} or {UNVERIFIED}.")
    begin = said["begin"]
    if begin not in BEGINNINGS and not (begin.startswith(TOPIC) and begin.removeprefix(TOPIC) in terms):
        raise BadCouncil(f"{FILE}: service {number} begins at {begin}, which is none of {', '.join(BEGINNINGS)} "
                         f"or {TOPIC} with a code of terms.csv.")
    return Service(**{key: value.strip() for key, value in said.items()}, easy=tuple(one.strip() for one in easy))
