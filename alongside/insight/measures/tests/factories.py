"""Rows of the event table for tests, and files of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from alongside.insight.events.engines import Given, in_memory, opened
from alongside.insight.measures.common.columns import EVENTS, EVENTS_TO_CUT, OWN_PLACES, POPULATION, SECTORS
from alongside.insight.measures.common.parts import cells_by, with_parts
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.population import write_population
from alongside.insight.measures.registry import computed
from alongside.insight.measures.wards import write_sectors, write_table

Row = dict[str, Any]
Rows = Iterable[Mapping[str, Any]]
Cell = tuple[str, str, str, str]
YEAR = Year("2024-25")
FIRST, LAST = YEAR.first, YEAR.last
THIS_YEAR = (FIRST, LAST)
YEAR_BEFORE = (date(2023, 4, 1), date(2024, 3, 31))
AS_PLANNED = "NFA: Support ended as planned"
QUARTER_AFTER = (date(2025, 4, 1), date(2025, 6, 30))


def day(month: int, number: int, year: int = 2024) -> date:
    return date(year, month, number)


def later(when: date, days: int) -> date:
    return when + timedelta(days=days)


def row(**fields: Any) -> Row:
    """A service for a service user of 40, in the year, unless said otherwise."""
    period = fields.pop("period", THIS_YEAR)
    filled: Row = dict.fromkeys(EVENTS_TO_CUT.columns)
    filled.update(
        la_code="901", person_id="9990000001", client_type="Service user", event_type="Service",
        period_start=period[0], period_end=period[1], event_start=day(6, 1), date_of_birth=date(1984, 5, 20),
    )  # fmt: skip
    unknown = set(fields) - set(filled)
    assert not unknown, unknown
    filled.update(fields)
    return filled


def reablement(
    start: date, end: date | None, outcome: str | None = "NFA: Support ended as planned", **more: Any
) -> Row:
    return row(
        event_start=start, event_end=end, event_outcome=outcome,
        **{"service_type": "Short term support: ST-Max", "service_component": "Reablement", **more},
    )  # fmt: skip


def written(rows: Rows, folder: Path, table: Any = EVENTS) -> Path:
    """As the Parquet file of an event table."""
    kinds = {"date": "DATE", "string": "VARCHAR"}
    columns = ", ".join(f"{name} {kinds[str(kind)]}" for name, kind in table.schema().items())
    out = folder / "events.parquet"
    by_column = {name: [] for name in table.columns}
    for one in rows:
        for name, values in by_column.items():
            values.append(one[name])
    with closing(in_memory()) as connection:
        connection.execute(f"CREATE TABLE events ({columns})")
        casts = ", ".join(f"unnest(${n}::{kinds[str(kind)]}[])" for n, kind in enumerate(table.schema().values(), 1))
        connection.execute(f"INSERT INTO events SELECT {casts}", list(by_column.values()))
        connection.execute(f"COPY events TO '{out}' (FORMAT parquet)")
    return out


def given(rows: Rows, folder: Path, population: Mapping[tuple[str, str], int] | None = None) -> list[Given]:
    residents = write_population(population or {}, folder / "population.parquet")
    return [Given(EVENTS, (written(rows, folder),)), Given(POPULATION, (residents,))]


def figures(
    rows: Iterable[Mapping[str, Any]],
    folder: Path,
    *,
    match_national: bool = True,
    engine: str = "duckdb",
    **engine_more: Any,
) -> dict[Cell, tuple[int, int]]:
    """Numerator and denominator of every cell; over a population of 1,000 in each age group of each council."""
    rows = list(rows)
    councils = {one["la_code"] for one in rows} - {None}
    population = {(council, band): 1000 for council in councils for band in ("18_64", "65_plus")}
    found: dict[Cell, tuple[int, int]] = {}
    with opened(engine, given(rows, folder, population), **engine_more) as running:
        tables = Tables(match_national=match_national, keep=running.keep)
        for measure in computed():
            assert measure.cells is not None
            for one in running.rows(measure.cells(tables, YEAR)):
                cell = (one["measure"], one["council"], one["age"], one["gender"])
                found[cell] = (int(one["numerator"]), int(one["denominator"]))
    return found


def people(measure: Measure, rows: Rows, folder: Path, **how: Any) -> list[Row]:
    assert measure.people is not None
    with opened("duckdb", given(rows, folder)) as running:
        return running.rows(measure.people(Tables(keep=running.keep, **how), YEAR))


def cut(rows: Rows, folder: Path, cuts: tuple[str, ...], *, engine: str = "duckdb", measures: Any = None,
        sectors: Mapping[str, str] | None = None, own: Iterable[tuple[str | None, ...]] | None = None,
        **engine_more: Any) -> dict[tuple[str, str, str, str], tuple[int, int | None]]:
    """The counts of every part, by measure, council, cut and part."""
    found = {}
    tables_given = [
        Given(EVENTS_TO_CUT, (written(rows, folder, EVENTS_TO_CUT),)),
        Given(POPULATION, (write_population({}, folder / "population.parquet"),)),
    ]
    if sectors is not None:
        tables_given.append(Given(SECTORS, (write_sectors(sectors, folder / "sectors.parquet"),)))
    if own is not None:
        tables_given.append(Given(OWN_PLACES, (write_table(folder / "own.parquet", OWN_PLACES.columns, own),)))
    with opened(engine, tables_given, **engine_more) as running:
        tables = Tables(
            events=EVENTS_TO_CUT, keep=running.keep, sectors=None if sectors is None else SECTORS,
            own_places=None if own is None else OWN_PLACES,
        )
        for measure in measures or computed():
            assert measure.people is not None
            listed = with_parts(measure.people(tables, YEAR), tables, cuts)
            listed = running.keep("parts_" + "".join(filter(str.isalnum, measure.key.lower())), listed)
            for one in cuts:
                for row in running.rows(cells_by(measure.key, one, listed)):
                    key = (measure.key, row["council"], one, row["part"])
                    assert key not in found
                    found[key] = (int(row["numerator"]), int(row["denominator"]))
    return found
