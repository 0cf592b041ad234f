"""Asking for the measures, and working them out behind the pages."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.insight.disclosure import policy
from alongside.rules.national_return.row import Period

from .common.year import Year
from .kept import counting
from .kept.months import SHOWN, year_of
from .kept.records import fresh
from .measure import Measure
from .models import OPEN_RUNS, Figure, Run, Target, WardFile, WardPostcode
from .population import BadPopulation, Residents, of_mid_year, read_populations
from .registry import kept
from .tasks import run_in_the_background
from .wards import by_postcode, by_sector, read_wards


@transaction.atomic
def ask_for(*, year: Year, by: User | None, match_national: bool = True) -> Run:
    """Put it to the worker. One that is still under way for the year is the answer to whoever asks again."""
    under_way = Run.objects.under_way().filter(year=year.name, match_national=match_national).first()
    if under_way:
        return under_way
    asked = Run.objects.create(
        year=year.name, match_national=match_national, asked_by=by, of=counting.steps(), step="Waiting for its turn"
    )
    run_in_the_background.defer(run_id=asked.pk)
    return asked


def ask_for_tonights(today: date) -> Run:
    return ask_for(year=year_of(today), by=None)


def carry_out(run_id: int) -> None:
    """Work one run out. A run that a killed worker left is begun again; one that came to an end is left alone."""
    run = Run.objects.select_related("asked_by").get(pk=run_id)
    if not run.is_under_way:
        return
    with acting(user=run.asked_by, why="measures"):
        try:
            _carry_out(run)
        except Exception as problem:
            why = str(problem) if isinstance(problem, BadPopulation) else "They could not be worked out."
            Run.objects.filter(pk=run.pk).update(
                finished_at=timezone.now(), failure=f"{why} Please ask for them again."[:300]
            )
            shutil.rmtree(run.folder, ignore_errors=True)
            raise
        forget_old_people()


def _carry_out(run: Run) -> None:
    shutil.rmtree(run.folder, ignore_errors=True)
    run.folder.mkdir(parents=True, mode=0o700)
    run.done = 0
    at = _progress(run)
    at("Reading the records")
    snapshot = fresh(run.asked_by, today_will_do=run.asked_by is None)
    # A name of its own for the file: newer snapshots clear older ones away while this goes on.
    events = run.folder / "events.parquet"
    os.link(snapshot.path, events)
    run.events, run.smallest_shown = snapshot.rows, policy.smallest_shown(timezone.localdate())
    residents, run.residents_of = _residents(Year(run.year))
    rows = list(
        counting.count(
            (events,), run.folder, Year(run.year), Period(snapshot.starts_on, snapshot.ends_on),
            residents=residents, match_national=run.match_national, counted_then=_counted_then(Year(run.year)), at=at,
            smallest=run.smallest_shown,
        )
    )
    events.unlink()
    with transaction.atomic():
        run.figures.all().delete()
        Figure.objects.bulk_create(
            Figure(run=run, measure=measure, split=split, part=part, numerator=top, denominator=below, held_back=held)
            for measure, split, part, top, below, held in rows
        )
        run.snapshot_at, run.finished_at, run.has_people = snapshot.asked_at, timezone.now(), True
        run.step, run.done = "", run.of
        run.released_on = _released(run, timezone.localdate())
        run.save()


def _released(run: Run, today: date) -> date | None:
    """The first of a year that is done in a time of release stands for that time; those after it are for the people
    who may see whole figures. Two releases of neighbouring days would tell who came between them."""
    if not run.match_national:
        return None
    begins = policy.release_begins(today)
    return None if Run.objects.released().filter(year=run.year, released_on__gte=begins).exists() else today


def _progress(run: Run) -> Callable[[str], None]:
    """Said as it goes, so that the page can show it."""

    def at(step: str) -> None:
        Run.objects.filter(pk=run.pk).update(step=step[:120], done=run.done)
        run.done += 1

    return at


def _residents(year: Year) -> tuple[Residents, int | None]:
    """The council's own residents, by its pack, and of which mid-year; without the file such measures have no outcome.

    A year takes the estimate of the middle of its first calendar year, else the last one before.
    """
    file = Path(settings.COUNCIL_PACK) / "population.csv"
    return of_mid_year(read_populations(file), year.first.year) if file.exists() else ({}, None)


def _counted_then(year: Year) -> dict[str, list[tuple[str, int, int | None]]]:
    """Of measures that rest on what is known only as it is now: each month that is over, as its last run counted it."""
    today = timezone.localdate()
    over = {
        run.pk: month
        for month, run in Run.objects.last_of_each_month().items()
        if month < f"{today:%Y-%m}" and month <= f"{year.last:%Y-%m}"
    }
    codes = [one.code for one in kept() if one.known_only_now]
    found: dict[str, list[tuple[str, int, int | None]]] = {}
    for one in Figure.objects.headlines().filter(run__in=over, measure__in=codes):
        found.setdefault(one.measure, []).append((over[one.run_id], one.numerator, one.denominator))
    return {code: sorted(months)[-SHOWN:] for code, months in found.items()}


@transaction.atomic
def load_wards(*, file: Path) -> dict[str, int]:
    """The council's file of postcodes and their wards, in place of the one before; the next run cuts figures by it."""
    wards = by_postcode(places := read_wards(file))
    kept = WardFile.objects.create(
        file_name=file.name[:200], digest=hashlib.sha256(file.read_bytes()).hexdigest(), postcodes=len(wards),
        wards=len({one.code for one in places}),
    )
    WardPostcode.objects.all().delete()
    WardPostcode.objects.bulk_create(
        (WardPostcode(file=kept, postcode=postcode, ward=ward) for postcode, ward in wards.items()), batch_size=5000
    )
    return {"postcodes": kept.postcodes, "wards": kept.wards, "sectors": len(by_sector(wards))}


@transaction.atomic
def set_target(*, measure: Measure, value: Decimal | None, source: str, by: User) -> Target:
    """What the measure is to reach from now on, and where that was decided; no value takes the target away."""
    last = Target.objects.in_force(measure.code)
    if last and (last.value, last.source) == (value, source):
        return last
    return Target.objects.create(measure=measure.code, value=value, source=source, set_by=by)


def forget_old_people() -> int:
    """Keep who was counted for the latest runs alone, and let the figures stand."""
    old = list(Run.objects.whose_people_are_kept()[OPEN_RUNS:])
    for run in old:
        shutil.rmtree(run.folder, ignore_errors=True)
    Run.objects.filter(pk__in=[run.pk for run in old]).update(has_people=False)
    return len(old)
