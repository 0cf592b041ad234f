"""Who has support that the council pays for or towards, by need, age and place: from our own records, added up at once.

Names, days and addresses never leave this file; what leaves it goes through `segments.release`. Restricted records are
left out for everybody: if they counted for those who may open them, two colleagues' figures would differ by just them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, Q, Sum

from alongside.care_management.plans.models import Plan, Support
from alongside.foundation.audit.context import adding_up
from alongside.foundation.design.words import age as age_on
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Address, Person

from ..disclosure import is_few, policy
from .bands import Band, band_of
from .segments import Release, release

PAID_FOR = ("council_arranged", "direct_payment")
COUNCIL_PAYS = "social_care"
NOT_KNOWN, ELSEWHERE = "Not known", "Elsewhere"
NEEDS = {
    "physical_access": "Physical support", "physical_personal_care": "Physical support",
    "sensory_visual": "Sensory support", "sensory_hearing": "Sensory support", "sensory_dual": "Sensory support",
    "memory_and_cognition": "Memory and cognition", "learning_disability": "Learning disability",
    "mental_health": "Mental health", "substance_misuse": "Social support", "asylum_seeker": "Social support",
    "social_isolation": "Social support", "carer_support": "Social support",
}
# Beyond these a place is "Elsewhere": people placed far away would otherwise each have a place of their own.
MOST_PLACES = 12


@dataclass(frozen=True)
class Cohorts:
    """One day's people, as they may be shown, and what the council pays for them a week."""

    on: date
    release: Release
    # By dimension and answer, of those answers alone whose people are shown.
    costs: tuple[Mapping[str, Decimal], Mapping[str, Decimal], Mapping[str, Decimal]]
    people: int | None
    weekly_cost: Decimal | None
    # How many have a part of their support without a cost; None is held back.
    without_cost: int | None


def counted_on(today: date) -> date:
    """The first of the month: a figure that moved every day would tell who came in and who died."""
    return today.replace(day=1)


def cohorts(on: date, bands: tuple[Band, ...]) -> Cohorts:
    with adding_up():
        return _cohorts(on, bands)


def _cohorts(on: date, bands: tuple[Band, ...]) -> Cohorts:
    rows = (
        Support.objects.on(on)
        .filter(Q(subject__died_on=None) | Q(subject__died_on__gt=on), source__in=PAID_FOR,
                plan__kind=Plan.Kind.CARE_AND_SUPPORT, subject__merged_into=None, subject__restricted=False)
    )
    ids = rows.order_by().values("subject_id")
    paid = list(
        ids.annotate(
            cost=Sum("weekly_cost", filter=Q(funder=COUNCIL_PAYS)), silent=Count("pk", filter=Q(weekly_cost=None))
        ).values_list("subject_id", "cost", "silent")
    )
    born = dict(Person.objects.filter(subject__in=ids).values_list("subject_id", "date_of_birth"))
    needs = dict(
        Fact.objects.of_kind("primary_support_reason").on(on).filter(subject__in=ids).order_by("since", "pk")
        .values_list("subject_id", "code")
    )
    homes = dict(Address.objects.current().lived_at().filter(subject__in=ids).values_list("subject_id", "postcode"))
    places = _places(district(homes.get(one, "")) for one, _, _ in paid)
    counts: Counter[tuple[str, str, str]] = Counter()
    costs: tuple[dict[str, Decimal], ...] = tuple(defaultdict(Decimal) for _ in range(3))
    total, silent_people = Decimal(0), 0
    for subject_id, cost, silent in paid:
        birth = born.get(subject_id)
        band = band_of(age_on(birth, on) or 0, bands) if birth else None
        key = (NEEDS.get(needs.get(subject_id, ""), NOT_KNOWN), band.label if band else NOT_KNOWN,
               places.get(district(homes.get(subject_id, "")), ELSEWHERE))
        counts[key] += 1
        for by, part in zip(costs, key, strict=True):
            by[part] += cost or Decimal(0)
        total += cost or Decimal(0)
        silent_people += bool(silent)
    smallest = policy.smallest_anywhere(on)
    there = _release(counts, bands, smallest)
    shown = tuple(
        {value: by[value] for (value, number) in there.along((None, None, None), place) if number is not None}
        for place, by in enumerate(costs)
    )
    people = there.count((None, None, None))
    return Cohorts(on, there, (shown[0], shown[1], shown[2]), people, None if people is None else total,
                   None if silent_people and is_few(silent_people, smallest) else silent_people)


def district(postcode: str) -> str:
    """The part of a postcode before the last three."""
    plain = postcode.replace(" ", "").upper()
    return plain[:-3] if len(plain) >= 5 else NOT_KNOWN


def _places(found: Iterable[str]) -> dict[str, str]:
    usual = Counter(found)
    named = sorted((name for name in usual if name != NOT_KNOWN), key=lambda name: (-usual[name], name))
    return {name: name for name in named[:MOST_PLACES]} | {NOT_KNOWN: NOT_KNOWN}


def _release(counts: Mapping[tuple[str, str, str], int], bands: tuple[Band, ...], smallest: int) -> Release:
    """Worked out once for the same counts."""
    ages = [band.label for band in bands] + [NOT_KNOWN]
    values = (
        sorted({key[0] for key in counts}, key=lambda name: (name == NOT_KNOWN, name)),
        [age for age in ages if any(key[1] == age for key in counts)],
        sorted({key[2] for key in counts}, key=lambda name: (name in (NOT_KNOWN, ELSEWHERE), name)),
    )
    kept = "segments-" + hashlib.sha256(repr((sorted(counts.items()), values, smallest)).encode()).hexdigest()
    found: Release | None = cache.get(kept)
    if found is None:
        found = release(counts, values, smallest)
        cache.set(kept, found, timeout=24 * 3600)
    return found
