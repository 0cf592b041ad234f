"""Figures cut into parts over files of events: by age, gender, ethnicity, support reason, practice, sector or ward."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from alongside.insight.disclosure import Convention, shown
from alongside.insight.events.engines import Engine, Given
from alongside.insight.measures.common.ages import EVERYBODY
from alongside.insight.measures.common.columns import SECTORS
from alongside.insight.measures.common.parts import CannotCut, cells_by, people_by, with_parts
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.held_back import NOT_LISTED, Crowd, crowd_of, held_back, side_by_side
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
    held_back: bool

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

    with over_files(
        files, table, population=population, engine=engine, postgres=postgres, mid_year=year.first.year, more=more
    ) as opened:
        running, notes = opened
        tables = Tables(
            events=table, match_national=match_national, keep=running.keep, sectors=SECTORS if wards else None
        )
        cut_up = [_cut_up(measure, running, tables, year, cuts) for measure in measures if measure.is_computed]
        held = _held_back(cut_up, running, cuts, publishing.smallest) if publishing else {}
    found = [one for each in cut_up for one in _figures(each, cuts, held, publishing)]
    if wards and "ward" in cuts:
        notes.append(
            f"Postcode sectors that lie in one ward: {len(sectors):,}. People of other sectors count under Not known."
        )
    return found, notes


@dataclass(frozen=True)
class CutUp:
    """One measure: its people with their parts, and of each council its counts, whole and in parts."""

    measure: Measure
    people: ir.Table
    councils: dict[str, dict[Key, tuple[int, int | None]]]


def _cut_up(measure: Measure, running: Engine, tables: Tables, year: Year, cuts: Sequence[str]) -> CutUp:
    assert measure.people is not None
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
    return CutUp(measure, listed, councils)


def _held_back(
    cut_up: Sequence[CutUp], running: Engine, cuts: Sequence[str], smallest: int
) -> dict[tuple[str, str, str, str], str]:
    """By council, measure, cut and part: all measures of a council are one release, for they count the same people."""
    populations = {each.measure.key for each in cut_up if each.measure.needs_population}
    crowds: dict[str, dict[tuple[str, ...], Crowd]] = {}
    for splits in side_by_side(cuts):
        people: dict[str, list[Any]] = {}
        for each in cut_up:
            for row in running.rows(people_by(splits, each.people)):
                below = None if each.measure.key in populations else int(row["denominator"])
                part = tuple(row[split] for split in splits)
                people.setdefault(row["council"], []).append(
                    (part, row["person_id"], each.measure.key, int(row["numerator"]), below)
                )
        for council, rows in people.items():
            crowds.setdefault(council, {})[splits] = crowd_of(rows)
    found: dict[tuple[str, str, str, str], str] = {}
    for council in sorted({council for each in cut_up for council in each.councils}):
        figures = {
            (each.measure.key, *key): counts
            for each in cut_up
            for key, counts in each.councils.get(council, {}).items()
        }
        held = held_back(figures, crowds.get(council, {}), smallest=smallest, populations=populations)
        found |= {(council, *key): how for key, how in held.items()}
    return found


def _figures(
    each: CutUp, cuts: Sequence[str], held: Mapping[tuple[str, str, str, str], str], publishing: Publishing | None
) -> Iterator[PartFigure]:
    measure = each.measure
    for council, cells in sorted(each.councils.items()):
        for (cut, part), (top, below) in sorted(cells.items(), key=_order(cuts)):
            how = held.get((council, measure.key, cut, part), "")
            if how == NOT_LISTED:
                continue
            one = shown(
                top, below, unit=measure.unit, places=measure.places, held_back=bool(how),
                convention=publishing.convention if publishing else Convention.STRICT,
                public_denominator=measure.needs_population,
            )
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
