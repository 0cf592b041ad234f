"""One file on its way into the event table: how each of its columns is read, as one query."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

import duckdb

from . import tidying
from .columns import COLUMNS, DATE, DECIMAL, TEXT, Column
from .days import Evidence, Form, Way, Written, taken_apart, ways
from .engine import literal, name
from .plain import LINE, ROW, Source
from .problems import CannotBeRead, Problem, shown
from .tidying import Look
from .words import clean, in_release

NHS_NUMBER, OWN_NUMBER, POSTCODE, COUNCIL = "NHS Number", "LA Person Unique Identifier", "Postcode", "LA Code"
PERSON, SECTOR = "person_id", "postcode_sector"
_IDENTIFIERS = (NHS_NUMBER, OWN_NUMBER)
# Columns with few values: they are read value by value.
_FEW_VALUES = (COUNCIL, "GP Practice Code")
_BATCH = 20_000
_COUNCIL_COLUMN = next(column for column in COLUMNS if column.header == COUNCIL)
_PLACE = {column.header: number for number, column in enumerate(COLUMNS) if column.header}


class FileRead:
    """One file on its way into the event table."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        source: Source,
        number: int,
        release: int,
        only: Collection[str] | None,
    ) -> None:
        self.connection, self.source, self.number = connection, source, number
        self.release, self.only = release, only
        self.joins: dict[str, str] = {}  # the table of spellings of a column, as it is joined

    def select(self, today: date) -> str:
        """The query that gives the event table's columns, in their order."""
        try:
            days = self._days(today)
            looks = self._looks()
            chosen = [f"{self._value(column, days, looks)} AS {column.name}" for column in COLUMNS]
        except duckdb.Error as problem:
            raise CannotBeRead(f"{self.source.name} cannot be read: {str(problem).splitlines()[0][:200]}") from problem
        return f"SELECT {', '.join(chosen)} FROM {self.source.relation} AS r {' '.join(self.joins.values())}"

    def _value(self, column: Column, days: dict[str, str], looks: dict[str, Look]) -> str:
        if column.name == "row_number":
            return f"r.{ROW}::BIGINT"
        if column.name == "source_file":
            return literal(self.source.name)
        if not self._wants(column.name):
            return f"NULL::{column.type}"
        if column.name == PERSON:
            return self._person(looks)
        if column.name == SECTOR:
            return self._sector()
        if column.header not in self.source.types:
            return f"NULL::{column.type}"
        if column.type == DATE:
            return days[column.header]
        if column.type == DECIMAL:
            return self._number(column.header)
        if column.header in looks:
            return tidying.cleaned(f"r.{name(column.header)}", looks[column.header])
        return self._few(column)

    def _wants(self, column: str) -> bool:
        return self.only is None or column in self.only

    def _looks(self) -> dict[str, Look]:
        """One look at all columns of many spellings together."""
        headers = [
            column.header
            for column in COLUMNS
            if column.type == TEXT
            and not column.list_name
            and column.header not in _FEW_VALUES
            and self._wants(column.name)
        ]
        headers += [*_IDENTIFIERS, PERSON] if self._wants(PERSON) else []
        headers = [header for header in headers if header in self.source.types]
        if not headers:
            return {}
        asked = [part for header in headers for part in tidying.looking(f"r.{name(header)}")]
        found = self.connection.execute(f"SELECT {', '.join(asked)} FROM {self.source.relation} AS r").fetchone() or ()
        return {
            header: Look(bool(found[3 * place]), bool(found[3 * place + 1]), int(found[3 * place + 2]))
            for place, header in enumerate(headers)
        }

    # -- days

    def _days(self, today: date) -> dict[str, str]:
        """How each column of days is read, decided from all of them together."""
        headers = [
            column.header
            for column in COLUMNS
            if column.type == DATE and column.header in self.source.types and self._wants(column.name)
        ]
        found = {header: f"CAST(r.{name(header)} AS DATE)" for header in headers}
        texts = [header for header in headers if self.source.types[header] == "VARCHAR"]
        spellings = {header: _Spellings(self._counted(header)) for header in texts}
        decided = ways(
            {header: one.evidence for header, one in spellings.items()}, today, lambda header: header == "Date of Birth"
        )
        for header in texts:
            found[header] = self._read_days(header, spellings[header], decided[header])
        return found

    def _read_days(self, header: str, spellings: _Spellings, way: Way) -> str:
        if way.assumed:
            self.source.notes.append(
                f"{self.source.name}: nothing tells whether days such as {shown(spellings.either)} in {header} begin "
                "with the day or the month; the day was taken to be first."
            )
        if way.serials and spellings.evidence.counts[Form.SERIAL]:
            self.source.notes.append(f"{self.source.name}: {header} holds a spreadsheet's numbers of days.")
        if spellings.short_years:
            self.source.notes.append(
                f"{self.source.name}: {header} has years of two figures, such as {shown(spellings.short_years)}."
            )
        read = {text: way.day_of(spelt) for text, spelt in spellings.spelt.items()}
        bad = spellings.unread + sum(spellings.times[text] for text, day in read.items() if day is None)
        good = {text: day.isoformat() for text, day in read.items() if day is not None}
        value = self._mapped(header, good | dict.fromkeys(spellings.blanks), "DATE")
        if bad:
            unread = f"r.{name(header)} IS NOT NULL AND {self._alias(header)}.found IS NULL"
            self._say(header, unread, bad, lambda text: f"{shown(text)} {way.why_not(text)}; it is left blank.")
        return value

    def _counted(self, header: str) -> Iterator[tuple[str, int]]:
        column = name(header)
        result = self.connection.execute(
            f"SELECT {column}, count(*) FROM {self.source.relation} WHERE {column} IS NOT NULL GROUP BY 1"
        )
        while batch := result.fetchmany(_BATCH):
            yield from batch

    # -- lists

    def _few(self, column: Column) -> str:
        """A column of few values: those that are written otherwise than they are kept are joined to it."""
        changed: dict[str, str | None] = {}
        for text, _ in self._counted(column.header):
            kept = in_release(column.list_name, text, self.release) if column.list_name else clean(text)
            if kept != text:
                changed[text] = kept
        if not changed:
            return f"r.{name(column.header)}"
        mapped = self._mapped(column.header, changed, "VARCHAR")
        return f"CASE WHEN {self._alias(column.header)}.found IS NULL THEN r.{name(column.header)} ELSE {mapped} END"

    def _alias(self, header: str) -> str:
        return f"m{self.number}_{_PLACE[header]}"

    def _mapped(self, header: str, values: dict[str, str | None], kind: str) -> str:
        """The value of a table of spellings, joined to the rows."""
        alias = self._alias(header)
        if header in self.joins:
            return f"{alias}.value"
        self.connection.execute(f"CREATE TEMP TABLE {alias} (spelt VARCHAR, value {kind}, found BOOLEAN)")
        self.connection.execute(
            f"INSERT INTO {alias} SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])::{kind}, true",
            [list(values), list(values.values())],
        )
        self.joins[header] = f"LEFT JOIN {alias} ON r.{name(header)} = {alias}.spelt"
        return f"{alias}.value"

    # -- numbers, people, places

    def _number(self, header: str) -> str:
        column = name(header)
        unusual = self.connection.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT {column} AS value FROM {self.source.relation} "
            f"WHERE {column} IS NOT NULL) WHERE NOT {tidying.is_plain_number('value')}"
        ).fetchone()
        if not unusual or not unusual[0]:
            return tidying.plain_number(f"r.{column}")
        value, exact = tidying.number(f"r.{column}"), tidying.number(f"r.{column}", "DECIMAL(38,10)")
        unread = f"{tidying.cleaned(f'r.{column}', Look(True, False, 0))} IS NOT NULL AND {value} IS NULL"
        counted = self.connection.execute(
            f"SELECT count(*) FILTER ({unread}), count(*) FILTER ({value} <> {exact}) FROM {self.source.relation} AS r"
        ).fetchone()
        bad, rounded = counted or (0, 0)
        if bad:
            self._say(header, unread, bad, lambda text: f"{shown(text)} is no number; it is left blank.")
        if rounded:
            self.source.notes.append(
                f"{self.source.name}: {rounded:,} values of {header} have more than two decimals, and are rounded."
            )
        return value

    def _person(self, looks: dict[str, Look]) -> str:
        """The NHS number, else the council's code and its own identifier, else what another table has made of them."""
        for header in _IDENTIFIERS:
            if header in looks and (count := looks[header].shortened):
                self._say(
                    header,
                    tidying.shortened(f"r.{name(header)}"),
                    count,
                    lambda text: f"{shown(text)} was shortened by a spreadsheet; it is left blank.",
                )
        parts = []
        if NHS_NUMBER in looks:
            parts.append(tidying.nhs_number(f"r.{name(NHS_NUMBER)}", looks[NHS_NUMBER]))
        if OWN_NUMBER in looks and COUNCIL in self.source.types:
            council = self._few(_COUNCIL_COLUMN)
            parts.append(f"{council} || '_' || {tidying.identifier(f'r.{name(OWN_NUMBER)}', looks[OWN_NUMBER])}")
        if PERSON in looks:
            parts.append(tidying.cleaned(f"r.{PERSON}", looks[PERSON]))
        return f"coalesce({', '.join([*parts, 'NULL'])})::VARCHAR"

    def _sector(self) -> str:
        if POSTCODE in self.source.types:
            return tidying.sector(f"r.{name(POSTCODE)}")
        return f"r.{SECTOR}" if SECTOR in self.source.types else "NULL::VARCHAR"

    def _say(self, header: str, where: str, count: int, message: Callable[[str], str]) -> None:
        """Keep the first values that were left out, each with its place."""
        joins = self.joins.get(header, "")
        first = self.connection.execute(
            f"SELECT r.{ROW}, r.{LINE}, r.{name(header)} FROM {self.source.relation} AS r {joins} "
            f"WHERE {where} ORDER BY 1 LIMIT {self.source.problems.room}"
        ).fetchall()
        self.source.problems.values(
            count, [Problem(self.source.name, row, line, header, text, message(text)) for row, line, text in first]
        )


class _Spellings:
    """Every spelling of one column of days, taken apart; of what is no day only how often it stands."""

    def __init__(self, counted: Iterator[tuple[str, int]]) -> None:
        self.spelt: dict[str, Written] = {}
        self.times: dict[str, int] = {}
        self.blanks: list[str] = []
        self.unread = 0
        self.either = self.short_years = ""
        forms: list[tuple[Form, int]] = []
        for text, times in counted:
            spelt = taken_apart(text)
            if spelt.form is Form.NONE:
                self.unread += times
            elif spelt.form is Form.BLANK:
                self.blanks.append(text)
            else:
                self.spelt[text], self.times[text] = spelt, times
                self.short_years = self.short_years or (text if spelt.short_year else "")
                self.either = self.either or (text if spelt.form is Form.EITHER else "")
                forms.append((spelt.form, times))
        self.evidence = Evidence.of([*forms, (Form.NONE, self.unread)])
