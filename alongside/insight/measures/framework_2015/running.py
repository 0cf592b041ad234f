"""The measures of 2015-16 over files of events, on the engine asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015.columns import EVENTS_2015
from alongside.insight.measures.framework_2015.registry import FRAMEWORK_2015
from alongside.insight.measures.running import Answer, measure_tables, over_files


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
    with over_files(
        files, EVENTS_2015, population=population, engine=engine, postgres=postgres, mid_year=year.first.year
    ) as (running, notes):
        return measure_tables(running, year, match_national, FRAMEWORK_2015, notes)
