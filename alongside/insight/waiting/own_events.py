"""Rows of the event table for the national method, in the order of their people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from alongside.insight.events.engines import in_memory, quoted

from .national import COLUMNS, FIRST_DAY

FETCHED = 10_000
# Who has had support in the twelve months before is known already: so long before a request must be known.
LOOKED_BACK = timedelta(days=366)


def counted_since(first_day: date) -> date:
    """The first day whose requests are counted, of events that begin on a day."""
    return max(FIRST_DAY, first_day + LOOKED_BACK)


def rows_of(parquet: Path) -> Iterator[dict[str, Any]]:
    """One person's rows stand together, so that whoever reads them holds one person at a time."""
    with closing(in_memory()) as connection:
        connection.execute("SET threads TO 2")
        found = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM read_parquet({quoted([parquet])}) "
            "WHERE lower(trim(event_type)) IN ('request', 'assessment', 'service') ORDER BY la_code, person_id"
        )
        while batch := found.fetchmany(FETCHED):
            for values in batch:
                yield dict(zip(COLUMNS, values, strict=True))
