"""Rows of the event table for the national method: from the last snapshot of our own records, or from any file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from alongside.insight.snapshots import actions as snapshots

from .national import COLUMNS, FIRST_DAY, NationalFigure, figures

FETCHED = 10_000
# Who has had support in the twelve months before is known already: so long before a request must be known.
LOOKED_BACK = timedelta(days=366)


def latest_figures() -> tuple[list[NationalFigure], date] | None:
    """Of the last snapshot, and from which day its requests are counted; None while none has been made."""
    made = snapshots.latest()
    if made is None:
        return None
    since = max(FIRST_DAY, made.starts_on + LOOKED_BACK)
    return figures(rows_of(made.path), since), since


def rows_of(parquet: Path) -> Iterator[dict[str, Any]]:
    with closing(duckdb.connect()) as connection:
        connection.execute("SET threads TO 2")
        found = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM read_parquet(?)", [str(parquet)])
        while batch := found.fetchmany(FETCHED):
            for values in batch:
                yield dict(zip(COLUMNS, values, strict=True))
