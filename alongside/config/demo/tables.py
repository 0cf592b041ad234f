"""Rows in bulk: what a generator adds by name goes to PostgreSQL by COPY, in the columns the models have today."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from types import NoneType
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

# Rows kept in memory before they are sent.
CHUNK = 60_000
# From here on it is quicker to take indexes and foreign keys off and put them back than to keep them at each row.
MANY_PEOPLE = 5_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_NULL = "\\N"


class DoesNotFit(Exception):
    """A row does not have the columns of its table; the words say which."""


def _plain(text: str) -> str:
    # Most text has nothing to escape, and looking is quicker than translating.
    if "\\" in text or "\n" in text or "\t" in text or "\r" in text:
        return str.translate(text, _ESCAPES)
    return text


_BY_KIND: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: _NULL,
    str: _plain,
    bool: lambda value: "t" if value else "f",
    int: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    Decimal: str,
    UUID: str,
}


def written(value: Any) -> str:
    """A value as COPY reads it."""
    writer = _BY_KIND.get(type(value))
    if writer:
        return writer(value)
    if isinstance(value, str):  # a choice of a model
        return str.translate(value, _ESCAPES)
    raise DoesNotFit(f"{value!r} cannot be written to a table.")


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _as_array(value: list[str]) -> str:
    inside = ",".join('"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"' for part in value)
    return f"{{{inside}}}".translate(_ESCAPES)


class Table:
    """One model's rows on their way to its table."""

    def __init__(self, model: type[models.Model], now: datetime) -> None:
        self.model = model
        self.name = model._meta.db_table
        fields = model._meta.concrete_fields
        self.columns = [field.column for field in fields]
        self._names = [field.attname for field in fields]
        self._known = frozenset(self._names)
        self._writers = [_writer(field) for field in fields]
        self._defaults = {field.attname: _default(field, now) for field in fields if _has_default(field)}
        self._writer_of = dict(zip(self._names, self._writers, strict=True))
        # How a row with just these values is written: worked out once for each set of them.
        self._ways: dict[tuple[str, ...], tuple[str, list[tuple[str, Callable[[Any], str]]]]] = {}
        pk = model._meta.pk
        assert pk is not None
        self.pk = pk.attname
        self._counts_itself = isinstance(pk, models.AutoField | models.BigAutoField)
        self.next_id = self._first_id() if self._counts_itself else 0
        self.rows = 0
        self.lines: list[str] = []

    def _first_id(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT coalesce(max("{self.pk}"), 0) + 1 FROM "{self.name}"')
            return int(cursor.fetchone()[0])

    def take_id(self) -> int:
        """The number of a row that is put in later."""
        self.next_id += 1
        return self.next_id - 1

    def add(self, values: dict[str, Any]) -> int:
        """Put a row in; its id comes back (for a table that counts by itself)."""
        if self._counts_itself and self.pk not in values:
            values[self.pk] = self.next_id
            self.next_id += 1
        names = tuple(values)
        form, writers = self._ways.get(names) or self._way(names)
        self.lines.append(form % tuple([writer(values[name]) for name, writer in writers]))
        self.rows += 1
        return int(values[self.pk])

    def _way(self, names: tuple[str, ...]) -> tuple[str, list[tuple[str, Callable[[Any], str]]]]:
        """The line with its defaults, and what goes into it in the order of the columns."""
        if unknown := sorted(set(names) - self._known):
            raise DoesNotFit(
                f"{self.model._meta.label} has no column called {', '.join(unknown)}, which the demo fills in."
            )
        parts, writers = [], []
        for name in self._names:
            if name in names:
                parts.append("%s")
                writers.append((name, self._writer_of[name]))
            elif name in self._defaults:
                parts.append(self._writer_of[name](self._defaults[name]).replace("%", "%%"))
            else:
                raise DoesNotFit(f"{self.model._meta.label} needs a value for {name}, and the demo gives none.")
        self._ways[names] = ("\t".join(parts), writers)
        return self._ways[names]

    def send(self) -> None:
        if not self.lines:
            return
        columns = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor, cursor.copy(f'COPY "{self.name}" ({columns}) FROM STDIN') as copy:
            copy.write("\n".join(self.lines) + "\n")
        self.lines.clear()

    def count_on(self) -> None:
        """The next row that the product adds follows the last one of the load."""
        if self._counts_itself and self.rows:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [self.name, self.pk, self.next_id - 1]
                )


def _writer(field: models.Field) -> Callable[[Any], str]:
    if isinstance(field, models.JSONField):
        return lambda value: _NULL if value is None else _as_json(value)
    if isinstance(field, ArrayField):
        return lambda value: _NULL if value is None else _as_array(value)
    return written


def _has_default(field: models.Field) -> bool:
    return not field.primary_key and (
        field.has_default()
        or field.null
        or getattr(field, "auto_now_add", False)
        or getattr(field, "auto_now", False)
        or (field.blank and field.empty_strings_allowed)
    )


def _default(field: models.Field, now: datetime) -> Any:
    """What a row without the value gets; what would be the moment of the load is the demo's own moment."""
    if isinstance(field, models.DateTimeField) and not field.null:
        return now
    if field.has_default():
        value = field.get_default()
        return getattr(value, "value", value)
    return None if field.null else ""


class Tables(Mapping[str, Table]):
    """Every table of the load, by the label of its model: tables.add("people.Name", subject_id=1, given="Ivy")."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._tables: dict[str, Table] = {}
        self._waiting = 0

    def __getitem__(self, label: str) -> Table:
        table = self._tables.get(label)
        if table is None:
            table = self._tables[label] = Table(apps.get_model(label), self._now)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def add(self, label: str, /, **values: Any) -> int:
        self._waiting += 1
        return self[label].add(values)

    def send_when_full(self) -> None:
        """Between two people, so that rows that belong together go together."""
        if self._waiting >= CHUNK:
            self.send()

    def send(self) -> None:
        for table in self._tables.values():
            table.send()
        self._waiting = 0

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self._tables.values())


def _our_tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("alongside.")
        and model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in {"audit", "accounts"}
    ]


@contextmanager
def set_aside_for_loading(*, many: bool) -> Iterator[None]:
    """The audit's row triggers off and, for many rows, indexes and foreign keys too; all of it back at the end.

    Inside one transaction, so that nobody ever sees the tables without them.
    """
    put_back: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
        )  # nothing may be pending on a table that changes
        tables = _our_tables()
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname = 'alongside_audit' AND c.relname = ANY(%s)",
            [tables],
        )
        audited = [row[0] for row in cursor.fetchall()]
        for table in audited:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER alongside_audit')
        if many:
            put_back = _take_off(cursor, tables)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if many:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for statement in put_back:
            cursor.execute(statement)
        for table in audited:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER alongside_audit')


def _take_off(cursor: Any, tables: list[str]) -> list[str]:
    """Drop foreign keys and plain indexes of these tables; the statements that make them again."""
    put_back = []
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace "
        "AND NOT i.indisprimary AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) "
        "ORDER BY i.indexrelid",
        [tables],
    )
    for index, definition in cursor.fetchall():
        cursor.execute(f"DROP INDEX {index}")
        put_back.append(definition)
    cursor.execute(
        "SELECT k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k "
        "JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND c.relname = ANY(%s) ORDER BY k.oid",
        [tables],
    )
    for table, name, definition in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        put_back.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    return put_back
