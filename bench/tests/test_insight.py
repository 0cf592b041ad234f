"""The events that are measured with: what they are, and that they can be read. No timing is asserted."""

from __future__ import annotations

import duckdb

from alongside.insight.events.reading import read
from alongside.rules.national_return.columns import NAMES
from bench.insight import Step, events, shown


def test_events_have_the_columns_of_the_return_and_are_the_same_each_time():
    first, second = (duckdb.execute(events(500)).fetchall() for _ in range(2))
    described = duckdb.execute(f"DESCRIBE {events(1)}").fetchall()
    assert [row[0] for row in described] == list(NAMES)
    assert first == second


def test_events_are_read_without_a_fault(tmp_path):
    duckdb.execute(f"COPY ({events(2000)}) TO '{tmp_path}/events.csv' (FORMAT csv, HEADER, DATEFORMAT '%d/%m/%Y')")
    made = read([tmp_path / "events.csv"], out=tmp_path / "events.parquet")
    assert (made.rows, made.problems.counted, made.notes) == (2000, 0, ())
    kinds = {row[0] for row in duckdb.execute(f"SELECT event_type FROM '{made.path}'").fetchall()}
    assert kinds == {"Request", "Assessment", "Review", "Service"}


def test_what_is_over_its_target_or_failed_is_shown():
    steps = [Step("bare scan of the columns used", 2.0, 100), Step("measures, from Parquet", 30.0, 5000, "why")]
    line = shown(10, steps).splitlines()[-1]
    assert "15.0x" in line and "over" in line and "failed: why" in line
