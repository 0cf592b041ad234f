"""Looks that seem to be at one's own circle: oneself, one's household, neighbours, colleagues.

Compared by name and postcode only, so a flag is a question and never an answer. Runs with the service's own eyes:
whoever reviews may not open the records, restricted ones least of all, and learns no more than the flag.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.foundation.accounts.models import User
from alongside.foundation.audit import context
from alongside.foundation.audit.models import Look
from alongside.foundation.subjects.models import Subject
from alongside.people.people.models import Address, Name

OWN, HOUSEHOLD, NEIGHBOUR, COLLEAGUE = "own name", "household", "neighbour", "colleague"
# As grave as they are listed.
ORDER = (OWN, HOUSEHOLD, COLLEAGUE, NEIGHBOUR)


@dataclass(frozen=True)
class Flagged:
    look: Look
    user: User
    subject: Subject
    why: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What is compared: names in plain small letters, postcodes without spaces."""

    names: frozenset[frozenset[str]]
    postcodes: frozenset[str]

    @property
    def families(self) -> frozenset[str]:
        return frozenset().union(*self.names)


def plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", "", bare.replace("-", " "))


def words_of(name: str) -> frozenset[str]:
    return frozenset(plain(name).split())


def close_up(postcode: str) -> str:
    return re.sub(r"\s", "", postcode).upper()


def why(user: User, person: Known, colleagues: Iterable[User]) -> tuple[str, ...]:
    """What the look seems to be at; nothing, most of the time."""
    mine, home = words_of(user.name), close_up(user.home_postcode)
    next_door = bool(home) and home in person.postcodes
    found = set()
    if mine in person.names:
        found.add(OWN)
    if next_door and not found:
        family = user.name.split()[-1:]
        found.add(HOUSEHOLD if family and plain(family[0]).strip() in person.families else NEIGHBOUR)
    for other in colleagues:
        there = close_up(other.home_postcode)
        if other.pk != user.pk and there and there in person.postcodes and words_of(other.name) in person.names:
            found.add(COLLEAGUE)
    return tuple(key for key in ORDER if key in found)


def flagged(*, since: datetime, reviewer: User, also: int | None = None) -> list[Flagged]:
    """The looks of a time that nobody has reviewed and that seem to be at one's own circle, the gravest first.

    `also` is a look that is among them even if somebody has reviewed it.
    """
    with context.acting(user=reviewer, why="Review of looks at one’s own circle"):
        users = {user.pk: user for user in User.objects.all()}
        people = _people_like(users.values())
        looks = Look.objects.since(since).not_reviewed(also).filter(subject_id__in=people, user_id__in=users)
        subjects = Subject.objects.in_bulk(list(people))
        by_postcode = defaultdict(list)
        for user in users.values():
            by_postcode[close_up(user.home_postcode)].append(user)
        found = []
        for look in looks.newest_first():
            person = people[look.subject_id]
            near = [user for postcode in person.postcodes for user in by_postcode.get(postcode, [])]
            if reasons := why(users[look.user_id], person, near):
                found.append(Flagged(look, users[look.user_id], subjects[look.subject_id], reasons))
    return sorted(found, key=lambda one: ORDER.index(one.why[0]))


def _people_like(users: Iterable[User]) -> dict[int, Known]:
    """Those who share a name or a postcode with anybody who signs in: few, whatever the size of the council."""
    names, postcodes = set(), set()
    for user in users:
        parts = user.name.split()
        if len(parts) > 1:
            names.add((parts[0], parts[-1]))
        if user.home_postcode:
            postcodes.add(user.home_postcode)
    subject_ids = set(Address.objects.filter(postcode__in=postcodes, ends_on=None).values_list("subject_id", flat=True))
    families = {family for _, family in names}
    wanted = {words_of(f"{given} {family}") for given, family in names}
    alike = Name.objects.filter(family__in=families).values_list("subject_id", "given", "family")
    for subject_id, given, family in alike:
        if words_of(f"{given.split(' ')[0]} {family}") in wanted:
            subject_ids.add(subject_id)
    known_names, known_postcodes = defaultdict(set), defaultdict(set)
    for subject_id, given, family, known_as in Name.objects.filter(subject__in=subject_ids).values_list(
            "subject_id", "given", "family", "known_as"):
        first = given.split(" ")[0]
        known_names[subject_id] |= {words_of(f"{given} {family}"), words_of(f"{first} {family}")}
        if known_as:
            known_names[subject_id].add(words_of(f"{known_as} {family}"))
    for subject_id, postcode in Address.objects.filter(subject__in=subject_ids, ends_on=None).values_list(
            "subject_id", "postcode"):
        known_postcodes[subject_id].add(close_up(postcode))
    return {subject_id: Known(frozenset(known_names[subject_id]), frozenset(known_postcodes[subject_id]))
            for subject_id in subject_ids}
