"""Where a compiled query runs: DuckDB in this process, PostgreSQL in temporary tables, or Spark.

Ibis writes the SQL and nothing else; each engine's own driver runs it. What is read are Parquet files. A query whose
answer others build on is kept (`keep`) for as long as the engine is open, and is a table like any other after that.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import ibis.expr.types as ir

NAMES = ("duckdb", "postgres", "spark")
MEMORY = "3GB"  # of DuckDB; past it, it writes to the disk


class EngineProblem(Exception):
    """The engine asked for is not there or cannot run; one sentence that says what to do."""


@dataclass(frozen=True)
class Given:
    """A table a query may name, and the Parquet files it is read from (which may hold more columns than it has)."""

    table: ir.Table
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        return str(self.table.get_name())

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.table.columns)


class Engine(Protocol):
    """One connection, with the tables it was given."""

    def keep(self, name: str, query: ir.Table) -> ir.Table:
        """Work the query out once, under a name."""

    def rows(self, query: ir.Table) -> list[dict[str, Any]]:
        """The answer."""


def run(query: ir.Table, engine: str, tables: Sequence[Given]) -> list[dict[str, Any]]:
    """One query, on an engine opened for it."""
    with opened(engine, tables) as running:
        return running.rows(query)


@contextmanager
def opened(engine: str, tables: Sequence[Given], *, postgres: Callable[[], Any] | None = None) -> Iterator[Engine]:
    """The engine with these tables; `postgres` connects to the server, if not to the one that the settings name."""
    if engine == "duckdb":
        with _duckdb(tables) as running:
            yield running
    elif engine == "postgres":
        with _postgres(tables, postgres or _connected) as running:
            yield running
    elif engine == "spark":
        with _spark(tables) as running:
            yield running
    else:
        raise EngineProblem(f"There is no engine called {engine}: it is one of {', '.join(NAMES)}.")


def _compiled(query: ir.Table, dialect: str) -> str:
    return _compiled_once(query.op(), dialect)


@lru_cache(maxsize=512)
def _compiled_once(query: Any, dialect: str) -> str:
    """By the operation, for expressions that say the same are not equal and operations are."""
    return str(ibis.to_sql(query.to_expr(), dialect=dialect))


def _kept(name: str, query: ir.Table) -> ir.Table:
    return ibis.table(query.schema(), name=name)


# DuckDB --------------------------------------------------------------------------------------------------------


def in_memory() -> duckdb.DuckDBPyConnection:
    """A database of this process alone, in bounded memory."""
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET temp_directory = ?", [_scratch()])
    connection.execute("SET preserve_insertion_order = false")
    return connection


@cache
def _scratch() -> str:
    """What does not fit the memory is people's events: in a folder that nobody else may open, gone with the process."""
    folder = tempfile.mkdtemp(prefix="alongside-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def quoted(files: Sequence[Path]) -> str:
    """File names as DuckDB reads them in SQL."""
    return "[" + ", ".join("'" + str(file).replace("'", "''") + "'" for file in files) + "]"


def _selected(given: Given) -> str:
    columns = ", ".join(f'"{column}"' for column in given.columns)
    return f"SELECT {columns} FROM read_parquet({quoted(given.files)}, union_by_name = true)"


@dataclass
class _DuckDB:
    connection: duckdb.DuckDBPyConnection

    def keep(self, name: str, query: ir.Table) -> ir.Table:
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {_compiled(query, "duckdb")}')
        return _kept(name, query)

    def rows(self, query: ir.Table) -> list[dict[str, Any]]:
        # fetchall, never an open result: an open one blocks the next query of this connection.
        found = self.connection.execute(_compiled(query, "duckdb")).fetchall()
        return [dict(zip(query.columns, row, strict=True)) for row in found]


@contextmanager
def _duckdb(tables: Sequence[Given]) -> Iterator[_DuckDB]:
    with closing(in_memory()) as connection:
        for given in tables:
            connection.execute(f'CREATE TEMP VIEW "{given.name}" AS {_selected(given)}')
        yield _DuckDB(connection)


# PostgreSQL ----------------------------------------------------------------------------------------------------

_POSTGRES_TYPES: Mapping[str, str] = {"date": "DATE", "string": "TEXT", "int64": "BIGINT", "int32": "INTEGER"}


@dataclass
class _Postgres:
    connection: Any

    def keep(self, name: str, query: ir.Table) -> ir.Table:
        self.connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        self.connection.execute(f'CREATE TEMP TABLE "{name}" AS {_compiled(query, "postgres")}')
        self.connection.execute(f'ANALYZE "{name}"')
        return _kept(name, query)

    def rows(self, query: ir.Table) -> list[dict[str, Any]]:
        found = self.connection.execute(_compiled(query, "postgres")).fetchall()
        return [dict(zip(query.columns, row, strict=True)) for row in found]


def _connected() -> Any:
    import psycopg

    address = os.environ.get("ALONGSIDE_DATABASE_URL")
    if not address:
        raise EngineProblem("The engine postgres needs a server: set ALONGSIDE_DATABASE_URL.")
    return psycopg.connect(address)


@contextmanager
def _postgres(tables: Sequence[Given], connect: Callable[[], Any]) -> Iterator[_Postgres]:
    import psycopg

    try:
        connection = connect()
        connection.autocommit = False
    except psycopg.OperationalError as problem:
        raise EngineProblem(f"PostgreSQL does not answer: {str(problem).splitlines()[0]}") from problem
    try:
        # To compile the plans of such queries takes longer than to run them; sorts of a year's events want room.
        connection.execute("SET LOCAL jit = off")
        connection.execute("SET LOCAL work_mem = '128MB'")
        for given in tables:
            _copy_in(connection, given)
        yield _Postgres(connection)
    except psycopg.errors.InsufficientPrivilege as problem:
        raise EngineProblem("The role needs the right TEMPORARY on its database to measure there.") from problem
    finally:
        # Temporary tables alone: there is nothing to commit.
        connection.rollback()
        connection.close()


def _copy_in(connection: Any, given: Given) -> None:
    """By COPY, through a CSV that DuckDB writes, so that no row passes through Python."""
    types = ", ".join(f'"{name}" {_POSTGRES_TYPES[str(kind)]}' for name, kind in given.table.schema().items())
    connection.execute(f'CREATE TEMP TABLE "{given.name}" ({types}) ON COMMIT DROP')
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        written = Path(folder) / "rows.csv"
        with closing(in_memory()) as database:
            database.execute(f"COPY ({_selected(given)}) TO '{written}' (FORMAT csv, HEADER false, NULL '\\N')")
        with (
            written.open("rb") as file,
            connection.cursor().copy(f"COPY \"{given.name}\" FROM STDIN (FORMAT csv, NULL '\\N')") as copy,
        ):
            while block := file.read(1 << 20):
                copy.write(block)
    connection.execute(f'ANALYZE "{given.name}"')


# Spark ---------------------------------------------------------------------------------------------------------


@dataclass
class _Spark:
    session: Any

    def keep(self, name: str, query: ir.Table) -> ir.Table:
        frame = self.session.sql(_compiled(query, "pyspark")).persist()
        frame.createOrReplaceTempView(name)
        return _kept(name, query)

    def rows(self, query: ir.Table) -> list[dict[str, Any]]:
        return [row.asDict() for row in self.session.sql(_compiled(query, "pyspark")).collect()]


@contextmanager
def _spark(tables: Sequence[Given]) -> Iterator[_Spark]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise EngineProblem("The engine spark needs PySpark: pip install 'alongside[spark]'.") from missing
    builder = SparkSession.builder.appName("alongside measures")
    for setting, value in _spark_settings().items():
        builder = builder.config(setting, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        for given in tables:
            frame = session.read.option("mergeSchema", "true").parquet(*(str(file) for file in given.files))
            frame.select(*given.columns).createOrReplaceTempView(given.name)
        yield _Spark(session)
    finally:
        session.stop()


def _spark_settings() -> dict[str, str]:
    """A local one unless ALONGSIDE_SPARK_MASTER names another; docs/measures.md has the settings of a real cluster."""
    return {
        "spark.master": os.environ.get("ALONGSIDE_SPARK_MASTER", "local[2]"),
        "spark.sql.shuffle.partitions": os.environ.get("ALONGSIDE_SPARK_PARTITIONS", "8"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "false",
        "spark.ui.enabled": "false",
        "spark.driver.host": os.environ.get("ALONGSIDE_SPARK_DRIVER_HOST", "127.0.0.1"),
    }
