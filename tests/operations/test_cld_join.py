"""`alongside cld join` as people run it: quarterly files become one table, and what nothing covers is said."""

from __future__ import annotations

import json
from datetime import date

import duckdb
import pytest

from alongside.config.cli import main
from alongside.insight.events.tests.factories import event, written


def a_return(number: int, reference: str, **changed: str) -> dict[str, str]:
    usual = {"Event Reference": reference, "Reporting Period Start Date": "01/04/2024", "Event End Date": ""}
    return event(number, **usual | changed)


@pytest.fixture
def sent(tmp_path):
    first = [a_return(number, f"A{number}", **{"Reporting Period End Date": "30/06/2024"}) for number in (1, 2)]
    later = {"Reporting Period Start Date": "01/07/2024", "Reporting Period End Date": "30/09/2024"}
    again = [a_return(2, "B2", **later)]
    return [
        *("--sent", "2024-07-20", str(written(first, tmp_path / "q1.csv"))),
        *("--sent", "2024-10-20", str(written(again, tmp_path / "q2.csv"))),
    ]


def test_a_service_sent_twice_is_one_and_one_not_sent_again_is_closed(sent, tmp_path, capsys):
    out = tmp_path / "joined.parquet"
    asked = ["cld", "join", *sent, "--from", "2024-04-01", "--through", "2024-12-31", "--as-of", "2025-01-01"]
    assert main([*asked, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 2
    assert [(one["from"], one["to"], one["stated"]) for one in told["submissions"]] == [
        ("2024-04-01", "2024-06-30", True), ("2024-07-01", "2024-09-30", True),
    ]  # fmt: skip
    assert told["gaps"] == [{"council": "901", "from": "2024-10-01", "to": "2024-12-31"}]
    rows = duckdb.sql(f"SELECT event_reference, event_end FROM '{out}' ORDER BY 1").fetchall()
    assert rows == [("A1", date(2024, 6, 30)), ("B2", None)]
    assert main(["measures", "ascof", "--events", str(out), "--year", "2024-25", "--json"]) == 0, "measures read it"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--through", "soon"], "--through must be a day such as 2026-04-01"),
        (["--through", "2023-05-01"], "No whole quarter lies between 2023-04-01 and 2023-05-01."),
    ],
)
def test_what_cannot_be_joined_is_refused_in_a_sentence(sent, tmp_path, capsys, words, said):
    assert main(["cld", "join", *sent, *words, "--out", str(tmp_path / "j.parquet")]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys):
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04")
    asked = ["cld", "join", "--sent", "2024-07-20", str(tmp_path / "a.csv"), "--through", "2024-12-31"]
    assert main([*asked, "--out", str(tmp_path / "j.parquet")]) == 2
    assert "a.csv is a spreadsheet" in capsys.readouterr().err
    assert not (tmp_path / "j.parquet").exists()
