"""Bringing entries in from elsewhere: in batches, each of them kept whole or told row by row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.front_door.directory.models import Service, TaxonomyTerm

from ..models import ColumnMapping, Import, ImportProblem
from ..reading.entry import Entry, Terms, read
from ..reading.values import Problem
from .writing import Written, write

AT_ONCE = 200
# So many are kept of each import to be read; a file that is wrong in every cell says so sooner.
MOST_PROBLEMS = 20_000


@dataclass
class Row:
    """A record of a file with its place in it."""

    number: int
    said: Any
    names: dict[str, str] = field(default_factory=dict)

    @property
    def record(self) -> str:
        name = self.said.get("name") if isinstance(self.said, dict) else None
        return str(name or "")[:200].replace("\0", "")


@transaction.atomic
def save_mapping(*, name: str, columns: dict[str, str], by: User | None) -> ColumnMapping:
    mapping, _ = ColumnMapping.objects.update_or_create(name=name, defaults={"columns": columns, "kept_by": by})
    return mapping


@transaction.atomic
def prepare(*, kind: str, origin: str, source: str, by: User | None, file: str = "", publish: bool = False,
            columns: dict[str, str] | None = None, mapping: ColumnMapping | None = None) -> Import:
    """An import that has not begun."""
    return Import.objects.create(kind=kind, origin=origin[:300], source=source[:300], by=by, file=file,
                                 publish=publish, columns=columns or {}, mapping=mapping)


@transaction.atomic
def choose_columns(*, of: Import, columns: dict[str, str], origin: str, publish: bool,
                   mapping: ColumnMapping | None) -> Import:
    of.columns, of.origin, of.publish, of.mapping = columns, origin[:300], publish, mapping
    of.save(update_fields=["columns", "origin", "publish", "mapping"])
    return of


def choose_origin(*, of: Import, origin: str, publish: bool) -> Import:
    """Of a feed's file, which has no columns."""
    return choose_columns(of=of, columns={}, origin=origin, publish=publish, mapping=None)


@transaction.atomic
def begin(*, of: Import) -> bool:
    """False where somebody has begun it already: pressing twice reads once."""
    return bool(Import.objects.filter(pk=of.pk, begun_at=None).update(begun_at=timezone.now()))


def terms_of(kind: str) -> Terms:
    """A spreadsheet's headings are ours or wrong; a feed has headings of its own too."""
    needs: dict[str, int] = {}
    for one in TaxonomyTerm.objects.of_needs():
        needs |= {one.code: one.pk, one.name: one.pk, str(one.uid): one.pk}
        needs |= {one.term_uri: one.pk} if one.term_uri else {}
    return Terms(needs, only_ours=kind == Import.Kind.SHEET)


def run(*, of: Import, rows: Iterable[Row], total: int | None = None, today: date | None = None) -> Import:
    """Reads every row and keeps the good ones. How far it is can be seen while it goes on; begun again, it starts anew.

    Not one transaction: what is kept stays, and a row that is wrong leaves the others alone.
    """
    Import.objects.filter(pk=of.pk).update(
        begun_at=of.begun_at or timezone.now(), finished_at=None, failure="", rows=total, read=0, added=0, changed=0,
        unchanged=0, refused=0, missing=0)
    ImportProblem.objects.filter(of=of).delete()
    of.refresh_from_db()
    terms = terms_of(of.kind)
    seen: dict[str, int] = {}
    named: set[str] = set()
    for some in _in_batches(rows):
        _take(of, some, terms, seen, named, today or timezone.localdate())
    of.missing = Service.objects.filter(origin=of.origin).exclude(origin_key__in=seen.keys() | named).count()
    of.rows, of.finished_at = of.read, timezone.now()
    of.save(update_fields=["missing", "rows", "finished_at"])
    return of


def fail(*, of: Import, why: str) -> Import:
    """It could not be read to its end; what was kept until then is kept."""
    now = timezone.now()
    Import.objects.filter(pk=of.pk).update(begun_at=of.begun_at or now, finished_at=now, failure=why[:500])
    of.refresh_from_db()
    return of


def _in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    each = iter(rows)
    while some := list(islice(each, AT_ONCE)):
        yield some


@transaction.atomic
def _take(of: Import, some: list[Row], terms: Terms, seen: dict[str, int], named: set[str], today: date) -> None:
    good: list[tuple[Row, Entry]] = []
    wrong: list[tuple[Row, Problem]] = []
    for row in some:
        entry, problems = read(row.said, terms, row.names)
        if entry is not None and (before := seen.get(entry.key)) is not None:
            problems, entry = [Problem(row.names.get("id", "id"), entry.key, f"is the same as in row {before}.")], None
        if entry is None:
            wrong += [(row, one) for one in problems]
            # It is there, only not as it should be: not one that has gone.
            named |= {str(row.said["id"])} if isinstance(row.said, dict) and row.said.get("id") else set()
        else:
            seen[entry.key] = row.number
            good.append((row, entry))
    done, refused = _written(of, good, today)
    wrong += refused
    room = max(0, MOST_PROBLEMS - ImportProblem.objects.filter(of=of).count())
    ImportProblem.objects.bulk_create([
        ImportProblem(of=of, row=row.number, record=row.record, field=one.field or "the record", value=one.value,
                      message=one.message) for row, one in sorted(wrong, key=lambda one: one[0].number)][:room])
    of.read += len(some)
    of.refused += len({row.number for row, _ in wrong})
    of.added, of.changed = of.added + done.added, of.changed + done.changed
    of.unchanged += done.unchanged
    of.save(update_fields=["read", "refused", "added", "changed", "unchanged"])


def _written(of: Import, good: list[tuple[Row, Entry]], today: date) -> tuple[Written, list[tuple[Row, Problem]]]:
    """All of them at once; where the database will not have that, one by one, and which is said."""
    ours, good = _ours(good)
    try:
        with transaction.atomic():
            return write(of, [entry for _, entry in good], today=today), ours
    except DatabaseError:
        done, refused = Written(), ours
        for row, entry in good:
            try:
                with transaction.atomic():
                    done += write(of, [entry], today=today)
            except DatabaseError as problem:
                words = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
                refused.append((row, Problem("the record", "", f"cannot be kept: {words}"[:300])))
        return done, refused


def _ours(good: list[tuple[Row, Entry]]) -> tuple[list[tuple[Row, Problem]], list[tuple[Row, Entry]]]:
    """An entry of this directory that comes back from elsewhere is not a second one."""
    numbers = {}
    for _, entry in good:
        try:
            numbers[entry.key] = uuid.UUID(entry.key)
        except ValueError:
            continue
    here = set(Service.objects.filter(uid__in=numbers.values()).values_list("uid", flat=True)) if numbers else set()
    back = [(row, Problem(row.names.get("id", "id"), entry.key, "is an entry of this directory: it is kept here."))
            for row, entry in good if numbers.get(entry.key) in here]
    return back, [(row, entry) for row, entry in good if numbers.get(entry.key) not in here]
