"""One run: every measure worked out, its people written down, and its months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from alongside.insight.events.engines import Given, opened, quoted
from alongside.insight.measures.common.ages import EVERYBODY
from alongside.insight.measures.common.columns import OWN_PLACES, POPULATION
from alongside.insight.measures.common.parts import CUTS, with_parts
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015.columns import EVENTS_2015_TO_CUT
from alongside.insight.measures.held_back import Key, held_back, side_by_side
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.models import MONTH
from alongside.insight.measures.population import Residents, write_population
from alongside.insight.measures.registry import kept
from alongside.rules.national_return.row import Period

from . import people
from .months import can_be_counted, whole_months
from .places import write_own_places

# A figure on its way into the database: measure, split, part, numerator, denominator, and whether it is held back.
Row = tuple[str, str, str, int, int | None, str]


def steps() -> int:
    return 3 + len(kept())


def count(
    events: Sequence[Path],
    folder: Path,
    year: Year,
    known: Period,
    *,
    residents: Residents,
    match_national: bool,
    counted_then: Mapping[str, Sequence[tuple[str, int, int | None]]],
    at: Callable[[str], None],
    smallest: int,
) -> Iterator[Row]:
    """Every figure of the year. Whom it counts is written into the folder as it goes.

    `known` are the days whose events there are. Of a measure that rests on what is known only as it is now, a month
    that is over stands as it was counted then.
    """
    figures: dict[Key, tuple[int, int | None]] = {}
    given = (
        Given(EVENTS_2015_TO_CUT, tuple(events)),
        Given(POPULATION, (write_population(residents, folder / "population.parquet"),)),
        Given(OWN_PLACES, (own := write_own_places(events, folder / "own_places.parquet"),)),
    )
    with opened("duckdb", given) as engine:
        connection: Any = engine.connection  # type: ignore[attr-defined]
        connection.execute(f"CREATE TEMP VIEW subjects AS SELECT * FROM read_parquet({quoted([own])})")
        tables = Tables(
            events=EVENTS_2015_TO_CUT, own_places=OWN_PLACES, match_national=match_national, keep=engine.keep
        )
        people.start(connection)
        residents_of: dict[str, int | None] = {}
        for measure in kept():
            at(measure.title)
            assert measure.people is not None
            people.add(connection, measure, with_parts(measure.people(tables, year), tables, tuple(CUTS)))
            headline = _headline(engine, measure, tables, year)
            residents_of[measure.code] = headline[1]
            figures[measure.code, "", ""] = headline
            for split, part, numerator, denominator in people.splits(connection, measure):
                figures[measure.code, split, part] = (numerator, denominator)
        at("The months before")
        for measure in kept():
            for name, top, below in counted_then.get(measure.code, ()):
                figures[measure.code, MONTH, name] = (top, below)
        for month in can_be_counted(whole_months(year, known.end), known.start):
            # Its steps are worked out anew, from the same events.
            tables_of_month = Tables(
                events=EVENTS_2015_TO_CUT, match_national=match_national, keep=_under(month.name, engine.keep)
            )
            for measure in kept():
                if measure.known_only_now:
                    continue
                assert measure.people is not None
                people.add(connection, measure, measure.people(tables_of_month, month), month.name)
                top, below = people.summed_up(connection, measure, month.name)
                if measure.needs_population:
                    below = residents_of[measure.code]
                figures[measure.code, MONTH, month.name] = (top, below)
        at("Holding small numbers back")
        held = held_back(
            figures,
            {splits: people.crowd(connection, splits) for splits in side_by_side(CUTS)},
            smallest=smallest,
            populations={measure.code for measure in kept() if measure.needs_population},
            months={month.name for month in whole_months(year, known.end) if year.first <= month.first <= year.last},
        )
        people.finish(connection, folder / "people.parquet")
    for key, counts in figures.items():
        yield (*key, *counts, held.get(key, ""))


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
