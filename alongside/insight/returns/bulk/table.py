"""A file as a table `cells` of trimmed texts and read days, whatever the file's own types; nothing is in memory yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from alongside.rules.national_return.columns import BY_NAME, COLUMNS

from .sql import DAYS, NHS_NUMBERS, age, blank, day_of, name, nhs_number, quoted, trimmed

# What the check may use at once, whatever the machine has; what does not fit goes to disk beside the file's copy.
MEMORY = "2500MB"


def connect(folder: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """In memory; `folder` takes what does not fit."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit = {quoted(memory)}")
    con.execute(f"SET temp_directory = {quoted(str(folder))}")
    con.execute("SET TimeZone = 'UTC'")
    # Lists of values are quicker read through than joined to, and far quicker planned.
    con.execute("SET disabled_optimizers = 'in_clause'")
    return con


def lay_out(con: duckdb.DuckDBPyConnection, relation: str, types: Mapping[str, str]) -> None:
    """Make the views over a relation with the national headings, their types and a `row_number`.

    `given` has the texts as they are (`g7`); `cells` also trimmed ones (`c7`), is it blank (`b7`), and days (`d12`),
    each worked out only where a check asks.
    """
    con.execute("SET preserve_insertion_order = false")  # rows carry their numbers from here on
    found = {BY_NAME[heading].order: heading for heading in types}
    typed = [order for order in DAYS if types.get(found.get(order, "")) == "DATE"]
    texts = [f"{_as_text(found.get(column.order), types)} AS g{column.order}" for column in COLUMNS]
    raw = [f"{name(found[order])} AS raw{order}" for order in typed]
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW given AS SELECT row_number AS n, {', '.join(texts + raw)} FROM {relation}"
    )
    cells = [f"{said} AS {mark}{column.order}" for column in COLUMNS
             for mark, said in (("c", trimmed(f"g{column.order}")), ("b", blank(f"g{column.order}")))]
    days = [f"{_typed_day(f'raw{order}') if order in typed else day_of(f'g{order}')} AS d{order}" for order in DAYS]
    con.execute(f"CREATE OR REPLACE TEMP VIEW trimmed AS SELECT *, {', '.join(cells)} FROM given")
    digits = [f"{nhs_number(f'c{order}')} AS h{order}" for order in NHS_NUMBERS]
    con.execute(f"CREATE OR REPLACE TEMP VIEW cells AS SELECT *, {', '.join(days + digits)} FROM trimmed")


def _as_text(given: str | None, types: Mapping[str, str]) -> str:
    if given is None:
        return "NULL::VARCHAR"
    raw = name(given)
    return raw if types[given] == "VARCHAR" else f"CAST({raw} AS VARCHAR)"


def _typed_day(raw: str) -> str:
    return f"CASE WHEN isfinite({raw}) AND year({raw}) BETWEEN 1 AND 9999 THEN {raw} END"


AGE_COLUMN = f"{age()} AS age"
