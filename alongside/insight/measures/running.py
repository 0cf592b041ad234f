"""All measures over files of events, on the engine asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis.expr.types as ir

from alongside.insight.disclosure import outcome
from alongside.insight.events.engines import Engine, Given, opened
from alongside.insight.events.reading import read
from alongside.insight.measures.common.columns import EVENTS, POPULATION
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.population import read_population, write_population
from alongside.insight.measures.registry import computed

NO_FIGURE_WITHOUT = (
    "LA Code",
    "Reporting Period Start Date",
    "Reporting Period End Date",
    "Client Type",
    "Event Type",
    "Event Start Date",
    "Event End Date",
    "Event Outcome",
    "Service Type",
    "Service Component",
    "Date of Birth",
)


class BadEvents(Exception):
    """The events cannot be measured as they are: one sentence that names the file, the row and the field."""


@dataclass(frozen=True)
class Figure:
    """One figure of one council, unsuppressed."""

    measure: str
    framework: str
    council: str
    age: str
    gender: str
    numerator: int
    denominator: int | None
    outcome: Decimal | None

    def as_data(self) -> dict[str, Any]:
        return {**vars(self), "outcome": None if self.outcome is None else str(self.outcome)}


@dataclass(frozen=True)
class Answer:
    figures: tuple[Figure, ...]
    # By measure: people whom the nation's rule treats by a blank component, where ours would not.
    lost_to_a_blank: Mapping[str, int]
    notes: tuple[str, ...] = ()


def measure_files(
    files: Sequence[Path],
    year: Year,
    *,
    population: Path | None = None,
    engine: str = "duckdb",
    match_national: bool = True,
    measures: Iterable[Measure] | None = None,
    postgres: Callable[[], Any] | None = None,
    leave_out: bool = False,
    scratch: Path | None = None,
) -> Answer:
    """Every figure of the year. The files are one table, already joined and free of duplicates. What cannot be read
    is refused, or left out and said (`leave_out`); `scratch` is where what lies in between is put."""
    with over_files(
        files, EVENTS, population=population, engine=engine, postgres=postgres, mid_year=year.first.year,
        leave_out=leave_out, scratch=scratch,
    ) as (running, notes):
        return measure_tables(running, year, match_national, measures or computed(), notes)


@contextmanager
def over_files(
    files: Sequence[Path],
    table: ir.Table,
    *,
    population: Path | None,
    engine: str,
    postgres: Callable[[], Any] | None,
    mid_year: int,
    more: Callable[[Path], Sequence[Given]] = lambda folder: (),
    leave_out: bool = False,
    scratch: Path | None = None,
) -> Iterator[tuple[Engine, list[str]]]:
    """The engine with the events of these files and the residents; and what there is to say of the files."""
    residents = read_population(population, mid_year) if population else {}
    with TemporaryDirectory(prefix="alongside-", dir=scratch) as place:
        folder = Path(place)
        events = read(files, out=folder / "events.parquet", only=table.columns)
        if events.problems and not leave_out:
            raise BadEvents(_first_of(events.problems))
        notes = [*events.notes, *_without(events.columns_missing), *_left_out(events.problems)]
        given = (
            Given(table, (events.path,)),
            Given(POPULATION, (write_population(residents, folder / "population.parquet"),)),
            *more(folder),
        )
        with opened(engine, given, postgres=postgres) as running:
            yield running, notes


def measure_tables(
    engine: Engine, year: Year, match_national: bool, measures: Iterable[Measure], notes: Iterable[str] = ()
) -> Answer:
    tables = Tables(match_national=match_national, keep=engine.keep)
    figures: list[Figure] = []
    lost: dict[str, int] = {}
    for measure in measures:
        if measure.cells is None or measure.people is None:
            continue
        rows = engine.rows(measure.cells(tables, year))
        figures += sorted((_figure(measure, row) for row in rows), key=lambda one: (one.council, one.age, one.gender))
        if "component" in measure.unknowns:
            people = measure.people(tables, year)
            concerned = people.filter(people.unknowns.contains("component"))
            lost[measure.key] = int(engine.rows(concerned.aggregate(people=concerned.count()))[0]["people"])
    return Answer(tuple(figures), lost, tuple(notes))


def _figure(measure: Measure, row: Mapping[str, Any]) -> Figure:
    numerator, denominator = int(row["numerator"]), row["denominator"]
    denominator = None if denominator is None else int(denominator)
    return Figure(
        measure.key,
        measure.framework,
        row["council"],
        row["age"],
        row["gender"],
        numerator,
        denominator,
        outcome(numerator, denominator, measure.unit, measure.places),
    )


def _without(missing: Iterable[str]) -> Iterator[str]:
    """A figure without one of these would be nothing; without any other it is less than it could be, and says so."""
    for header in missing:
        if header in NO_FIGURE_WITHOUT:
            raise BadEvents(f"The events have no column called {header}.")
        yield f"The events have no column called {header}: it counts as blank for everybody."


def _left_out(problems: Any) -> Iterator[str]:
    if problems:
        yield (
            f"{problems.rows_left_out:,} rows are left out and {problems.values_left_out:,} values count as blank, "
            f"for they cannot be read. {_first_of(problems)}"
        )


def _first_of(problems: Any) -> str:
    more = problems.counted - 1
    return problems.kept[0].sentence + (f" {more:,} more values or rows cannot be read." if more else "")
