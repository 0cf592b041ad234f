"""Where our own contacts end, layer by layer: each outer layer that settles what somebody needs spares the inner ones.

Counted from finished conversations, by quarter. A contact with several next steps ends in the innermost of them. One
that ended otherwise (declined, moved away, died) is in no layer and is counted by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db.models import Case, Count, DateField, Exists, IntegerField, OuterRef, Value, When
from django.db.models.functions import Cast, TruncDate, TruncQuarter

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.reviews.models import Review
from alongside.foundation import codelists
from alongside.foundation.audit.context import adding_up
from alongside.front_door.conversations.models import Conversation, NextStep

from ..disclosure import SMALLEST_SHOWN, crossed, policy, rounded

QUARTERS = 8
STEPS = (1, 2, 4)  # quarters in a column
OTHERWISE = "otherwise"
OWN = Path(__file__).with_name("data") / "layers.yaml"


class BadLayers(ValueError):
    """The file of layers cannot be used: one sentence."""


@dataclass(frozen=True)
class Layer:
    key: str
    label: str
    words: str
    steps: frozenset[str]


ENDED_OTHERWISE = Layer(OTHERWISE, "Ended otherwise", "Declined, moved away, died, or nothing was offered", frozenset())
Counts = Mapping[tuple[date, str], int]


def layers() -> tuple[Layer, ...]:
    file = Path(settings.COUNCIL_PACK) / "demand" / "layers.yaml"
    return read_layers(file if file.exists() else OWN)


@cache
def read_layers(file: Path) -> tuple[Layer, ...]:
    """The outermost first. A next step that is in two layers, or in no list of next steps, is refused."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadLayers(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    entries = content.get("layers") if isinstance(content, dict) else None
    if not isinstance(entries, dict) or len(entries) < 2:
        raise BadLayers(f"{file.name} needs a section `layers` with two layers or more.")
    found: list[Layer] = []
    for key, about in entries.items():
        where = f"{file.name}, {key}"
        if not isinstance(about, dict) or set(about) != {"label", "words", "steps"}:
            raise BadLayers(f"{where}: needs label, words and steps, and no other key.")
        steps = about["steps"]
        if not isinstance(steps, list) or not steps:
            raise BadLayers(f"{where}: `steps` must be a list.")
        for step in steps:
            if not codelists.is_code("next_step", step):
                raise BadLayers(f"{where}: there is no next step called {step!r}.")
            if any(step in layer.steps for layer in found):
                raise BadLayers(f"{where}: {step} is in another layer already.")
        found.append(Layer(str(key), str(about["label"]), str(about["words"]), frozenset(steps)))
    return tuple(found)


@dataclass(frozen=True)
class Row:
    """One layer: how many contacts of all the time ended there, their share, and each quarter or longer."""

    layer: Layer
    number: int | None
    share: Decimal | None
    quarters: tuple[int | None, ...]


@dataclass(frozen=True)
class Funnel:
    quarters: tuple[date, ...]  # the first day of each; the last is the latest that is over
    rows: tuple[Row, ...]
    total: int | None
    totals: tuple[int | None, ...]
    # Of a hundred contacts, how many needed no statutory work: in the latest year and in the year before.
    early: Decimal | None
    early_before: Decimal | None
    work: tuple[tuple[str, tuple[int, ...]], ...] = ()
    months: int = 3  # how many each column holds

    @property
    def is_whole(self) -> bool:
        """Nothing of it is held back."""
        return self.total is not None and all(number is not None for row in self.rows for number in row.quarters)


def funnel(today: date) -> Funnel:
    """The last eight quarters that are over, from our own records; restricted ones count for nobody.

    Where a quarter would have to hold something back, half years are shown, or else years."""
    quarters, there = last_quarters(today, QUARTERS), layers()
    with adding_up():
        counts, work = _counted(there, quarters), _statutory_work(quarters)
    smallest = policy.smallest_anywhere(today)
    for size in STEPS:
        found = build(counts, there, quarters, work, size=size, smallest=smallest)
        if found.is_whole:
            break
    return found


def last_quarters(today: date, number: int) -> tuple[date, ...]:
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    found: list[date] = []
    for _ in range(number):
        first = date(first.year - (first.month == 1), first.month - 3 if first.month > 1 else 10, 1)
        found.insert(0, first)
    return tuple(found)


def _counted(there: Sequence[Layer], quarters: Sequence[date]) -> dict[tuple[date, str], int]:
    steps = NextStep.objects.filter(conversation=OuterRef("pk"))
    innermost = Case(
        *(When(Exists(steps.filter(kind__in=layer.steps)), then=Value(number))
          for number, layer in reversed(list(enumerate(there)))),
        default=Value(len(there)), output_field=IntegerField(),
    )
    rows = (
        Conversation.objects.finished().filter(subject__restricted=False)
        .annotate(_day=TruncDate("finished_at"), _layer=innermost)
        .filter(_day__gte=quarters[0], _day__lt=_after(quarters[-1]))
        .annotate(_quarter=TruncQuarter("_day")).order_by().values_list("_quarter", "_layer").annotate(Count("pk"))
    )
    keys = [*(layer.key for layer in there), OTHERWISE]
    return {(quarter, keys[number]): people for quarter, number, people in rows}


def _after(quarter: date) -> date:
    return date(quarter.year + (quarter.month == 10), quarter.month + 3 if quarter.month < 10 else 1, 1)


def _statutory_work(quarters: Sequence[date]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What the inner layer does: the capacity that early help is meant to free."""
    def by_quarter(rows: Any, moment: Any) -> tuple[int, ...]:
        counted = dict(
            rows.filter(subject__restricted=False).annotate(_day=moment)
            .filter(_day__gte=quarters[0], _day__lt=_after(quarters[-1]))
            .annotate(_quarter=TruncQuarter("_day")).order_by().values_list("_quarter").annotate(Count("pk")))
        return tuple(counted.get(quarter, 0) for quarter in quarters)

    return (("Assessments signed", by_quarter(Assessment.objects.signed(), TruncDate("signed_at"))),
            ("Reviews held", by_quarter(Review.objects.done(), Cast("done_on", DateField()))))


def build(counts: Counts, there: Sequence[Layer], quarters: Sequence[date],
          work: Iterable[tuple[str, tuple[int, ...]]] = (), *, size: int = 1,
          smallest: int = SMALLEST_SHOWN) -> Funnel:
    """What may be shown of the counts: a small one is held back, and whatever it would follow from. `size`: how many
    quarters are added together."""
    every = [*there, ENDED_OTHERWISE]
    times = tuple(quarters[::size])
    first = {quarter: times[number // size] for number, quarter in enumerate(quarters)}
    added: Counter[tuple[str, date]] = Counter()
    for (quarter, key), people in counts.items():
        added[key, first[quarter]] += people
    # Nought tells of nobody: it is shown, and alone makes nothing else small.
    found = crossed(added, ([layer.key for layer in every], times), smallest=smallest, nought_is_shown=True)

    def shown(key: str | None, time: date | None) -> int | None:
        return found.count((key, time))

    total = found.count((None, None))
    rows = tuple(Row(
        layer, number := shown(layer.key, None),
        rounded(Decimal(100 * number) / total, 1) if total and number is not None else None,
        tuple(shown(layer.key, time) for time in times)) for layer in every)
    a_year = 4 // size
    done = tuple((label, tuple(sum(numbers[place:place + size]) for place in range(0, len(numbers), size)))
                 for label, numbers in work)
    return Funnel(times, rows, total, tuple(shown(None, time) for time in times),
                  _early(rows, range(len(times))[-a_year:], a_year),
                  _early(rows, range(len(times))[-2 * a_year:-a_year], a_year), done, 3 * size)


def _early(rows: Sequence[Row], places: Sequence[int], a_year: int) -> Decimal | None:
    """Of those in a layer, how many of a hundred were settled outside the innermost: from what is shown alone."""
    known = [[row.quarters[place] for place in places] for row in rows if row.layer.key != OTHERWISE]
    if len(places) < a_year or any(number is None for row in known for number in row):
        return None
    sums = [sum(number or 0 for number in row) for row in known]
    return rounded(Decimal(100 * sum(sums[:-1])) / sum(sums), 1) if sum(sums) else None
