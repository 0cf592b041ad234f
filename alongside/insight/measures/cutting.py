"""Figures cut into parts over files of events: by age, gender, ethnicity, support reason, practice, sector or ward."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from alongside.insight.disclosure import Convention, Shown, Sum, outcome, publish
from alongside.insight.disclosure import Figure as Counts
from alongside.insight.events.engines import Engine, Given
from alongside.insight.measures.common.ages import EVERYBODY
from alongside.insight.measures.common.columns import SECTORS
from alongside.insight.measures.common.parts import CannotCut, cells_by, with_parts
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.running import over_files
from alongside.insight.measures.wards import by_postcode, by_sector, read_wards, write_sectors

# Of a council's own records alone.
NOT_IN_FILES = ("team",)
Key = tuple[str, str]
WHOLE: Key = ("", "")


@dataclass(frozen=True)
class PartFigure:
    """One part of one figure of one council; nothing where it is held back or not known. Everybody has no part."""

    measure: str
    framework: str
    council: str
    by: str
    part: str
    numerator: int | None
    denominator: int | None
    outcome: Decimal | None
    held_back: str

    def as_data(self) -> dict[str, Any]:
        return {**vars(self), "outcome": None if self.outcome is None else str(self.outcome)}


@dataclass(frozen=True)
class Publishing:
    """How small a count may be and still be shown, and what becomes of its outcome; nothing: all is shown."""

    smallest: int
    convention: Convention


def cut_files(
    files: Sequence[Path],
    year: Year,
    cuts: Sequence[str],
    table: ir.Table,
    measures: Iterable[Measure],
    *,
    publishing: Publishing | None,
    wards: Path | None = None,
    population: Path | None = None,
    engine: str = "duckdb",
    match_national: bool = True,
    postgres: Callable[[], Any] | None = None,
) -> tuple[list[PartFigure], list[str]]:
    """Every measure by each cut, each with everybody first; and what there is to say of the files."""
    if any(cut in NOT_IN_FILES for cut in cuts):
        raise CannotCut("A national file holds no team: only the council’s own records know them (--records).")
    if "ward" in cuts and wards is None:
        raise CannotCut(
            "A national file holds no ward, only a postcode sector: give the council’s file of postcodes with --wards."
        )
    sectors = by_sector(by_postcode(read_wards(wards))) if wards else {}

    def more(folder: Path) -> Sequence[Given]:
        return (Given(SECTORS, (write_sectors(sectors, folder / "sectors.parquet"),)),) if wards else ()

    with over_files(files, table, population=population, engine=engine, postgres=postgres, more=more) as opened:
        running, notes = opened
        tables = Tables(
            events=table, match_national=match_national, keep=running.keep, sectors=SECTORS if wards else None
        )
        found = [one for measure in measures for one in _of(measure, running, tables, year, cuts, publishing)]
    if wards and "ward" in cuts:
        notes.append(
            f"Wards are told by the {len(sectors):,} postcode sectors that lie in one ward; people of other sectors "
            "count under Not known."
        )
    return found, notes


def _of(
    measure: Measure, running: Engine, tables: Tables, year: Year, cuts: Sequence[str], publishing: Publishing | None
) -> Iterator[PartFigure]:
    if measure.people is None or measure.cells is None:
        return
    name = "".join(letter for letter in measure.key.lower() if letter.isalnum())
    people = measure.people(tables, year)
    listed = tables.once(f"parts_{name}", lambda: with_parts(people, tables, cuts))
    population = tables.population if measure.needs_population else None
    councils: dict[str, dict[Key, tuple[int, int | None]]] = {
        council: {WHOLE: counts} for council, counts in headlines(measure, running, tables, year).items()
    }
    for cut in cuts:
        for row in running.rows(cells_by(measure.key, cut, listed, population)):
            below = row["denominator"]
            councils[row["council"]][cut, row["part"]] = (int(row["numerator"]), None if below is None else int(below))
    for council, cells in sorted(councils.items()):
        for (cut, part), one in _shown(measure, dict(sorted(cells.items(), key=_order(cuts))), cuts, publishing).items():
            yield PartFigure(
                measure.key, measure.framework, council, cut, part, one.numerator, one.denominator, one.outcome,
                one.held_back,
            )


def headlines(measure: Measure, running: Engine, tables: Tables, year: Year) -> dict[str, tuple[int, int | None]]:
    """Of each council the one cell that stands for the measure: everybody of its age."""
    assert measure.cells is not None
    rows = running.rows(measure.cells(tables, year))
    rows = [row for row in rows if row["age"] == EVERYBODY] or rows
    return {
        row["council"]: (int(row["numerator"]), None if row["denominator"] is None else int(row["denominator"]))
        for row in rows
        if row["gender"] in ("Total", "")
    }


def _order(cuts: Sequence[str]) -> Callable[[tuple[Key, Any]], tuple[int, str]]:
    """Everybody first, then the cuts as they were asked for."""
    return lambda cell: (cuts.index(cell[0][0]) if cell[0][0] else -1, cell[0][1])


def _shown(
    measure: Measure, cells: dict[Key, tuple[int, int | None]], cuts: Sequence[str], publishing: Publishing | None
) -> dict[Key, Shown]:
    """All parts of one measure as one release, whose parts add up to everybody."""
    if publishing is None:
        return {
            key: Shown(top, below, outcome(top, below, measure.unit, measure.places))
            for key, (top, below) in cells.items()
        }
    counts = [Counts(key, top, below, measure.needs_population) for key, (top, below) in cells.items()]
    sums = [Sum(WHOLE, tuple(key for key in cells if key[0] == cut)) for cut in cuts]
    found = publish(
        counts, sums, unit=measure.unit, places=measure.places, convention=publishing.convention,
        smallest=publishing.smallest,
    )
    return {key: value for key, value in found.items() if isinstance(key, tuple)}
