"""`alongside measures waiting` and `alongside measures survey`, as they are typed."""

from __future__ import annotations

import json

import pytest

from alongside.config.cli import main
from alongside.insight.surveys.tests.factories import answers, content, people

HEADER = (
    "LA Code,Reporting Period Start Date,Reporting Period End Date,LA Person Unique Identifier,Date of Birth,"
    "Client Type,Event Type,Event Start Date,Event End Date,Event Outcome,Assessment Type,Service Type\n"
)
EVENTS = (
    "901,2025-04-01,2026-03-31,7,1960-05-20,Service user,Request,2025-07-10,2025-07-10,"
    '"Progress to assessment, review or reassessment",,\n'
    "901,2025-04-01,2026-03-31,7,1960-05-20,Service user,Assessment,2025-07-30,2025-08-04,"
    "Progress to support planning or services,Long term assessment,\n"
)


def test_waiting_times_of_a_file(tmp_path, capsys):
    file = tmp_path / "events.csv"
    file.write_text(HEADER + EVENTS)
    assert main(["measures", "waiting", "--events", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "council": "901",
            "measure": "First response",
            "quarter": "2025-07-01",
            "age": "65 and above",
            "median_days": "20",
            "longest_days": 20,
            "waits": 1,
        }
    ]


def test_a_file_that_cannot_be_read_is_refused(tmp_path, capsys):
    assert main(["measures", "waiting", "--events", str(tmp_path / "no.csv")]) == 2
    assert "no.csv" in capsys.readouterr().err


def test_a_survey_from_the_command_line(tmp_path, capsys):
    file = tmp_path / "answers.csv"
    file.write_bytes(content(people(answers(), answers(q3a="999"))))
    places = tmp_path / "people.csv"
    places.write_text("la_code,stratum,population\n901,2,40\n")
    asked = ["measures", "survey", str(file), "--year", "2020-21", "--population", str(places), "--json"]
    assert main(asked) == 1
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    control = next(one for one in data["measures"] if one["measure"] == "1B" and one["age"] == "Total")
    assert (control["framework"], control["outcome"], control["denominator"]) == ("2015-16", "100.0", 1)
    assert data["faults"][0]["row"] == 2 and data["faults"][0]["field"] == "q3a"
    assert "row 2, q3a" in printed.err
    assert main([*asked, "--published"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["measures"][0]["marker"] == "[c]" and shown["strata"][0]["answered"] is None
    assert "respondents" not in shown
    assert shown["faults"] == [{"la_code": "901", "field": "q3a", "message": "Must be from 1 to 4.", "cells": 1}]


@pytest.mark.parametrize("words", [["--year", "2020"], ["--year", "2024-25"], ["--year", "2020-21", "--of", "carers"]])
def test_what_cannot_be_is_refused_in_one_sentence(tmp_path, capsys, words):
    file = tmp_path / "answers.csv"
    file.write_bytes(content(people(answers())).replace(b"LaCode", b"Council"))
    assert main(["measures", "survey", str(file), *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
