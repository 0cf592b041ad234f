"""Everybody who could be asked on a day, from our own records, and who is left out with the reason.

Adults with support that the council arranges or pays for under a plan in force. What puts somebody in a stratum must
be on the record; where it is not, they are left out by name, so that the record can be put right before the draw.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from alongside.care_management.plans.models import Plan, Support
from alongside.foundation.subjects.models import Subject
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Address, Person
from alongside.people.people.reach import POST_TO

from ..checking import stratum
from ..questionnaires import USERS

BATCH = 5000
# What the council arranges or pays for; what somebody buys with their own money is not asked about.
PAID_FOR = ("council_arranged", "direct_payment")
ADULT = 18
# The survey's numbers for codes of the national return.
GENDERS = {"male": 1, "female": 2, "other": 3}
SUPPORT_REASONS = {
    code: number
    for number, code in enumerate(
        (
            "physical_access",
            "physical_personal_care",
            "sensory_visual",
            "sensory_hearing",
            "sensory_dual",
            "memory_and_cognition",
            "learning_disability",
            "mental_health",
            "substance_misuse",
            "asylum_seeker",
            "social_isolation",
            "carer_support",
        ),
        1,
    )
}
# Groups are published; the order within a group is that of the census. Roma was no answer of its own.
ETHNICITIES = {
    code: number
    for number, code in enumerate(
        (
            "white_british",
            "white_irish",
            "white_gypsy_or_irish_traveller",
            "white_other",
            "mixed_white_and_black_caribbean",
            "mixed_white_and_black_african",
            "mixed_white_and_asian",
            "mixed_other",
            "asian_indian",
            "asian_pakistani",
            "asian_bangladeshi",
            "asian_chinese",
            "asian_other",
            "black_african",
            "black_caribbean",
            "black_other",
            "arab",
            "other",
        ),
        1,
    )
} | {"white_roma": 4}
COMMUNITY, RESIDENTIAL, NURSING = 1, 2, 3
SETTINGS = {"care_home": RESIDENTIAL, "nursing_home": NURSING}
DIRECT_PAYMENT_ONLY, PART_DIRECT_PAYMENT, NOT_APPLICABLE = 1, 2, 5


class LeftOut(models.TextChoices):
    """Why somebody is not asked."""

    DIED = "died", "Has died"
    UNDER_18 = "under_18", "Under 18"
    NO_BIRTH_DATE = "no_birth_date", "Date of birth is not recorded"
    NO_REASON = "no_reason", "Main reason for support is not recorded"
    NO_HOME = "no_home", "Kind of home is not recorded"
    RESTRICTED = "restricted", "The record is restricted: a letter could tell where somebody lives"
    NO_ADDRESS = "no_address", "There is no address for letters"


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

    def of(self, number: int) -> list[Candidate]:
        return [one for one in self.candidates if one.stratum == number]

    @property
    def sizes(self) -> dict[int, int]:
        return {number: len(self.of(number)) for number in (1, 2, 3, 4)}


def frame(on: date) -> Frame:
    candidates: list[Candidate] = []
    left_out: list[tuple[int, LeftOut]] = []
    supported = _supported(on)
    everybody = list(supported)
    for start in range(0, len(everybody), BATCH):
        for found in _judged({one: supported[one] for one in everybody[start : start + BATCH]}, on):
            if isinstance(found, Candidate):
                candidates.append(found)
            else:
                left_out.append(found)
    return Frame(on, candidates, left_out)


def _supported(on: date) -> dict[int, frozenset[str]]:
    """Everybody with such support that day, in the order of their records, with the kinds of it."""
    rows = (
        Support.objects.on(on)
        .filter(source__in=PAID_FOR, plan__kind=Plan.Kind.CARE_AND_SUPPORT, subject__merged_into=None)
        .values_list("subject_id", "source")
        .distinct()
        .order_by("subject_id")
    )
    kinds: dict[int, set[str]] = defaultdict(set)
    for subject_id, source in rows:
        kinds[subject_id].add(source)
    return {subject_id: frozenset(of) for subject_id, of in kinds.items()}


def _judged(supported: dict[int, frozenset[str]], on: date) -> Iterator[Candidate | tuple[int, LeftOut]]:
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
        why = _why_not(subject, person, known, subject_id in posted, on)
        placed = stratum(known, USERS)
        if why is None and placed:
            yield Candidate(subject_id, placed, known)
        else:
            yield subject_id, why or LeftOut.NO_HOME


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
    subject: Subject, person: Person | None, known: dict[str, int], has_address: bool, on: date
) -> LeftOut | None:
    if subject.died_on:
        return LeftOut.DIED
    if person is None or "Age" not in known:
        return LeftOut.NO_BIRTH_DATE
    if known["Age"] < ADULT:
        return LeftOut.UNDER_18
    if "PrimarySupportReason" not in known:
        return LeftOut.NO_REASON
    if "SupportSetting" not in known:
        return LeftOut.NO_HOME
    if subject.restricted:
        return LeftOut.RESTRICTED
    return None if has_address else LeftOut.NO_ADDRESS
