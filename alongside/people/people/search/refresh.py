"""Keeps the look-up tables of search in step with the records."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.db import connection, transaction

SQL = Path(__file__).resolve().parent.parent / "sql" / "search.sql"


@cache
def _statements() -> list[str]:
    return [part for part in SQL.read_text().split(";\n") if part.strip()]


@transaction.atomic
def refresh_search(subjects: Iterable[int]) -> None:
    """After a change to these people, inside the action that made it."""
    _run(list(subjects))


def rebuild_search() -> None:
    """Everything anew, by the owner: after a bulk load, which writes past the actions."""
    with transaction.atomic():
        _run(None)
    tables = "people_nametoken, people_searchkey, people_searchcard, people_nameword, people_nameform"
    with connection.cursor() as cursor:
        # A vacuum lets names be looked up in the index alone; inside somebody's transaction it has to wait.
        cursor.execute(f"{'ANALYZE' if connection.in_atomic_block else 'VACUUM ANALYZE'} {tables}")


def _run(subjects: list[int] | None) -> None:
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement, {"subjects": subjects})
