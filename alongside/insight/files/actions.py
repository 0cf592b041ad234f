"""Giving a file, checking it behind the pages, and deleting it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TextIO

import duckdb
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.insight.events.opening import CHUNK, is_parquet
from alongside.insight.events.problems import CannotBeRead
from alongside.insight.returns import official
from alongside.insight.returns.checking import check_file, write_failing
from alongside.rules import council

from . import results
from .models import GivenFile, home
from .tasks import check_in_the_background

CHECK_STEPS, MEASURE_STEPS = 7, 1
# A folder that no row knows was left by a page that broke off; a page is never at it for so long.
LEFT_BEHIND = 24 * 3600
MOST_ROWS = 10_000_000
MOST_TIMES = 3
TOO_MUCH = "It was begun three times, and the service ended each time before it was done. Check it by the command."
NOT_CHECKED = "It could not be checked. Please give it again."


@transaction.atomic
def give(
    *, file: UploadedFile, purpose: str, release: int, year: str, population: UploadedFile | None, by: User
) -> GivenFile:
    """Keep the file for the service's own eyes, and put it to the worker."""
    name = short_name(file.name or "file")
    given = GivenFile.objects.create(
        name=name, purpose=purpose, size=file.size or 0, release=release, year=year, given_by=by,
        step="Waiting for its turn", of=CHECK_STEPS + (MEASURE_STEPS if year else 0),
    )
    try:
        _keep(file.chunks(), given.file)
        if population:
            _keep(population.chunks(), given.folder / "population" / short_name(population.name or "population.csv"))
    except OSError:
        given.clear_away()
        raise
    check_in_the_background.defer(given_id=given.pk)
    return given


def short_name(name: str) -> str:
    """As it was, but for what no folder can hold."""
    stem, dot, ending = Path(name).name.rpartition(".")
    return f"{_cut(stem, 120)}{dot}{_cut(ending, 20)}" or "file"


def _cut(words: str, most: int) -> str:
    return words.encode(errors="ignore")[:most].decode(errors="ignore")


def _keep(chunks: Iterable[bytes], target: Path) -> None:
    for folder in reversed([one for one in target.parents if one.is_relative_to(home())]):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        for chunk in chunks:
            kept.write(chunk)


def carry_out(given_id: int) -> None:
    """Check one. Doing it again after a killed worker replaces nothing that was finished."""
    given = GivenFile.objects.select_related("given_by").get(pk=given_id)
    if not given.is_under_way:
        return
    with acting(user=given.given_by, why="checking another council's file"):
        if given.begun >= MOST_TIMES:
            _fail(given, TOO_MUCH)
            return
        GivenFile.objects.filter(pk=given.pk).update(begun=given.begun + 1)
        try:
            _refuse_too_many_rows(given.file)
            _carry_out(given)
        except CannotBeRead as refused:
            _fail(given, without_quotations(str(refused)))
        except Exception:
            _fail(given, NOT_CHECKED)
            raise


def without_quotations(sentence: str) -> str:
    """What stood in the file is somebody's: the place is kept beyond the file's time, the words are not."""
    return re.sub("“[^”]*”", "“…”", sentence)


def _fail(given: GivenFile, why: str) -> None:
    """A file of which nothing can be said is not kept."""
    given.clear_away()
    GivenFile.objects.filter(pk=given.pk).update(finished_at=timezone.now(), failure=why[:600])


def _refuse_too_many_rows(file: Path) -> None:
    """Told before anything is read: half a gigabyte of Parquet may hold thousands of millions of rows."""
    if is_parquet(file):
        rows = _rows_of_parquet(file)
    else:
        with file.open("rb") as lines:
            rows = sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(CHUNK), b""))
    if rows > MOST_ROWS + 1:
        raise CannotBeRead(f"{file.name} has more than {MOST_ROWS:,} rows. The command alongside cld check takes it.")


def _rows_of_parquet(file: Path) -> int:
    try:
        with duckdb.connect() as database:
            found = database.execute("SELECT sum(num_rows) FROM parquet_file_metadata(?)", [str(file)]).fetchone()
    except duckdb.Error as problem:
        raise CannotBeRead(f"{file.name} cannot be read as Parquet.") from problem
    return int(found[0] or 0) if found else 0


def _carry_out(given: GivenFile) -> None:
    at = _progress(given)
    checked = check_file(
        given.file, release=given.release, la_codes=(council.load(settings.COUNCIL_PACK).la_code,),
        wording=official.wording(), closely=True, at=at, scratch=given.folder,
    )
    with _written(given.failing_file) as lines:
        write_failing(checked, lines)
    told = results.of_check(checked)
    if given.year:
        at("Working out the measures")
        told |= results.of_measures(given)
    with _written(given.results_file) as lines:
        json.dump(told, lines, ensure_ascii=False)
    # Somebody may have deleted it meanwhile: then nothing of it stays, and its line is theirs.
    finished = GivenFile.objects.filter(pk=given.pk, deleted_at=None).update(
        finished_at=timezone.now(), rows=checked.rows, failing=checked.failed.total(), step="", done=given.of
    )
    if not finished:
        given.clear_away()


def _written(target: Path) -> TextIO:
    """Opened for writing, for nobody else's eyes."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.fdopen(os.open(target, flags, 0o600), "w", encoding="utf-8", newline="")


def _progress(given: GivenFile) -> Callable[[str], None]:
    given.done = 0

    def at(step: str) -> None:
        GivenFile.objects.filter(pk=given.pk).update(step=step, done=min(given.done, given.of))
        given.done += 1

    return at


@transaction.atomic
def delete(*, given: GivenFile, by: User | None, now: datetime | None = None) -> None:
    """The file, its results and its failing cells, at once; the line that says it was here stays."""
    GivenFile.objects.filter(pk=given.pk, deleted_at=None).update(deleted_at=now or timezone.now(), deleted_by=by)
    transaction.on_commit(given.clear_away)


def delete_after_their_time(now: datetime) -> int:
    old = list(GivenFile.objects.past_their_time(now))
    for given in old:
        delete(given=given, by=None, now=now)
    _clear_what_was_left_behind(now)
    return len(old)


def _clear_what_was_left_behind(now: datetime) -> None:
    known = {str(pk) for pk in GivenFile.objects.kept().values_list("pk", flat=True)}
    for folder in home().glob("*"):
        if folder.name not in known and folder.stat().st_mtime < now.timestamp() - LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)
