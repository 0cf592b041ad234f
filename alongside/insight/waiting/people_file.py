"""Whose waits the national figures are: numbers of records and days, written with a run and read a page at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from alongside.insight.events.engines import in_memory, quoted
from alongside.insight.snapshots.people import records_of

from .models import NationalMedian
from .national import NationalFigure

COLUMNS = {
    "measure": "VARCHAR",
    "quarter": "DATE",
    "age_band": "VARCHAR",
    "subject": "BIGINT",
    "requested_on": "DATE",
    "answered_on": "DATE",
}


@dataclass(frozen=True)
class Waited:
    subject_id: int | None
    requested_on: date
    answered_on: date

    @property
    def days(self) -> int:
        return (self.answered_on - self.requested_on).days


def write(out: Path, found: Iterable[NationalFigure]) -> None:
    out.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = list(found)
    records = records_of({wait.person for one in found for wait in one.waits})
    plain = out.with_suffix(".csv")
    with plain.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS.keys())
        for one in found:
            for wait in one.waits:
                subject = records.get(wait.person, "")
                lines.writerow(
                    [one.measure, one.quarter, one.age_band, subject, wait.requested_on, wait.answered_on]
                )
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    with closing(in_memory()) as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv({quoted([plain])}, header = true, columns = {{{types}}})) "
            f"TO '{str(out).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)"
        )
    plain.unlink()
    out.chmod(0o600)


class People:
    """Those of one figure, the longest wait first."""

    def __init__(self, file: Path, figure: NationalMedian) -> None:
        self._file, self._of = file, [figure.measure, figure.quarter, figure.age_band]

    def count(self) -> int:
        return int(self._asked("SELECT count(*)")[0][0])

    __len__ = count

    def __getitem__(self, part: slice) -> list[Waited]:
        found = self._asked(
            "SELECT subject, requested_on, answered_on",
            f"ORDER BY answered_on - requested_on DESC, requested_on, subject LIMIT {part.stop - part.start} "
            f"OFFSET {part.start}",
        )
        return [Waited(*row) for row in found]

    def _asked(self, select: str, rest: str = "") -> list[Any]:
        with closing(in_memory()) as connection:
            connection.execute("SET threads TO 1")
            return connection.execute(
                f"{select} FROM read_parquet({quoted([self._file])}) "
                f"WHERE measure = ? AND quarter = ? AND age_band = ? {rest}",
                self._of,
            ).fetchall()
