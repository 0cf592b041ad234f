"""How people who have support now came to it, and what it costs: journeys in, against bands of weekly cost.

The journey is what the first finished conversation says (route of access), and whether short-term support was tried
before long-term support began. Restricted records count for nobody; fewer than five are held back, and whatever would
tell of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from alongside.care_management.plans.models import Plan, Support
from alongside.foundation import codelists
from alongside.foundation.audit.context import adding_up
from alongside.front_door.conversations.models import Conversation, NextStep

from ..disclosure import SMALLEST_SHOWN, crossed, policy
from .counting import COUNCIL_PAYS, NOT_KNOWN, PAID_FOR

SHORT_TERM = ("reablement", "short_term_support")
FIRST_HELP = ", short-term support first"
BANDS = ((Decimal(0), "Nothing or not recorded"), (Decimal(200), "Up to £200 a week"), (Decimal(500), "£200 to £500"),
         (Decimal(1000), "£500 to £1,000"), (None, "Over £1,000"))


@dataclass(frozen=True)
class Journey:
    label: str
    people: int | None
    by_cost: tuple[int | None, ...]
    # What one of them costs the council a week, on average.
    each_week: Decimal | None


@dataclass(frozen=True)
class Journeys:
    on: date
    bands: tuple[str, ...]
    rows: tuple[Journey, ...]
    everybody: Journey


def journeys(on: date) -> Journeys:
    """Of those whose support the council arranges or pays for on that day."""
    with adding_up():
        people = _people(on)
    return table(on, people, smallest=policy.smallest_anywhere(on))


def _people(on: date) -> dict[int, tuple[str, Decimal]]:
    """Each one's journey and what the council pays for them a week: three queries."""
    paid = dict(
        Support.objects.on(on)
        .filter(Q(subject__died_on=None) | Q(subject__died_on__gt=on), source__in=PAID_FOR,
                plan__kind=Plan.Kind.CARE_AND_SUPPORT, subject__merged_into=None, subject__restricted=False)
        .order_by().values("subject_id").annotate(cost=Sum("weekly_cost", filter=Q(funder=COUNCIL_PAYS)))
        .values_list("subject_id", "cost")
    )
    routes = dict(
        Conversation.objects.finished().filter(subject__in=paid, as_carer=False)
        .order_by("subject_id", "-began_at", "-pk").values_list("subject_id", "route_of_access"))
    helped = set(NextStep.objects.filter(subject__in=paid, kind__in=SHORT_TERM).values_list("subject_id", flat=True))
    return {
        one: (_route(routes.get(one, "")) + (FIRST_HELP if one in helped else ""), cost or Decimal(0))
        for one, cost in paid.items()
    }


def _route(code: str) -> str:
    if not code or not codelists.is_code("route_of_access", code):
        return NOT_KNOWN
    return codelists.label("route_of_access", code)


def band_of(cost: Decimal) -> str:
    return next(label for top, label in BANDS if top is None or cost <= top)


def table(on: date, people: Mapping[int, tuple[str, Decimal]], *, smallest: int = SMALLEST_SHOWN) -> Journeys:
    """What may be shown of each person's journey and weekly cost."""
    counts: Counter[tuple[str, str]] = Counter()
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for journey, cost in people.values():
        counts[journey, band_of(cost)] += 1
        costs[journey] += cost
    names = sorted(costs, key=lambda name: (name.startswith(NOT_KNOWN), name))
    bands = tuple(label for _, label in BANDS)
    found = crossed(
        counts, (names, bands), smallest=smallest, nought_is_shown=True, pairs_cost_no_answer=True
    )

    def shown(name: str | None, band: str | None) -> int | None:
        return found.count((name, band))

    def row(name: str | None, label: str) -> Journey:
        number = shown(name, None)
        cost = costs[name] if name else sum(costs.values(), Decimal(0))
        # Everybody's, less those that are shown, would be the cost of those that are not.
        told = name is not None or all(shown(other, None) is not None for other in names)
        each = cost / number if number and told else None
        return Journey(label, number, tuple(shown(name, band) for band in bands), each)

    return Journeys(on, bands, tuple(row(name, name) for name in names), row(None, "Everybody"))
