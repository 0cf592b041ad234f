"""Questions to the database that are put into SQL once in the life of a process, then asked with other values.

For a page that is open all day, turning two dozen query sets into SQL costs more time than the answers do. A prepared
question is a function from values to a query set; it sees no value of any request, only places where values will come,
so nothing of one user or one person can stay behind in it:

    @prepared
    def _of(subject, today):
        return Warning.objects.filter(subject=subject).in_force(today).newest_first()

    _of(subject=12, today=timezone.localdate())        -> a list of rows

A list stands for any of its values. What changes the SQL itself (may this user see everything?) is given without a
name, `_of(True, subject=12)`, and each such answer is put into SQL once.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from functools import update_wrapper
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, Value, prefetch_related_objects


class Given(Value):
    """The place of a value in a prepared question; with `several`, of a list of which any will do."""

    def __init__(self, name: str, several: bool = False) -> None:
        super().__init__(name)
        self.several = several

    def _resolve_output_field(self) -> None:
        """Not known: the value comes later, and the database tells it by what it is compared with."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return ("ANY(%s)" if self.several else "%s"), [self]


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
        self.sql, self.params = self.compiler.as_sql()
        if any(isinstance(value, date) for value in self.params):
            raise ValueError("A prepared question is kept for days: give it its day, do not let it look at the clock.")

    def answer(self, given: dict[str, Any]) -> list[Any]:
        params = tuple(given[one.value] if isinstance(one, Given) else one for one in self.params)
        asked, compiler = copy.copy(self), copy.copy(self.compiler)
        compiler.connection = connections[self.db]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        asked.query = copy.copy(self.query)
        asked.query.get_compiler = lambda *args, **kwargs: compiler
        rows = list(self.rows(asked))
        if rows and self.prefetch:
            prefetch_related_objects(rows, *self.prefetch)
        return rows


class Prepared:
    def __init__(self, question: Callable[..., QuerySet]) -> None:
        self.question = question
        self.asked: dict[tuple[Any, ...], _Asked] = {}
        update_wrapper(self, question)

    def __call__(self, *shape: Any, **given: Any) -> list[Any]:
        asked = self.asked.get(shape)
        if asked is None:
            places = {name: Given(name, isinstance(value, list)) for name, value in given.items()}
            asked = self.asked[shape] = _Asked(self.question(*shape, **places))
        return asked.answer(given)


def prepared(question: Callable[..., QuerySet]) -> Prepared:
    return Prepared(question)
