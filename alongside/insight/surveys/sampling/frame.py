"""Everybody who could be asked on a day, from our own records, and who is left out with the reason.

Adults with long-term support that the council arranges or pays for under a plan in force; reablement, short stays and
equipment alone are not asked about. What puts somebody in a stratum must be on the record; where it is not, they are
left out by name, so that the record can be put right before the draw. Whoever cannot be written to is not drawn and
still stands in the stratum's population: the answers speak for them too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from alongside.care_management.plans.models import Plan, Support
from alongside.foundation import codelists
from alongside.foundation.subjects.models import Subject
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Address, Person
from alongside.people.people.reach import POST_TO

from ..checking import stratum
from ..questionnaires import USERS
from .numbers import ETHNICITIES, GENDERS, SUPPORT_REASONS

BATCH = 5000
# What the council arranges or pays for; what somebody buys with their own money is not asked about.
PAID_FOR = ("council_arranged", "direct_payment")
ADULT = 18
COMMUNITY, RESIDENTIAL, NURSING = 1, 2, 3
SETTINGS = {"care_home": RESIDENTIAL, "nursing_home": NURSING}
DIRECT_PAYMENT_ONLY, PART_DIRECT_PAYMENT, NOT_APPLICABLE = 1, 2, 5


class LeftOut(models.TextChoices):
    """Why somebody is not asked."""

    DIED = "died", "Has died"
    UNDER_18 = "under_18", "Under 18"
    NO_SERVICE = "no_service", "Kind of service is not recorded, so nobody can tell that it is long-term"
    NO_BIRTH_DATE = "no_birth_date", "Date of birth is not recorded"
    NO_REASON = "no_reason", "Main reason for support is not recorded"
    NO_HOME = "no_home", "Kind of home is not recorded"
    RESTRICTED = "restricted", "The record is restricted: a letter could tell where somebody lives"
    NO_ADDRESS = "no_address", "There is no address for letters"


# Whose stratum is known, and whom no letter reaches: counted, and not drawn.
BEYOND_REACH = (LeftOut.RESTRICTED, LeftOut.NO_ADDRESS)


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be asked, with what the analysis file says of them: numbers, no name."""

    subject_id: int
    stratum: int
    facts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    on: date
    candidates: list[Candidate]
    left_out: list[tuple[int, LeftOut]]
    # How many more there are in each stratum, whom no letter reaches.
    beyond_reach: Mapping[int, int] = field(default_factory=dict)

    def of(self, number: int) -> list[Candidate]:
        return [one for one in self.candidates if one.stratum == number]

    @property
    def sizes(self) -> dict[int, int]:
        """How many can be drawn."""
        return {number: len(self.of(number)) for number in (1, 2, 3, 4)}

    @property
    def populations(self) -> dict[int, int]:
        """How many people the answers of a stratum speak for."""
        return {number: size + self.beyond_reach.get(number, 0) for number, size in self.sizes.items()}


@dataclass(frozen=True)
class _NotDrawn:
    subject_id: int
    why: LeftOut
    stratum: int | None


def frame(on: date) -> Frame:
    """Of every record, whoever asks: call it while the service acts (`acting`), for the wall closes some to a user."""
    candidates: list[Candidate] = []
    left_out: list[_NotDrawn] = []
    supported = _supported(on)
    everybody = list(supported)
    for start in range(0, len(everybody), BATCH):
        for found in _judged({one: supported[one] for one in everybody[start : start + BATCH]}, on):
            if isinstance(found, Candidate):
                candidates.append(found)
            else:
                left_out.append(found)
    more = Counter(one.stratum for one in left_out if one.stratum and one.why in BEYOND_REACH)
    return Frame(on, candidates, [(one.subject_id, one.why) for one in left_out], more)


def long_term_services() -> list[str]:
    """The kinds of service that are long-term support in the national return."""
    kinds = codelists.codes(Support.SERVICES_LIST)
    return [one.code for one in kinds if one.extra["service_type"].startswith("long_term_")]


def _supported(on: date) -> dict[int, frozenset[str]]:
    """Everybody with such support that day, in the order of their records, with who arranges it; of support whose kind
    nobody wrote down, nothing."""
    rows = (
        Support.objects.on(on)
        .filter(source__in=PAID_FOR, plan__kind=Plan.Kind.CARE_AND_SUPPORT, subject__merged_into=None)
        .filter(service__in=["", *long_term_services()])
        .values_list("subject_id", "source", "service")
        .distinct()
        .order_by("subject_id")
    )
    kinds: dict[int, set[str]] = defaultdict(set)
    for subject_id, source, service in rows:
        kinds[subject_id] |= {source} if service else set()
    return {subject_id: frozenset(of) for subject_id, of in kinds.items()}


def _judged(supported: dict[int, frozenset[str]], on: date) -> Iterator[Candidate | _NotDrawn]:
    ids = list(supported)
    subjects = Subject.objects.in_bulk(ids)
    people = Person.objects.in_bulk(ids)
    facts = Fact.objects.as_at_for(ids, on)
    posted = set(
        Address.objects.current().filter(subject__in=ids, kind__in=POST_TO).values_list("subject_id", flat=True)
    )
    for subject_id in ids:
        subject, person = subjects[subject_id], people.get(subject_id)
        known = _numbers(person, facts.get(subject_id, {}), supported[subject_id], on)
        why = _why_not(subject, person, known, bool(supported[subject_id]), subject_id in posted)
        placed = stratum(known, USERS)
        if why is None and placed:
            yield Candidate(subject_id, placed, known)
        else:
            yield _NotDrawn(subject_id, why or LeftOut.NO_HOME, placed)


def _numbers(person: Person | None, facts: dict[str, list[str]], kinds: frozenset[str], on: date) -> dict[str, int]:
    """What the record says, as the survey numbers it; nothing for what it does not say."""
    home = _last(facts.get("accommodation"))
    setting = None if home in ("", "unknown") else SETTINGS.get(home, COMMUNITY)
    said: dict[str, int | None] = {
        "Age": person.age_on(on) if person else None,
        "Gender": GENDERS.get(person.gender) if person else None,
        "Ethnicity": ETHNICITIES.get(person.ethnicity) if person else None,
        "PrimarySupportReason": SUPPORT_REASONS.get(_last(facts.get("primary_support_reason"))),
        "SupportSetting": setting,
        "MechOfDelivery": _mechanism(kinds, setting),
    }
    return {name: number for name, number in said.items() if number is not None}


def _last(codes: list[str] | None) -> str:
    return codes[-1] if codes else ""


def _mechanism(kinds: frozenset[str], setting: int | None) -> int | None:
    """Records do not tell a managed budget from commissioned support, so only direct payments are said."""
    if setting in (RESIDENTIAL, NURSING):
        return NOT_APPLICABLE
    if "direct_payment" not in kinds:
        return None
    return DIRECT_PAYMENT_ONLY if kinds == {"direct_payment"} else PART_DIRECT_PAYMENT


def _why_not(
    subject: Subject, person: Person | None, known: dict[str, int], has_kind: bool, has_address: bool
) -> LeftOut | None:
    if subject.died_on:
        return LeftOut.DIED
    if person is None or "Age" not in known:
        return LeftOut.NO_BIRTH_DATE
    if known["Age"] < ADULT:
        return LeftOut.UNDER_18
    if not has_kind:
        return LeftOut.NO_SERVICE
    if "PrimarySupportReason" not in known:
        return LeftOut.NO_REASON
    if "SupportSetting" not in known:
        return LeftOut.NO_HOME
    if subject.restricted:
        return LeftOut.RESTRICTED
    return None if has_address else LeftOut.NO_ADDRESS
