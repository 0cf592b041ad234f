"""Six hundred mutilated tables: official figures, the mapping of values, residents, surveys, projections.

Each is made from a sound table by one to three injuries: of its rows (order, headings, formulas, odd words), of its
text (encoding, quotes, lines), or of its bytes (cut, spoilt, an archive packed wrongly). The property: it is refused in
one sentence that names the file, or what is read of each row that nothing happened to is what it was.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from alongside.insight.benchmarking.official import published
from alongside.insight.benchmarking.official.reading import read_file as read_official
from alongside.insight.demand import reading as projections
from alongside.insight.measures.population import BadPopulation, read_population
from alongside.insight.returns.official import read_file as read_mapping
from alongside.insight.surveys import reading as surveys
from alongside.insight.surveys.questionnaires import USERS
from alongside.insight.surveys.tests.factories import answers, people
from alongside.rules.national_return.mapping import BadMapping

# Of each kind; a workbook is opened in a process of its own, which takes a hundred times as long.
EACH = {"csv": 100, "xlsx": 20, "ods": 20}
Table = list[list[str]]
# What was read, by the row it came from: the key of a row is whatever tells it.
Told = Mapping[object, object]


@dataclass(frozen=True)
class Kind:
    """A kind of table: its sound rows, how it is read, and how it is written to a file."""

    name: str
    rows: Callable[[], Table]
    read: Callable[[Path], Told]
    refusal: type[Exception]
    ending: str
    # Which of what was read came from a row.
    of_row: Callable[[list[str], object], bool]


# -- the kinds


def _official_rows() -> Table:
    head = ["Local authority code", "Local authority", "ONS area code", "2024 to 2025 - numerator",
            "2024 to 2025 - denominator", "2024 to 2025 - outcome"]  # fmt: skip
    named = [("313", "Wigan"), ("304", "Bolton"), ("305", "Bury"), ("306", "Manchester"), ("307", "Oldham"),
             ("308", "Rochdale"), ("309", "Salford"), ("310", "Stockport")]  # fmt: skip
    return [["Table 2c: admissions"], head, *(
        [code, name, f"E080000{place:02}", str(100 + place), str(10_000 + place), f"{700 + place}.5"]
        for place, (code, name) in enumerate(named)
    )]  # fmt: skip


def _official(file: Path) -> Told:
    return {(one.area, one.year): (one.numerator, one.denominator, one.outcome) for one in read_official(file).figures}


def _mapping_rows() -> Table:
    head = ["Variable", "Release 1 value", "Release 2 value", "Release 1 and 2 comparison"]
    words = ("Prison", "Self-Funder", "Planned Entry", "Discharge from Hospital", "Transfer")
    return [head, *(["Route of Access", f"{one} A", f"{one} B", "Changed"] for one in words)]


def _mapping(file: Path) -> Told:
    return {pair: name for name, pairs in read_mapping(file).lists.items() for pair in pairs}


def _residents_rows() -> Table:
    head = ["la_code", "age_band", "population"]
    return [head, *([str(901 + place // 2), ("18_64", "65_plus")[place % 2], str(1000 + place)] for place in range(10))]


def _survey_rows() -> Table:
    rows = people(*(answers(1 + number % 3) for number in range(10)))
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def _survey(file: Path) -> Told:
    told = surveys.read_file(file, USERS, new_numbering=None)
    return {row.cells.get("PrimaryKey", ""): tuple(sorted(row.cells.items())) for row in told.rows}


def _strata_rows() -> Table:
    return [["la_code", "stratum", "population"], *([f"{901 + place}", "1", str(500 + place)] for place in range(10))]


def _projection_rows() -> Table:
    head = ["area", "sex", "age", "2026", "2031"]
    ages = ("18 to 64", "65 to 74", "75 to 84", "85 and over")
    return [head, *(["Westmere", sex, age, str(100 + place), str(200 + place)] for place, (sex, age) in enumerate(
        (sex, age) for sex in ("females", "males") for age in ages))]  # fmt: skip


def _projection(file: Path) -> Told:
    with file.open("rb") as opened:
        told = projections.read(opened, file.name)
    return {(one.sex, str(one.band.label), one.year): one.people for one in told.cells}


def _one_number(row: list[str], key: object) -> bool:
    return isinstance(key, tuple) and tuple(row[: len(key)]) == tuple(map(str, key))


def _projected(row: list[str], key: object) -> bool:
    sex, label, _ = key if isinstance(key, tuple) else ("", "", "")
    return row[1][:4] == str(sex)[:4] and row[2].casefold() == str(label).casefold().replace("aged ", "")


KINDS = [
    *(Kind("official", _official_rows, _official, published.CannotBeRead, ending,
           lambda row, key: isinstance(key, tuple) and row[:1] == [key[0]]) for ending in ("csv", "xlsx", "ods")),
    Kind("mapping", _mapping_rows, _mapping, BadMapping, "xlsx", lambda row, key: key == (row[1], row[2])),
    Kind("residents", _residents_rows, read_population, BadPopulation, "csv", _one_number),
    *(Kind("survey", _survey_rows, _survey, surveys.CannotBeRead, ending,
           lambda row, key: key in row) for ending in ("csv", "xlsx")),
    Kind("strata", _strata_rows, surveys.read_populations, surveys.CannotBeRead, "csv", _one_number),
    Kind("projection", _projection_rows, _projection, projections.CannotBeRead, "csv", _projected),
]  # fmt: skip


# -- the injuries


class Formula(str):
    """A cell that a workbook works out."""


class Row(list[str]):
    """A row that knows how it stood in the sound table."""

    def __init__(self, cells: list[str], origin: list[str]) -> None:
        super().__init__(cells)
        self.origin = origin


class Injured:
    def __init__(self, kind: Kind, draw: Random) -> None:
        self.kind, self.draw = kind, draw
        self.rows = [Row(row, row) for row in kind.rows()]
        self.first = next(place for place, row in enumerate(self.rows) if len(row) > 1)
        self.touched: list[list[str]] = []  # as they stood in the sound table
        self.everything = False
        self.bytes: list[Callable[[bytes], bytes]] = []
        self.encoding = "utf-8"

    def a_row(self) -> int:
        return self.draw.randrange(self.first + 1, len(self.rows))

    def touch(self, place: int) -> Row:
        self.touched.append(self.rows[place].origin)
        return self.rows[place]

    def content(self) -> bytes:
        content = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[self.kind.ending](self)
        for injure in self.bytes:
            content = injure(content)
        return content


def _columns_in_another_order(made: Injured) -> None:
    order = list(range(len(made.rows[made.first])))
    if made.kind.name == "official":
        order[3:] = made.draw.sample(order[3:], 3)  # the area leads a row of the official layout
    else:
        made.draw.shuffle(order)
    made.rows = [Row([row[place] for place in order], row.origin) if len(row) > 1 else row for row in made.rows]


def _a_heading_missing(made: Injured) -> None:
    made.rows[made.first][made.draw.randrange(len(made.rows[made.first]))] = ""
    made.everything = True


def _a_heading_twice(made: Injured) -> None:
    head = made.rows[made.first]
    one, other = made.draw.sample(range(len(head)), 2)
    head[one] = head[other]
    made.everything = True


def _no_headings(made: Injured) -> None:
    del made.rows[made.first]
    made.everything = True


def _a_formula(made: Injured) -> None:
    place = made.a_row()
    across = made.draw.randrange(len(made.touch(place)))
    made.rows[place][across] = Formula(
        made.draw.choice(["=1+1", '=HYPERLINK("x","y")', "@A1", "+cmd|' /C calc'!A0"])
    )


ODD = ["", "soon", "31/02/2024", "1e999", "NaN", "-1", "9" * 50, "naïve – £5", "[q]", "a\nb", 'say "x"', "\u202e"]


def _an_odd_cell(made: Injured) -> None:
    row = made.touch(made.a_row())
    row[made.draw.randrange(len(row))] = made.draw.choice(ODD)


def _a_short_row(made: Injured) -> None:
    row = made.touch(made.a_row())
    del row[made.draw.randrange(1, len(row)) :]


def _a_row_twice(made: Injured) -> None:
    again = made.touch(made.a_row())
    made.rows.insert(made.a_row(), Row(list(again), again.origin))


def _blank_rows(made: Injured) -> None:
    made.rows.insert(made.a_row(), Row([], []))
    made.rows.append(Row([""] * 3, []))


def _other_encoding(made: Injured) -> None:
    made.encoding = made.draw.choice(["utf-8-sig", "utf-16", "cp1252"])


def _cut_off(made: Injured) -> None:
    share = made.draw.random()
    made.bytes.append(lambda content: content[: int(len(content) * share)])


def _bytes_spoilt(made: Injured) -> None:
    draw = Random(made.draw.random())

    def injure(content: bytes) -> bytes:
        spoilt = bytearray(content)
        for _ in range(draw.randint(1, 6)):
            place = draw.randrange(max(len(spoilt), 1))
            spoilt[place : place + draw.randint(0, 3)] = draw.choice(
                [b'"', b"\0", b"\xff\xfe", b"\n", b",", b"\x81", b"", bytes([draw.randrange(256)])]
            )
        return bytes(spoilt)

    made.bytes.append(injure)


def _an_endless_line(made: Injured) -> None:
    made.bytes.append(lambda content: content + b'"' + b"x" * 300_000)


def _packed_wrongly(made: Injured) -> None:
    """A part is missing, empty, under another name, or not what it should be."""
    draw = Random(made.draw.random())

    def injure(content: bytes) -> bytes:
        if made.kind.ending == "csv" or not zipfile.is_zipfile(io.BytesIO(content)):
            return b"PK\x03\x04" + content
        with zipfile.ZipFile(io.BytesIO(content)) as before:
            parts = {name: before.read(name) for name in before.namelist()}
        name = draw.choice(sorted(parts))
        how = draw.randrange(5)
        if how == 0:
            del parts[name]
        elif how == 1:
            parts[name] = b""
        elif how == 2:
            parts[name] = parts[name][: len(parts[name]) // 2]
        elif how == 3:
            parts[f"other/{name}"] = parts.pop(name)
        else:
            parts[name] = b"<a>" * 2000
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as after:
            for called, part in parts.items():
                after.writestr(called, part)
        return packed.getvalue()

    made.bytes.append(injure)


def _another_file(made: Injured) -> None:
    old = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    other = made.draw.choice([b"", b"\0" * 900, b"%PDF-1.7 ", b"\x1f\x8b\x08", old, b"\n\n\n"])
    made.bytes.append(lambda content: other)


INJURIES = [
    _columns_in_another_order, _a_heading_missing, _a_heading_twice, _no_headings, _a_formula, _a_formula, _an_odd_cell,
    _an_odd_cell, _a_short_row, _a_row_twice, _blank_rows, _other_encoding, _packed_wrongly, _cut_off, _bytes_spoilt,
    _bytes_spoilt, _an_endless_line, _another_file,
]  # fmt: skip


# -- how they are written


def _csv(made: Injured) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(made.rows)
    return text.getvalue().encode(made.encoding, errors="replace")


def _xlsx(made: Injured) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Table 2C")
        for down, row in enumerate(made.rows):
            for across, cell in enumerate(row):
                if isinstance(cell, Formula):
                    sheet.write_formula(down, across, cell, None, 1234.5)
                elif cell.replace(".", "", 1).isdigit() and len(cell) < 15:
                    sheet.write_number(down, across, float(cell))
                else:
                    sheet.write_string(down, across, cell)
    return content.getvalue()


def _ods(made: Injured) -> bytes:
    def cell(words: str) -> str:
        said = ' table:formula="of:=1+1"' if isinstance(words, Formula) else ""
        return f'<table:table-cell office:value-type="string"{said}><text:p>{escape(words)}</text:p></table:table-cell>'

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in made.rows
    )
    names = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names.format("office")} '
        f'{names.format("table")} {names.format("text")}><office:body><office:spreadsheet>'
        f'<table:table table:name="2C">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr("content.xml", content)
    return packed.getvalue()


# -- the property


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name}-{kind.ending}")
def test_mutilated_tables_are_refused_in_a_sentence_or_read_as_they_are(kind: Kind, tmp_path: Path):
    file = tmp_path / f"table_2024-25.{kind.ending}"
    file.write_bytes(Injured(kind, Random(0)).content())
    sound = kind.read(file)
    assert len(sound) >= 5
    refused, read, wrong = 0, 0, []
    for seed in range(EACH[kind.ending]):
        draw = Random(f"{kind.name}{kind.ending}{seed}")
        made = Injured(kind, draw)
        chosen = draw.sample(INJURIES, draw.choice([1, 1, 2, 3]))
        for injure in sorted(chosen, key=INJURIES.index):
            injure(made)
        content = made.content()
        file.write_bytes(content)
        where = f"seed {seed}: {', '.join(injure.__name__ for injure in chosen)}"
        try:
            found = kind.read(file)
        except kind.refusal as problem:
            refused += 1
            if not str(problem).strip() or "\n" in str(problem) or len(str(problem)) > 600:
                wrong.append(f"{where}: {problem}")
        else:
            read += 1
            wrong += [f"{where}: {said}" for said in _changed(made, content, sound, found)]
        assert file.read_bytes() == content
    assert not wrong, "\n".join(wrong)
    assert refused >= 5 and read >= 3, "both happen"


def _changed(made: Injured, content: bytes, sound: Told, found: Told) -> list[str]:
    """What was read otherwise than it stood, of rows that nothing happened to."""
    if made.everything or (made.bytes and made.kind.ending != "csv"):
        # What an archive that was spoilt still gives is what it held.
        return [f"{key}: {value}, and it was {sound.get(key)}" for key, value in found.items()
                if made.bytes and not made.everything and not made.touched and sound.get(key) != value]  # fmt: skip
    touched = list(made.touched)
    if made.bytes:
        whole = set(content.split(b"\n"))
        if _line(made, made.rows[made.first]) not in whole:
            return []  # another heading is another table
        touched += [row.origin for row in made.rows if _line(made, row) not in whole]
        touched += [row for row in made.kind.rows() if row not in [each.origin for each in made.rows]]
    wrong = []
    for key, value in sound.items():
        if any(made.kind.of_row(row, key) for row in touched):
            continue
        if key not in found:
            wrong.append(f"{key} is not there")
        elif found[key] != value:
            wrong.append(f"{key}: {found[key]}, and it was {value}")
    return wrong


def _line(made: Injured, row: Row) -> bytes:
    return ",".join(row).encode(made.encoding, errors="replace")
