"""`alongside directory import` and `export`: the good rows are kept, each bad one is named, and the status says so."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest

from alongside.config.cli import Refused, parser
from alongside.config.cli import directory as command
from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import pack
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed.tests import sheets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westmere():
    factories.terms()
    directory.load_postcodes(file=pack.postcodes_file())


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setattr(command, "records", nullcontext)

    def asked(*words: str) -> tuple[int, str, str]:
        args = parser().parse_args(["directory", *words])
        status = command.run(args)
        out, err = capsys.readouterr()
        return status, out, err

    return asked


def test_the_command_keeps_the_good_names_the_bad_and_exits_1(run, tmp_path):
    made, _ = sheets.rows(30, 3)
    file = sheets.as_csv(tmp_path / "groups.csv", made)
    columns = tmp_path / "columns.json"
    columns.write_text(json.dumps(sheets.COLUMNS))
    status, out, err = run("import", str(file), "--origin", "VA", "--columns", str(columns), "--publish")
    assert status == 1 and "27 new" in out and "3 left out" in out and ", row " in err
    status, out, _ = run("import", str(file), "--origin", "VA", "--columns", str(columns), "--json")
    said = json.loads(out)
    assert status == 1 and said["unchanged"] == 27 and {"row", "field", "value", "message"} <= set(said["problems"][0])
    whole = sheets.as_csv(tmp_path / "whole.csv", sheets.rows(3, 0)[0])
    assert run("import", str(whole), "--origin", "VA", "--columns", str(columns))[0] == 0
    for words, says in ((("import", str(tmp_path / "no.csv")), "cannot be opened"),
                        (("import", str(file), "--mapping", "none"), "No columns are kept"),
                        (("import", str(whole)), "Say which column"),
                        (("import", str(file), "--columns", str(file)), "cannot be read"),
                        (("export", str(tmp_path / "x.doc")), "must end in"),
                        (("export", str(tmp_path / "no" / "x.csv")), "cannot be written")):
        with pytest.raises(Refused, match=says):
            run(*words)
    for kind in ("csv", "xlsx", "json"):
        status, out, _ = run("export", str(tmp_path / f"out.{kind}"))
        assert status == 0 and "entries in" in out
