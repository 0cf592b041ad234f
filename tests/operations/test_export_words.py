"""Words in the files of an export: what a spreadsheet would run is escaped, and comes back as it was."""

import csv
import io
from pathlib import Path

import pytest
from django.db import connection

from alongside.config.cli.export import _export_table
from alongside.foundation.accounts.models import Team
from alongside.foundation.accounts.tests.factories import make_team
from alongside.rules.spreadsheet import as_it_was, escaped


@pytest.mark.django_db
def test_each_cell_is_written_as_the_one_rule_says(tmp_path: Path) -> None:
    names = ["=1+1", "+44 1632 960100", "-", "@team", "\t=1", "\n=1", "'=1", "''", "＝1", "O'Hara", "7-9 High Street"]
    for number, name in enumerate(names):
        make_team(f"team{number}", name=name)
    with connection.cursor() as cursor:
        _export_table(Team, tmp_path, cursor)
    written = list(csv.DictReader(io.StringIO((tmp_path / "accounts_team.csv").read_bytes().decode())))
    assert [row["name"] for row in written] == [escaped(name) for name in names]
    assert [as_it_was(row["name"]) for row in written] == names
    assert all(row["id"].isdecimal() for row in written)
