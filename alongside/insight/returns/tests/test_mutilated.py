"""Five hundred mutilated files, as the check of the return reads them: each is judged or refused in one sentence.

The property: of an event that nothing happened to, every cell is read as it was written, and what fails of it is just
what fails of it in the sound file. A row that is none is said with its place. The file stays as it was, and what is
written for a spreadsheet holds no formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pytest

from alongside.insight.events.plain import plain
from alongside.insight.events.tests.factories import event, written
from alongside.insight.events.tests.mutilated import ROWS, Mutilated, mutilated
from alongside.insight.returns.checking import CannotBeRead, Checked, check_file, write_failing
from alongside.rules.spreadsheet import as_it_was

FILES = 500
# All are read and their rows judged together; every fourth is also judged by itself, which takes ten times as long.
EACH = 4
CODES = ("901",)
# What an injury writes on purpose, or says of all rows; what fails of a row then may fail otherwise.
OTHERWISE = {"days_written_otherwise", "the_word_null", "heading_missing", "heading_unknown", "heading_twice"}
REFERENCE = "Event Reference"
WORDS = ("Event Description",)
Failing = Mapping[str, set[tuple[str, str, int]]]


def failing_by_event(checked: Checked, events_of: Mapping[int, str]) -> Failing:
    told: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    for one in checked.failures:
        told[events_of[one["row"]]].add((one["field"], one["value"], one["code"]))
    return told


def cells(file: Path, folder: Path) -> dict[int, dict[str, str]]:
    """Every row as text, by its number."""
    read = plain(file, out=folder / "plain.parquet")
    with duckdb.connect() as database:
        found = database.execute("SELECT * EXCLUDE (line) FROM read_parquet(?)", [str(read.path)])
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row.pop("row_number"): row for row in rows}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Failing:
    folder = tmp_path_factory.mktemp("sound")
    file = written([event(number) for number in range(1, ROWS + 1)], folder / "a.csv")
    return failing_by_event(
        check_file(file, la_codes=CODES), {number: f"R{number:04}" for number in range(1, ROWS + 1)}
    )


def test_no_cell_of_five_hundred_is_changed_and_all_are_judged_together(sound: Failing, tmp_path: Path):
    """Read one by one, and their rows judged in one file: a cell fares as it does in the sound file."""
    pooled: list[tuple[Mutilated, dict[str, str]]] = []
    for seed in range(FILES):
        made, injuries = mutilated(seed)
        file = tmp_path / "a.csv"
        content = made.content()
        file.write_bytes(content)
        try:
            found = cells(file, tmp_path)
        except CannotBeRead as refused:
            _is_said_of_the_whole_file(refused, injuries)
        else:
            _nothing_changed(made, injuries, found)
            if not injuries & OTHERWISE:
                pooled += [(made, row) for row in found.values()]
        assert file.read_bytes() == content, seed
    assert len(pooled) > 8000, "most of them are judged"
    together = tmp_path / "together.csv"
    with together.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(event(1)))
        writer.writeheader()
        writer.writerows(row for _, row in pooled)
    checked = check_file(together, la_codes=CODES, kept=10**6)
    _adds_up(checked, len(pooled))
    _holds_no_formula(checked)
    told = failing_by_event(checked, {number: str(number) for number in range(1, checked.rows + 1)})
    for number, (made, row) in enumerate(pooled, 1):
        _fares_as_before(made, row[REFERENCE], told.get(str(number), set()), sound)


@pytest.mark.parametrize("seed", range(0, FILES, EACH))
def test_a_mutilated_file_is_judged_or_refused_in_a_sentence(seed: int, sound: Failing, tmp_path: Path):
    made, injuries = mutilated(seed)
    file = tmp_path / "a.csv"
    content = made.content()
    file.write_bytes(content)
    closely = seed % (2 * EACH) == 0
    try:
        checked = check_file(file, la_codes=CODES, closely=closely)
    except CannotBeRead as refused:
        if not _is_said_of_the_whole_file(refused, injuries):
            assert " line " in str(refused) and not closely, "says where; looked at closely, the rest is judged"
    else:
        found = cells(file, tmp_path)
        _adds_up(checked, len(found))
        for problem in checked.left_out.kept:
            assert problem.sentence.startswith(f"a.csv, row {problem.row}, line {problem.line}: ")
        if not injuries & OTHERWISE:
            told = failing_by_event(checked, {number: row[REFERENCE] for number, row in found.items()})
            for row in made.rows:
                _fares_as_before(made, row[REFERENCE], told.get(row[REFERENCE], set()), sound)
        _holds_no_formula(checked)
    assert file.read_bytes() == content


def _is_said_of_the_whole_file(refused: CannotBeRead, injuries: set[str]) -> bool:
    assert str(refused).startswith("a.csv") and "\n" not in str(refused), "says which file, in a sentence"
    return bool({"no_headings", "heading_twice"} & injuries)


def _nothing_changed(made: Mutilated, injuries: set[str], found: Mapping[int, Mapping[str, str]]) -> None:
    by_event = {row.get(REFERENCE): row for row in found.values()}
    renamed = {made.names[header] for header in made.headers} - set(made.headers)
    for row in made.rows:
        if row[REFERENCE] in made.touched:
            continue
        there = by_event.get(row[REFERENCE])
        assert there is not None, "a row that nothing happened to is there, unless what is cut off lost it"
        for header in made.headers:
            if header in there and not (renamed and header not in there):
                wanted = as_it_was(row[header]) if header in WORDS else row[header]
                assert (there[header] or "") == wanted, (injuries, row[REFERENCE], header)


def _adds_up(checked: Checked, rows: int) -> None:
    data = checked.as_data()
    json.dumps(data)
    assert data["rows"] == rows
    assert all(one["passed"] + one["failed"] + one["not_checked"] == rows for one in data["fields"])
    for status in checked.statuses:
        assert status.valid + status.blank == checked.passed[status.field] and status.valid >= 0
        assert status.missing + status.invalid + status.release_1 == checked.failed[status.field]


def _fares_as_before(made: Mutilated, reference: str, fails: set[tuple[str, str, int]], sound: Failing) -> None:
    row = next((row for row in made.rows if row[REFERENCE] == reference), None)
    if row is None or reference in made.touched:
        return
    as_it_began = event(int(reference[1:]))
    if any(row[header] != as_it_began[header] for header in made.headers if header not in WORDS):
        return
    assert fails == sound.get(reference, set()), reference


def _holds_no_formula(checked: Checked) -> None:
    out = io.StringIO()
    write_failing(checked, out)
    assert formulas(csv.reader(io.StringIO(out.getvalue()))) == []


def formulas(rows: Iterable[Iterable[str]]) -> list[str]:
    """Cells that a spreadsheet would run; a number with a sign is a number."""
    return [
        cell for row in rows for cell in row
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell.lstrip("-").replace(".", "", 1).isdigit()
    ]  # fmt: skip
