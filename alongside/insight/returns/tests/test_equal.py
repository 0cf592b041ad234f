"""The check of millions of rows says of each cell what the check of one row says: from one declared spec."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.insight.returns.checking import check_file
from alongside.rules.national_return import check_fields
from alongside.rules.national_return.columns import COLUMNS, NAMES, WORDS
from alongside.rules.national_return.lists import national_list
from alongside.rules.spreadsheet import as_it_was

SPACES = ["", " ", "\t", "\u00a0", "\u2003", "\x1f", "\n"]
DAYS = [
    "2026-01-05", "05/01/2026", "5/1/2026", "31/02/2026", "2026-02-29", "2024-02-29", "05-Jan-2026", "5 january 2026",
    "12 Sept 2025", "2026/01/05", "05.01.2026", "2026-01-05 00:00:00", "2026-01-05T10:00", "20260105", "0000-01-01",
    "00/00/0000", "1/1/0000", "12026-1-05", "2026-1-5", "+026-01-05", "1900-01-01", "1960-09-30", "1961-10-01",
    "2008-09-30", "2027-01-01", "01/13/2026", "٠٥/٠١/2026", "05/01/2026 ", "1947-02-03", "9999-12-31", "31 Foo 2026",
    "infinity", "epoch", "2026-01- 5", "2026-001-5", "//////////", "----------",
]
OTHERS = {
    "nhs_number": ["9990000018", "999 000 0018", "999-000-0018", "9990000019", "999000001", "٩٩٩٠٠٠٠٠١٨"],
    "postcode": ["WM1 4AB", "wm14ab", "WM1", "GIR 0AA", "W1A 0AX", "ſw1 1AA", "WM1  4AB"],
    "gp_practice_code": ["M12345", "m12345", "12345", "K12345"],
    "cqc_location": ["1-123456789", "RXX01", "??", "1-1"],
    "whole_number": ["2", "2.0", "two", "1e3", "0002"],
    "money": ["12.50", "£20", "-3", "+.5", "1e5", "99999999999999999", "1,200", ".", "0"],
    "text": ["Words", "=1+1", "'", "P1", "p1", "P2"],
}


def _values(column, chance: random.Random) -> str | None:
    roll = chance.random()
    if roll < 0.25:
        return chance.choice([None, *SPACES])
    if column.list_name:
        entry = chance.choice(national_list(column.list_name))
        value = entry.national(chance.choice((1, 2, 2))) or entry.national(2) or "?"
        changed = chance.random()
        if changed < 0.1:
            value = value.upper()
        elif changed < 0.2:
            value = value.replace("i", "İ", 1).replace("-", "–")
        elif changed < 0.25:
            value = value.replace("k", "K").replace("s", "ſ", 1)
    elif column.kind == "date":
        value = chance.choice(DAYS)
    else:
        value = chance.choice(OTHERS[column.kind])
    if chance.random() < 0.15:
        value = chance.choice(SPACES) + value + chance.choice(SPACES)
    if chance.random() < 0.03:
        place = chance.randrange(len(value) + 1)
        value = value[:place] + chance.choice("0 -/:x\u00e9é9") + value[place:]
    return value


def _one_by_one(rows: list[dict[str, str | None]], release: int) -> set[tuple[int, str, int | None, str]]:
    return {
        (number, result.field, result.code, result.message)
        for number, row in enumerate(rows, 1)
        for result in check_fields(row, None, release, ("999",))
        if result.code is None or result.code < 0
    }


def _write(rows: list[dict[str, str | None]], target: Path) -> None:
    con = duckdb.connect()
    columns = ", ".join(f'"{name}" VARCHAR' for name in NAMES)
    con.execute(f"CREATE TABLE t ({columns})")
    con.executemany(
        f"INSERT INTO t VALUES ({', '.join('?' * len(NAMES))})", [[row[name] for name in NAMES] for row in rows]
    )
    con.execute(f"COPY t TO '{target}' (FORMAT parquet)")


LINKS = tuple(name for name in NAMES if "Linked" in name)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), release=st.sampled_from([1, 2, 2]))
def test_of_any_rows_both_say_the_same(tmp_path: Path, seed: int, release: int) -> None:
    chance = random.Random(seed)
    rows = [{column.name: _values(column, chance) for column in COLUMNS} for _ in range(60)]
    file = tmp_path / "rows.parquet"
    _write(rows, file)
    # Words of ours are unescaped on reading, which the check of one row is not asked to do.
    rows = [
        {name: as_it_was(value) if value and name in WORDS else value for name, value in row.items()} for row in rows
    ]

    checked = check_file(file, release=release, la_codes=("999",))

    expected = _one_by_one(rows, release)
    told = {
        (one["row"], one["field"], one["code"], one["message"]) for one in checked.failures if one["field"] not in LINKS
    }
    assert told == {one for one in expected if one[2] is not None}
    unchecked = {name: sum(1 for one in expected if one[2] is None and one[1] == name) for name in NAMES}
    assert {name: checked.not_checked[name] for name in NAMES} == unchecked
    for name in NAMES:
        assert checked.passed[name] + checked.failed[name] + checked.not_checked[name] == 60


def test_every_spelling_of_a_day_is_judged_alike(tmp_path: Path) -> None:
    spelt = [before + text + after for text in DAYS for before in SPACES for after in ("", "\u00a0")]
    rows: list[dict[str, str | None]] = [dict.fromkeys(NAMES) | {"Event Start Date": text} for text in spelt]
    file = tmp_path / "rows.parquet"
    _write(rows, file)
    told = {(one["row"], one["field"], one["code"]) for one in check_file(file, la_codes=("999",)).failures}
    assert told == {(row, field, code) for row, field, code, _ in _one_by_one(rows, 2) if code is not None}
