"""Five hundred mutilated files: none breaks the reader, changes a value, or loses a row in silence.

Every file is made from the same thirty events by one to three injuries. Afterwards each event either is in the table as
it was, value for value, or the place of what is missing has been said.
"""

from pathlib import Path

import pytest

from alongside.insight.events.columns import COLUMNS
from alongside.insight.events.problems import CannotBeRead
from alongside.insight.events.reading import Snapshot, read

from .factories import event, table, written
from .mutilated import ROWS, Mutilated, mutilated

FILES = 500
HEADER_OF = {column.name: column.header for column in COLUMNS}
# Columns that are made from others, and what they are made from.
MADE_FROM = {
    "person_id": ("NHS Number", "LA Person Unique Identifier", "LA Code"),
    "postcode_sector": ("Postcode",),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> dict[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("sound")
    rows = [event(number) for number in range(1, ROWS + 1)]
    made = table(read([written(rows, folder / "a.csv")], out=folder / "o.parquet"))
    return {str(row["event_reference"]): row for row in made}


@pytest.mark.parametrize("seed", range(FILES))
def test_a_mutilated_file(seed: int, sound: dict[str, dict[str, object]], tmp_path: Path):
    made, chosen = mutilated(seed)
    path = tmp_path / "a.csv"
    path.write_bytes(made.content())
    try:
        found = read([path], out=tmp_path / "o.parquet")
    except CannotBeRead as refused:
        assert str(refused).startswith("a.csv"), "says which file"
        assert {"no_headings", "heading_twice"} & chosen
        return
    rows = {str(row["event_reference"]): row for row in table(found)}
    wanted = _wanted(made, sound)
    _nothing_changed(rows, wanted, made, found)
    missing = set(wanted) - set(rows)
    if missing:
        assert found.problems.rows_left_out or "cut_off" in chosen
    assert missing <= made.touched, "rows that nothing happened to are all there"
    for problem in found.problems.kept:
        assert problem.file == "a.csv"
        assert problem.line and problem.row, "says where"
        assert problem.sentence.startswith(f"a.csv, row {problem.row}, line {problem.line}")
        if problem.field:
            assert problem.field in HEADER_OF.values() or problem.field in sum(MADE_FROM.values(), ())


def _wanted(made: Mutilated, sound: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """The events as they should be: what was written on purpose counts."""
    wanted = {reference: dict(row) for reference, row in sound.items()}
    for row in made.rows:
        wanted[row["Event Reference"]]["event_description"] = row["Event Description"]
    return wanted


def _nothing_changed(rows: dict, wanted: dict, made: Mutilated, found: Snapshot) -> None:
    said = {(problem.row, problem.field) for problem in found.problems.kept}
    known = {header for header in made.headers if made.names[header] != "Something else"}
    for reference, row in rows.items():
        if reference not in wanted:
            assert made.touched, "no event comes from nowhere"
            continue
        if reference in made.touched:
            continue
        for name, value in row.items():
            if name in ("row_number", "source_file") or value == wanted[reference][name]:
                continue
            headers = MADE_FROM.get(name, (HEADER_OF[name],))
            blank_and_said = value is None and any((row["row_number"], header) in said for header in headers)
            assert blank_and_said or not known.issuperset(headers), (reference, name, value, wanted[reference][name])
