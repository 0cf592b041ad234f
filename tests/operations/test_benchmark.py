"""`alongside benchmark load`, `groups` and `profile`, as they are typed."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest

from alongside.config.cli import benchmark, main
from alongside.insight.benchmarking.claim import FIELDS
from alongside.insight.benchmarking.models import Figure, PeerGroup, Release
from alongside.insight.benchmarking.tests import official
from alongside.insight.benchmarking.tests.test_reading import NEW_LAYOUT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def database_of_the_test(monkeypatch):
    monkeypatch.setattr(benchmark, "records", nullcontext)


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "Table_2c.csv"
    file.write_text(NEW_LAYOUT)
    return file


def profile(out, *words):
    return main(["benchmark", "profile", "--year", "2024-25", "--out", str(out), *words])


def test_a_table_is_loaded_and_loading_it_again_changes_nothing(table, capsys):
    assert main(["benchmark", "load", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"] == 4 and told["checked"] == {"within rounding": 2, "taken as published": 1}
    assert main(["benchmark", "load", str(table)]) == 0
    assert "this is the same file" in capsys.readouterr().err
    assert Release.objects.get().loaded_as


@pytest.mark.parametrize("before, after, says", [
    ("700.5", "seven", "row 6, column 2024 to 2025 - outcome"), ("Local authority code", "Somewhere", "no table"),
])
def test_a_bad_table_is_refused_by_its_place(table, capsys, before, after, says):
    table.write_text(NEW_LAYOUT.replace(before, after))
    assert main(["benchmark", "load", str(table)]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    assert not Figure.objects.exists()


def test_a_table_that_is_not_there_is_refused(tmp_path, capsys):
    assert main(["benchmark", "load", str(tmp_path / "no.ods")]) == 2
    assert "no.ods" in capsys.readouterr().err


def test_a_profile_in_each_format(table, tmp_path, capsys):
    main(["benchmark", "load", str(table)])
    for form, begins in (("json", b"{"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-")):
        out = tmp_path / f"wigan.{form}"
        assert profile(out, "--council", "Wigan", "--format", form) == 0
        assert out.read_bytes().lstrip().startswith(begins)
    claims = json.loads((tmp_path / "wigan.json").read_text())["claims"]
    assert claims and all(tuple(one) == FIELDS for one in claims)


@pytest.mark.parametrize("words, says", [
    (["--council", "Wiggan", "--format", "json"], "Did you mean Wigan?"),
    (["--group", "North Wst", "--format", "json"], "Did you mean North West?"),
    (["--council", "Wigan", "--format", "json", "--baseline", "soon"], "not a year"),
    (["--council", "Wigan", "--format", "json", "--baseline", "2025-26"], "must be before"),
    (["--council", "Wigan", "--format", "json", "--tolerance", "much"], "tolerance"),
    (["--council", "Kent", "--format", "json"], "no figures of Kent"),
])
def test_what_cannot_be_made_is_refused_and_no_file_is_left(table, tmp_path, capsys, words, says):
    main(["benchmark", "load", str(table)])
    out = tmp_path / "out.json"
    assert profile(out, *words) == 2
    assert says in capsys.readouterr().err and not out.exists()


def test_a_group_of_ones_own(table, tmp_path, capsys):
    main(["benchmark", "load", str(table)])
    groups = tmp_path / "neighbours.csv"
    groups.write_text("group,council\nNearest neighbours,Wigan\n")
    assert main(["benchmark", "groups", str(groups)]) == 0
    assert PeerGroup.objects.get().source == "neighbours.csv"
    assert profile(tmp_path / "out.json", "--group", "nearest neighbours", "--format", "json") == 0
    groups.write_text("group,council\nNearest neighbours,Nowhere\n")
    assert main(["benchmark", "groups", str(groups)]) == 2
    assert "Row 1, council" in capsys.readouterr().err


@official.needed
def test_the_north_west_of_both_years_from_the_official_file(tmp_path):
    assert main(["benchmark", "load", str(official.FOLDER / official.SERIES)]) == 0
    for year, how_many in (("2015-16", 23), ("2024-25", 24)):
        for form in ("json", "pdf", "html"):
            words = ["--group", "North West", "--year", year, "--format", form, "--out", str(tmp_path / f"pack.{form}")]
            assert main(["benchmark", "profile", *words]) == 0
        told = json.loads((tmp_path / "pack.json").read_text())
        assert len(told["councils"]) == how_many
        paper = (tmp_path / "pack.pdf").read_bytes()
        assert b"/StructTreeRoot" in paper and b"pdfuaid" in paper
