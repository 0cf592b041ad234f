"""Asking for a return, and building it behind the pages."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.rules.national_return.row import Period

from . import official
from .build import Summary, build, built, problems_of, usual_period, write_down_the_look
from .models import BuiltReturn
from .scratch import scratch
from .tasks import build_in_the_background

# How many of the night's own are kept: what was disposed of must not live on in old files.
KEPT_OF_THE_NIGHT = 4
# How many days the file of one that somebody asked for is kept; what was counted stays.
FILE_KEPT_DAYS = 30


@transaction.atomic
def ask_for(*, period: Period, by: User | None) -> BuiltReturn:
    """Put it to the worker; the page shows how far it is."""
    asked = BuiltReturn.objects.create(starts_on=period.start, ends_on=period.end, asked_by=by)
    build_in_the_background.defer(asked_id=asked.pk)
    return asked


def ask_for_tonights(today: date) -> list[BuiltReturn]:
    """The return that is due, ready to send; and the same from its first day to today, whose faults are worked on."""
    due = usual_period(today)
    return [ask_for(period=period, by=None) for period in (due, Period(due.start, today))]


def clear_away() -> int:
    """The night's own that newer whole ones have taken the place of, and files that were asked for long ago."""
    whole = list(BuiltReturn.objects.of_the_night().whole().newest_first()[KEPT_OF_THE_NIGHT:])
    failed = list(BuiltReturn.objects.of_the_night().exclude(failure="").newest_first()[KEPT_OF_THE_NIGHT:])
    for one in whole + failed:
        if one.file:
            default_storage.delete(one.file)
        one.delete()
    for one in BuiltReturn.objects.whole().filter(finished_at__lt=timezone.now() - timedelta(days=FILE_KEPT_DAYS)):
        default_storage.delete(one.file)
    return len(whole + failed)


def carry_out(asked_id: int) -> None:
    """Build one return into the store. Building it again after a killed worker replaces nothing that was finished."""
    asked = BuiltReturn.objects.select_related("asked_by").get(pk=asked_id)
    if not asked.is_being_built:
        return
    with acting(user=asked.asked_by, why="national return"):
        try:
            _carry_out(asked)
        except Exception:
            BuiltReturn.objects.filter(pk=asked.pk).update(
                finished_at=timezone.now(), failure="It could not be built. Please ask for it again."
            )
            raise
    clear_away()


def _carry_out(asked: BuiltReturn) -> None:
    period = Period(asked.starts_on, asked.ends_on)
    kept_as = f"returns/{asked.pk}.csv"
    with scratch() as folder:
        file = folder / "return.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            summary = build(period, lines, progress=lambda so_far: asked.say_how_far(so_far.rows))
        with transaction.atomic():
            with file.open("rb") as content:
                default_storage.delete(kept_as)  # of a worker that was killed before it could say so
                name = default_storage.save(kept_as, File(content))
            _keep(asked, summary, name)
            if asked.asked_by:  # nobody has seen the night's own; taking it is a look
                write_down_the_look(summary, period, path="national return")


def _keep(asked: BuiltReturn, summary: Summary, name: str) -> None:
    asked.rows = summary.rows
    asked.by_type = dict(summary.by_type)
    asked.failing = dict(summary.failing.most_common())
    asked.failing_rows = summary.failing_rows
    asked.by_worker = dict(summary.by_worker)
    asked.by_team = dict(summary.by_team)
    asked.problems = summary.problems
    asked.file = name
    asked.finished_at = timezone.now()
    asked.save()


@transaction.atomic
def look_again(*, return_: BuiltReturn, problems: list[dict[str, Any]], by: User) -> BuiltReturn:
    """Build the rows of these faults again: what has been put right leaves the list, and the counts go down.

    The file stays as it was written; only the work list moves. The service itself reads the rows: what is closed to
    whoever opened the list is not put right by that.
    """
    kept = BuiltReturn.objects.select_for_update(of=("self",)).get(pk=return_.pk)
    subjects = {one["subject"] for one in problems}
    if not subjects:
        return kept
    period, words = Period(kept.starts_on, kept.ends_on), official.wording()
    with acting(user=by, why="work list of the national return"):
        still = {
            _key(one)
            for event, values in built(period, subjects)
            for one in problems_of(event, values, period, words)
        }
    looked_at = {_key(one) for one in problems}
    gone = [one for one in kept.problems if _key(one) in looked_at - still]
    if gone:
        kept.problems = [one for one in kept.problems if _key(one) not in looked_at - still]
        rows_left = {one["row"] for one in kept.problems}
        kept.failing = _fewer(kept.failing, [one["field"] for one in gone])
        kept.by_worker = _fewer(kept.by_worker, [str(one["worker"] or "") for one in gone])
        kept.by_team = _fewer(kept.by_team, [str(one["team"] or "") for one in gone])
        kept.failing_rows -= min(len({one["row"] for one in gone} - rows_left), kept.failing_rows)
        kept.put_right += len(gone)
    kept.looked_again_at = timezone.now()
    kept.save()
    return kept


def _key(problem: dict[str, Any]) -> tuple[int, str, str]:
    return problem["subject"], problem["source"], problem["field"]


def _fewer(counts: dict[str, int], keys: list[str]) -> dict[str, int]:
    left = Counter(counts)
    left.subtract(keys)
    return {key: count for key, count in left.items() if count > 0}
