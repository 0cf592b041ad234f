"""Rows of the event table for the national method: from the last snapshot of our own records, or from any file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from .national import COLUMNS

FETCHED = 10_000


def latest_rows() -> Iterator[dict[str, Any]] | None:
    """None while no snapshot has been made."""
    made = sorted((settings.HOME / "insight").glob("*.parquet"))
    return rows_of(made[-1]) if made else None


def rows_of(parquet: Path) -> Iterator[dict[str, Any]]:
    with duckdb.connect() as connection:
        connection.execute("SET threads TO 2")
        found = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM read_parquet(?)", [str(parquet)])
        while batch := found.fetchmany(FETCHED):
            for values in batch:
                yield dict(zip(COLUMNS, values, strict=True))
