"""Questions to the database that are put into SQL, and planned, once: then they are asked with other values.

For a page that is open all day, turning two dozen query sets into SQL, and having the database read and plan them,
costs more than the answers do: at 20,000 people my work took 40 ms of processor before all of it was prepared and
kept its plans, and 22 ms after (Python and database together). What is asked seldom is better left a plain query set.

A prepared question is a function from values to a query set; it sees no value of any request, only places where values
will come, so nothing of one user or one person can stay behind in it:

    @prepared
    def _of(subject, today):
        return Warning.objects.filter(subject=subject).in_force(today).newest_first()

    _of(subject=12, today=timezone.localdate())        -> a list of rows

A list stands for any of its values. What changes the SQL itself (may this user see everything?) is given without a
name, `_of(True, subject=12)`, and each such answer is put into SQL once. The database keeps the plan for as long as
the connection lives (`connect.py` allows it).
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from functools import update_wrapper
from typing import Any

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections, transaction
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet, Value, prefetch_related_objects
from psycopg.sql import Literal


class Given(Value):
    """The place of a value in a prepared question; with `several`, of a list of which any will do.

    `whole` is the same list where a function of the database takes it as it is.
    """

    def __init__(self, name: str, several: bool = False) -> None:
        super().__init__(name)
        self.several = several

    @property
    def whole(self) -> Given:
        return Given(self.value)

    def _resolve_output_field(self) -> None:
        """Not known: the value comes later, and the database tells it by what it is compared with."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return ("ANY(%s)" if self.several else "%s"), [self]


class _Planned(ServerBindingCursor):
    """Sends the values beside the question, not within it: then the database may keep its plan."""

    def _convert_query(self, query: Any, params: Any = None) -> Any:
        self._query = super()._convert_query(query, params)  # what Django's log of queries reads
        return self._query


class _Asked:
    """As much of a query set as Django's readers of rows look at, with its SQL at hand."""

    db = DEFAULT_DB_ALIAS
    _hints: dict[str, Any] = {}
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, queryset: QuerySet) -> None:
        self.model, self.query = queryset.model, copy.copy(queryset.query)
        self._fields = getattr(queryset, "_fields", None)
        self.rows = queryset._iterable_class
        self.prefetch = queryset._prefetch_related_lookups
        self.compiler = queryset.query.get_compiler(self.db)
        sql, params = self.compiler.as_sql()
        if any(isinstance(value, date) for value in params):
            raise ValueError("A prepared question is kept for days: give it its day, do not let it look at the clock.")
        # What never changes is written into the question, so that the plan may rest on it.
        self.sql = sql.replace("%%", "%%%%") % tuple(map(self._place, params))

    def _place(self, value: Any) -> str:
        if isinstance(value, Given):
            return f"%({value.value})s"
        return Literal(value).as_string(connections[self.db].connection).replace("%", "%%")

    def answer(self, given: dict[str, Any]) -> list[Any]:
        connection = connections[self.db]  # each thread has its own
        try:
            found = self._found(connection, given)
        except NotSupportedError:
            # A table has been altered since the plan was made. Within a transaction nothing more can be asked, and its
            # rollback does away with the plans; outside one they would stay in the way of every page to come.
            if connection.in_atomic_block:
                raise
            _forget_plans(connection)
            found = self._found(connection, given)
        asked, compiler = copy.copy(self), copy.copy(self.compiler)
        compiler.connection = connection
        compiler.execute_sql = lambda *args, **kwargs: [found]
        asked.query = copy.copy(self.query)
        asked.query.get_compiler = lambda *args, **kwargs: compiler
        rows = list(self.rows(asked))
        if rows and self.prefetch:
            prefetch_related_objects(rows, *self.prefetch)
        return rows

    def _found(self, connection: Any, given: dict[str, Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.cursor = _Planned(connection.connection)
            cursor.execute(self.sql, given)
            return cursor.fetchall()


def _forget_plans(connection: Any) -> None:
    """The driver lets go of every plan of a connection when something is rolled back on it."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        transaction.set_rollback(True, using=connection.alias)


class Prepared:
    def __init__(self, question: Callable[..., QuerySet]) -> None:
        self.question = question
        self.asked: dict[tuple[Any, ...], _Asked] = {}
        update_wrapper(self, question)

    def __call__(self, *shape: Any, **given: Any) -> list[Any]:
        if None in given.values():
            raise ValueError("Nothing equals nothing: a question about what is not there is one of another shape.")
        # One value and a list of them are asked for in other words.
        asked_as = (*shape, *(name for name, value in given.items() if isinstance(value, list)))
        asked = self.asked.get(asked_as)
        if asked is None:
            places = {name: Given(name, isinstance(value, list)) for name, value in given.items()}
            asked = self.asked[asked_as] = _Asked(self.question(*shape, **places))
        return asked.answer(given)


def prepared(question: Callable[..., QuerySet]) -> Prepared:
    return Prepared(question)
