"""One run: every measure worked out, its people written down, and its months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from alongside.insight.events.engines import Given, opened
from alongside.insight.measures.common.ages import EVERYBODY
from alongside.insight.measures.common.columns import EVENTS, POPULATION
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.models import MONTH
from alongside.insight.measures.population import Residents, write_population
from alongside.insight.measures.registry import computed

from . import people
from .months import whole_months

# A figure on its way into the database: measure, split, part, numerator, denominator.
Row = tuple[str, str, str, int, int | None]


def steps() -> int:
    return 2 + len(computed())


def count(
    events: Sequence[Path],
    folder: Path,
    year: Year,
    today: date,
    *,
    residents: Residents,
    match_national: bool,
    at: Callable[[str], None],
) -> Iterator[Row]:
    """Every figure of the year. Whom it counts is written into the folder as it goes."""
    population = write_population(residents, folder / "population.parquet")
    with opened("duckdb", (Given(EVENTS, tuple(events)), Given(POPULATION, (population,)))) as engine:
        connection: Any = engine.connection  # type: ignore[attr-defined]
        tables = Tables(match_national=match_national, keep=engine.keep)
        people.start(connection, events, folder)
        for measure in computed():
            at(measure.title)
            assert measure.people is not None
            people.add(connection, measure, measure.people(tables, year))
            yield (measure.key, "", "", *_headline(engine, measure, tables, year))
            for split, part, numerator, denominator in people.splits(connection, measure):
                yield measure.key, split, part, numerator, denominator
        people.finish(connection, folder / "people.parquet")
        at("The months before")
        for month in whole_months(year, today):
            # Its steps are worked out anew, from the same events.
            tables_of_month = Tables(match_national=match_national, keep=_under(month.name, engine.keep))
            for measure in computed():
                yield (measure.key, MONTH, month.name, *_headline(engine, measure, tables_of_month, month))


def _under(prefix: str, keep: Callable[[str, Any], Any]) -> Callable[[str, Any], Any]:
    """Under a name of its own: what is kept for the year stays as it is."""
    return lambda name, query: keep(f"{prefix}_{name}", query)


def _headline(engine: Any, measure: Measure, tables: Tables, year: Year) -> tuple[int, int | None]:
    """The one cell that stands for the measure: everybody of its age."""
    assert measure.cells is not None
    rows = engine.rows(measure.cells(tables, year))
    of_all_ages = [row for row in rows if row["age"] == EVERYBODY] or rows
    whole = [row for row in of_all_ages if row["gender"] in ("Total", "")]
    known = [row["denominator"] for row in whole if row["denominator"] is not None]
    return sum(int(row["numerator"]) for row in whole), sum(known) if known or not whole else None
