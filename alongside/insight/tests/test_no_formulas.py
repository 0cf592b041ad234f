"""No file that leaves insight for a spreadsheet carries a formula, whoever typed it and wherever.

Every writer of CSV and of workbooks is found in the source: each is either tried here with words that a spreadsheet
would run, or named as one whose files never leave the service. A new writer that is neither fails.
"""

from __future__ import annotations

import ast
import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.demand import papers as of_demand
from alongside.insight.events.problems import Problem, Problems
from alongside.insight.measures import exports
from alongside.insight.returns.build import spreadsheet_safe
from alongside.insight.returns.checking import Checked, write_failing
from alongside.insight.scorecards.models import Commentary
from alongside.insight.surveys import presenters as of_surveys
from alongside.insight.surveys.views import _csv as csv_of_surveys
from alongside.rules.national_return.columns import COLUMNS, NAMES
from alongside.rules.spreadsheet import as_it_was, escaped

INSIGHT = Path(__file__).resolve().parents[1]
HOSTILE = ["=1+1", "+1-1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://x","y")', "'=1"]
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Files that somebody takes, each tried below or in the tests of its slice with words of this kind.
TAKEN = {
    "benchmarking/views/public_figures.py", "demand/papers.py", "measures/exports.py", "returns/build.py",
    "returns/checking.py", "returns/views.py", "scorecards/papers.py", "surveys/views.py",
}  # fmt: skip
# Files on their way from one part of the service to another, which nobody takes: values stay as they are.
WITHIN = {
    "events/mending.py": "the sound rows of a spoilt file, read by the engine and deleted",
    "measures/wards.py": "rows on their way into Parquet",
    "snapshots/actions.py": "our own events on their way into Parquet, escaped all the same",
    "waiting/people_file.py": "days and numbers of records on their way into Parquet",
}


def _sources() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(INSIGHT)): ast.parse(path.read_text(encoding="utf-8"))
        for path in INSIGHT.rglob("*.py") if "/tests/" not in str(path)
    }  # fmt: skip


def _called(tree: ast.Module) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def _writes(tree: ast.Module) -> bool:
    return bool({"csv.writer", "csv.DictWriter", "xlsxwriter.Workbook"} & _called(tree))


def _names(tree: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_every_writer_is_known():
    found = {name for name, tree in _sources().items() if _writes(tree)}
    assert found - TAKEN - set(WITHIN) == set(), "a new writer of spreadsheets: try it here, or say why nobody takes it"


def test_whatever_is_taken_escapes_its_words():
    # The survey's page writes rows that its presenters have escaped.
    made_elsewhere = {"surveys/views.py": ("surveys/presenters.py", "surveys/sampling/files.py")}
    sources = _sources()
    for name in TAKEN & set(sources):
        for source in made_elsewhere.get(name, (name,)):
            assert {"escaped", "spreadsheet"} & _names(sources[source]), source


def test_workbooks_are_written_by_kind_of_cell():
    """`write` guesses, and takes what begins with an equals sign for a formula."""
    guessing = {"write", "write_row", "write_column", "write_formula", "write_array_formula", "write_rich_string"}
    for name, tree in _sources().items():
        if "xlsxwriter.Workbook" in _called(tree):
            assert not {called.rpartition(".")[2] for called in _called(tree)} & guessing, name


def formulas(rows: Iterable[Iterable[object]]) -> list[object]:
    return [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith(STARTS)]


def in_csv(content: str | bytes) -> list[list[str]]:
    text = content if isinstance(content, str) else content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def has_no_formula(workbook: bytes) -> bool:
    """Neither as a formula nor as words that would become one when the sheet is saved as CSV."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert sheets and not any(b"<f>" in sheet or b"<f " in sheet or b"hyperlink" in sheet for sheet in sheets)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return not any(formulas(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def test_figures():
    lines = [[*HOSTILE, *HOSTILE[:2]], ["1E", "2015-16", "A title", -5, None]]
    assert formulas(in_csv(exports.as_csv(iter(lines)))) == ["-5"], "a number stays a number"
    assert has_no_formula(exports.as_xlsx(iter(lines)))


def test_demand():
    rows = [tuple(HOSTILE), ("A place", -5, *HOSTILE[2:])]
    assert formulas(in_csv(of_demand.as_csv(rows))) == ["-5"]
    assert has_no_formula(of_demand.as_workbook(rows, "Groups"))


def test_surveys():
    loaded = SimpleNamespace(
        faults=[dict.fromkeys(of_surveys.FAULTS, words) for words in HOSTILE],
        results=[],
    )
    answer = csv_of_surveys(of_surveys.csv_of_faults(loaded), "faults.csv")
    assert formulas(in_csv(answer.content)) == []


def test_failing_cells():
    checked = Checked(
        failures=[{"row": 1, "field": "Postcode", "value": words, "code": -2, "message": "No."} for words in HOSTILE],
        warnings=[{"row": 1, "field": "Unit Cost", "value": words, "message": "No."} for words in HOSTILE],
        left_out=Problems([Problem("a.csv", 1, 2, "", words, "No.") for words in HOSTILE]),
    )
    file = io.StringIO(newline="")
    write_failing(checked, file)
    assert formulas(row[:3] + row[4:] for row in in_csv(file.getvalue())) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_the_return(words):
    written = spreadsheet_safe({column.name: words if column.kind == "text" else "" for column in COLUMNS})
    assert formulas([written.values()]) == []
    assert {as_it_was(written[name]) for name in NAMES if written[name]} == {words}, "read again, it is what it was"
    assert as_it_was(escaped(words)) == words


@pytest.mark.django_db
def test_scorecards():
    analyst, client = make_user("performance_analyst"), Client()
    client.force_login(analyst)
    for number, words in enumerate(HOSTILE):
        Commentary.objects.create(
            set_key="cheshire_west_2016_20", code=f"CW{number + 1:02}", year="2018-19", narrative=words, action=words,
            by=analyst,
        )  # fmt: skip
    csv_answer, workbook = (
        client.get(reverse(f"scorecards:{name}", args=["cheshire_west_2016_20"]) + "?year=2018-19")
        for name in ("open_csv", "workbook")
    )
    rows = in_csv(csv_answer.content)
    assert any(words in cell for row in rows for cell in row for words in HOSTILE), "they are in it"
    assert formulas(rows) == []
    assert has_no_formula(workbook.content)


@pytest.mark.django_db
def test_failing_cells_of_our_own_return():
    from alongside.insight.returns.models import BuiltReturn

    analyst, client = make_user("performance_analyst"), Client()
    client.force_login(analyst)
    problems = [
        {"row": 1, "subject": 1, "source": words, "field": "Postcode", "code": -2, "message": words, "worker": None,
         "team": None} for words in HOSTILE
    ]  # fmt: skip
    built = BuiltReturn.objects.create(
        starts_on="2025-10-01", ends_on="2026-09-30", asked_by=analyst, finished_at=datetime.now(UTC), file="x",
        problems=problems,
    )  # fmt: skip
    rows = in_csv(client.get(reverse("returns:failing", args=[built.pk])).content)
    assert len(rows) == len(HOSTILE) + 1
    assert formulas(row[:4] + row[5:] for row in rows) == []
