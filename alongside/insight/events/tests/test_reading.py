"""Files of any system as the event table."""

import csv
import os
import threading
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.events import plain as plain_module
from alongside.insight.events.columns import NAMES, TYPES
from alongside.insight.events.plain import plain
from alongside.insight.events.problems import KEPT, CannotBeRead
from alongside.insight.events.reading import read
from alongside.insight.events.words import clean
from alongside.rules.spreadsheet import as_it_was

from .factories import event, read_rows, table, written


@pytest.fixture
def base(tmp_path):
    return [event(number) for number in range(1, 31)]


def test_a_row_becomes_an_event(tmp_path):
    (row,) = read_rows([event(3, **{"Event End Date": "30/03/2025"})], tmp_path)
    assert row["la_code"] == "901"
    assert row["person_id"] == "9990000003"
    assert (row["event_start"], row["event_end"]) == (date(2024, 4, 4), date(2025, 3, 30))
    assert row["date_of_birth"] == date(1933, 4, 4)
    assert row["unit_cost"] == Decimal("3.50")
    assert row["postcode_sector"] == "ZZ99 3"
    assert row["row_number"] == 1
    assert row["source_file"] == "events.csv"


def test_the_table_has_its_columns_and_types_whatever_the_file_has(tmp_path):
    made = read([written([{"LA Code": "901"}], tmp_path / "a.csv")], out=tmp_path / "out.parquet")
    described = duckdb.execute(f"DESCRIBE SELECT * FROM '{made.path}'").fetchall()
    assert {row[0]: row[1] for row in described} == dict(TYPES)
    assert "Event Start Date" in made.columns_missing


def test_a_person_without_an_nhs_number_is_the_councils_own(tmp_path):
    rows = read_rows([event(2), event(4, **{"LA Person Unique Identifier": ""})], tmp_path)
    assert [row["person_id"] for row in rows] == ["901_P2", None]


@pytest.mark.parametrize("number", ["999 000 0003", "999-000-0003", "9990000003.0", " 9990000003 "])
def test_an_nhs_number_is_ten_figures_however_it_is_spaced(tmp_path, number):
    (row,) = read_rows([event(3, **{"NHS Number": number})], tmp_path)
    assert row["person_id"] == "9990000003"


def test_a_number_that_a_spreadsheet_shortened_is_nobodys(tmp_path):
    made = read(
        [written([event(1, **{"NHS Number": "9.99E+09"}), event(3)], tmp_path / "a.csv")], out=tmp_path / "o.parquet"
    )
    assert [row["person_id"] for row in table(made)] == ["901_P1", "9990000003"]
    assert made.problems.kept[0].sentence == (
        "a.csv, row 1, line 2, NHS Number: “9.99E+09” was shortened by a spreadsheet; it is left blank."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_make_no_difference(tmp_path, base, encoding, separator):
    plainly = read_rows(base, tmp_path)
    assert read_rows(base, tmp_path, encoding=encoding, delimiter=separator) == plainly


def test_a_file_in_windows_letters_is_said_to_be(tmp_path, base):
    made = read([written(base, tmp_path / "a.csv", encoding="cp1252")], out=tmp_path / "o.parquet")
    assert made.notes == ("a.csv is read as Windows-1252: it is not UTF-8.",)


def test_headings_in_any_order_and_spelling(tmp_path, base):
    plainly = read_rows(base, tmp_path)
    turned = [{f" {name.upper().replace(' ', '_')}": row[name] for name in reversed(row)} for row in base]
    assert read_rows(turned, tmp_path) == plainly


def test_lines_of_title_above_the_headings_are_passed(tmp_path, base):
    plainly = read_rows(base, tmp_path)
    path = written(base, tmp_path / "events.csv")
    path.write_bytes(b"Client level data,,\nRun on 3 April 2025\n\n" + path.read_bytes())
    made = read([path], out=tmp_path / "o.parquet")
    assert table(made) == plainly
    assert not made.problems


def test_what_the_return_does_not_have_is_passed_over_and_said(tmp_path):
    made = read([written([event(1) | {"Worker": "Ada"}], tmp_path / "a.csv")], out=tmp_path / "o.parquet")
    assert made.columns_passed_over == ("Worker",)


def test_the_word_null_is_blank(tmp_path):
    nulls = {"Event End Date": "NULL", "Gender": "null", "Event Reference": " NULL "}
    (row,) = read_rows([event(1, **nulls)], tmp_path)
    assert (row["event_end"], row["gender"], row["event_reference"]) == (None, None, None)


@pytest.mark.parametrize("formula", ["=1+1", "+44", "@SUM(A1)", "-2", '=HYPERLINK("http://example.org","x")'])
def test_a_formula_is_words(tmp_path, formula):
    (row,) = read_rows([event(1, **{"Event Description": formula})], tmp_path)
    assert row["event_description"] == formula
    (row,) = read_rows([event(1, **{"Event Description": f"'{formula}"})], tmp_path)
    assert row["event_description"] == formula, "as our own export writes it"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("1,234.50", "1234.50"), ("£12", "12.00"), (" 7.5 ", "7.50"), ("-3", "-3.00"), ("12.345", "12.35"), ("", None)],
)
def test_numbers(tmp_path, text, kept):
    made = read([written([event(1, **{"Unit Cost": text})], tmp_path / "a.csv")], out=tmp_path / "o.parquet")
    assert table(made)[0]["unit_cost"] == (Decimal(kept) if kept else None)
    assert not made.problems
    assert bool(made.notes) == (text == "12.345")


@pytest.mark.parametrize("text", ["12,50", "ten", "1.2.3", "1e5", "0x10", "1_000", "£"])
def test_what_is_no_number_is_blank_and_said(tmp_path, text):
    made = read([written([event(1, **{"Unit Cost": text})], tmp_path / "a.csv")], out=tmp_path / "o.parquet")
    assert table(made)[0]["unit_cost"] is None
    assert made.problems.kept[0].sentence == (
        f"a.csv, row 1, line 2, Unit Cost: “{text}” is no number; it is left blank."
    )


def test_a_day_that_cannot_be_read_is_blank_and_said_with_its_place(tmp_path, base):
    base[4]["Event Start Date"] = "31/02/2024"
    made = read([written(base, tmp_path / "a.csv")], out=tmp_path / "o.parquet")
    assert [row["event_start"] for row in table(made)].index(None) == 4
    assert made.problems.counted == 1
    assert made.problems.kept[0].sentence == (
        "a.csv, row 5, line 6, Event Start Date: “31/02/2024” is no day; it is left blank."
    )


def test_a_row_that_is_no_row_is_left_out_and_the_others_keep_their_numbers(tmp_path, base):
    path = written(base, tmp_path / "a.csv")
    lines = path.read_text().splitlines(keepends=True)
    lines[3] = "901,short\n"
    path.write_text("".join(lines))
    made = read([path], out=tmp_path / "o.parquet")
    assert [row["row_number"] for row in table(made)] == [1, 2, *range(4, 31)]
    assert made.problems.kept[0].sentence == (
        "a.csv, row 3, line 4: It has 2 values, and there are 19 headings; the row is left out."
    )


def test_values_on_several_lines_stay_whole(tmp_path, base):
    base[1]["Event Description"] = 'One,\nand "two"\r\nthree'
    made = read([written(base, tmp_path / "a.csv")], out=tmp_path / "o.parquet")
    rows = table(made)
    assert rows[1]["event_description"] == 'One,\nand "two"\r\nthree'
    assert len(rows) == 30
    assert not made.problems


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), max_size=12), min_size=1
    )
)
def test_the_engine_and_the_mending_read_the_same(words):
    """A file is read by one or the other; which of the two must make no difference, and neither changes a word."""
    rows = [event(number, **{"Event Description": said}) for number, said in enumerate(words, 1)]
    with TemporaryDirectory() as folder:
        path = written(rows, Path(folder) / "a.csv", quoting=csv.QUOTE_ALL)
        by_engine = table(read([path], out=Path(folder) / "o.parquet"))
        with patch.object(plain_module, "_sound", return_value=False):
            by_mending = table(read([path], out=Path(folder) / "o.parquet"))
    assert by_engine == by_mending
    assert [row["event_description"] for row in by_engine] == [clean(as_it_was(said)) for said in words]


def test_release_1_is_mapped_forward(tmp_path):
    changed = {"Client Type": "Carer", "Service Type": "Carer Support: Direct to Carer", "Event Outcome": "NFA- Other"}
    (row,) = read_rows([event(1, **changed)], tmp_path)
    assert row["client_type"] == "Unpaid carer"
    assert row["service_type"] == "Unpaid carer support: Direct to unpaid carer"
    assert row["event_outcome"] == "NFA: Other"


def test_a_quote_that_is_not_closed_takes_no_rows_with_it(tmp_path, base):
    """Were it closed by a quote some rows further on, the rows between would be gone without a word."""
    path = written(base, tmp_path / "a.csv")
    lines = path.read_text().splitlines(keepends=True)
    lines[2] = lines[2].replace("Female", '"Female')
    lines[5] = lines[5].replace("901,", '901",', 1)
    path.write_text("".join(lines))
    made = read([path], out=tmp_path / "o.parquet")
    kept = {row["row_number"] for row in table(made)}
    assert kept >= set(range(1, 31)) - {2, 5}
    assert 2 not in kept
    assert made.problems.kept[0].line == 3


def test_parquet_and_csv_give_the_same_table(tmp_path, base):
    plainly = read_rows(base, tmp_path)
    path = tmp_path / "a.parquet"
    days = ", ".join(f'strptime("{name}", \'%d/%m/%Y\')::DATE AS "{name}"' for name in base[0] if "Date" in name)
    duckdb.execute(
        f'COPY (SELECT * REPLACE ({days}, "Unit Cost"::DOUBLE AS "Unit Cost") '
        f"FROM read_csv('{tmp_path / 'events.csv'}', all_varchar = true)) TO '{path}' (FORMAT parquet)"
    )
    typed = table(read([path], out=tmp_path / "o.parquet"))
    assert [row | {"source_file": ""} for row in typed] == [row | {"source_file": ""} for row in plainly]


def test_several_files_become_one_table_each_read_its_own_way(tmp_path):
    first = written([event(1, **{"Event Start Date": "25/04/2024"})], tmp_path / "a.csv")
    second = written([event(2, **{"Event Start Date": "2024-05-26"})], tmp_path / "b [final].csv", delimiter=";")
    rows = table(read([first, second], out=tmp_path / "o.parquet"))
    assert [row["event_start"] for row in rows] == [date(2024, 4, 25), date(2024, 5, 26)]
    assert [row["source_file"] for row in rows] == ["a.csv", "b [final].csv"]


def test_only_the_columns_asked_for_are_filled(tmp_path, base):
    path = written(base, tmp_path / "a.csv")
    full = table(read([path], out=tmp_path / "o.parquet"))
    some = table(read([path], out=tmp_path / "o.parquet", only={"person_id", "event_start"}))
    asked = {"person_id", "event_start", "row_number", "source_file"}
    assert [{name: row[name] if name in asked else None for name in NAMES} for row in full] == some


def test_a_snapshot_can_be_read_again(tmp_path, base):
    once = read_rows(base, tmp_path)
    again = table(read([tmp_path / "events.parquet"], out=tmp_path / "again.parquet"))
    assert [row | {"source_file": "events.csv"} for row in again] == once


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\xff\xfe\x00", "holds no line that can be read"),
        (b"PK\x03\x04rest", "a spreadsheet or an archive"),
        (b"PAR1 but no more", "cannot be read as Parquet"),
        (b"a,b,c\n1,2,3\n", "none of these is a column of the return"),
        (b"LA Code,Gender,la_code\n1,2,3\n", "the column LA Code is there twice"),
        (b"LA Code,Event Description\n901," + b"x" * 2_000_000 + b"\n", "longer than 1,000,000 characters"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path, content, said):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(CannotBeRead, match="^a.csv") as refused:
        read([path], out=tmp_path / "o.parquet")
    assert said in str(refused.value)
    assert not (tmp_path / "o.parquet").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv"], "nothing is left lying about"


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CannotBeRead):
            read([path], out=tmp_path / "o.parquet")


def _through_a_pipe(path, write):
    os.mkfifo(path)

    def feed():
        with path.open("wb", buffering=0) as pipe:
            try:
                write(pipe)
            except BrokenPipeError:
                return

    feeding = threading.Thread(target=feed, daemon=True)
    feeding.start()
    return feeding


def test_a_file_through_a_pipe(tmp_path, base):
    plainly = read_rows(base, tmp_path)
    content = (tmp_path / "events.csv").read_bytes()
    feeding = _through_a_pipe(tmp_path / "piped", lambda pipe: pipe.write(content))
    rows = table(read([tmp_path / "piped"], out=tmp_path / "o.parquet"))
    feeding.join(timeout=10)
    assert [row | {"source_file": "events.csv"} for row in rows] == plainly


def test_an_endless_row_through_a_pipe_is_stopped(tmp_path):
    def endless(pipe):
        pipe.write(b"LA Code,Event Description\n901,fine\n902,")
        while True:
            pipe.write(b"x" * 65_536)

    feeding = _through_a_pipe(tmp_path / "piped", endless)
    with pytest.raises(CannotBeRead, match=r"^piped, line 3: this row is longer than 1,000,000 characters"):
        read([tmp_path / "piped"], out=tmp_path / "o.parquet")
    feeding.join(timeout=10)
    assert not feeding.is_alive()


def test_a_hopeless_file_is_counted_and_only_its_first_faults_are_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("LA Code,Event Start Date\n" + "901,never\n" * (KEPT + 500))
    made = read([path], out=tmp_path / "o.parquet")
    assert made.problems.values_left_out == KEPT + 500
    assert len(made.problems.kept) == KEPT


def test_plain_gives_every_value_as_it_is_written(tmp_path):
    row = event(1, **{"Event Start Date": " 31/02/2024 ", "Gender": "NULL", "Event Description": "'=1"})
    made = plain(written([row], tmp_path / "a.csv"), out=tmp_path / "o.parquet")
    found = duckdb.execute(f'SELECT "Event Start Date", "Gender", "Event Description" FROM \'{made.path}\'').fetchall()
    assert found == [(" 31/02/2024 ", "NULL", "=1")]
    assert "Ethnicity" in made.columns_missing
