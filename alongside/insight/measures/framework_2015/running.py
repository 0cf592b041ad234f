"""The measures of 2015-16 over files of events, on the engine asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alongside.insight.events.engines import Given, opened
from alongside.insight.events.reading import read
from alongside.insight.measures.common.columns import POPULATION
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015.columns import EVENTS_2015
from alongside.insight.measures.framework_2015.registry import FRAMEWORK_2015
from alongside.insight.measures.population import read_population, write_population
from alongside.insight.measures.running import NO_FIGURE_WITHOUT, Answer, BadEvents, measure_tables


def measure_files(
    files: Sequence[Path],
    year: Year,
    *,
    population: Path | None = None,
    engine: str = "duckdb",
    match_national: bool = True,
    postgres: Callable[[], Any] | None = None,
) -> Answer:
    """Every figure of the year. The files are one table, already joined and free of duplicates."""
    residents = read_population(population) if population else {}
    with TemporaryDirectory(prefix="alongside-") as place:
        folder = Path(place)
        events = read(files, out=folder / "events.parquet", only=EVENTS_2015.columns)
        if events.problems:
            raise BadEvents(events.problems.kept[0].sentence)
        notes = [*events.notes, *map(_without, events.columns_missing)]
        given = (
            Given(EVENTS_2015, (events.path,)),
            Given(POPULATION, (write_population(residents, folder / "population.parquet"),)),
        )
        with opened(engine, given, postgres=postgres) as running:
            return measure_tables(running, year, match_national, FRAMEWORK_2015, notes)


def _without(header: str) -> str:
    if header in NO_FIGURE_WITHOUT:
        raise BadEvents(f"The events have no column called {header}.")
    return f"The events have no column called {header}: it counts as blank for everybody."
