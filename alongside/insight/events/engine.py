"""DuckDB in bounded memory, over files alone: nothing is kept between one reading and the next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "2GB"


@contextmanager
def engine(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that spills into the folder what its memory cannot hold."""
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET temp_directory = " + literal(str(folder)))
        connection.execute(f"SET threads = {min(os.cpu_count() or 1, 8)}")
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def write_parquet(connection: duckdb.DuckDBPyConnection, select: str, out: Path) -> int:
    """The rows of a query as a file for nobody else's eyes; how many there are. Never half a file."""
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        connection.execute(f"COPY ({select}) TO {literal(str(draft))} (FORMAT parquet, COMPRESSION snappy)")
        draft.chmod(0o600)
        row = connection.execute(f"SELECT count(*) FROM read_parquet({literal(str(draft))})").fetchone()
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return int(row[0]) if row else 0
