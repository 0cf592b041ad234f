"""The columns against the published rules, where a copy of them is at hand."""

import csv
import os
from pathlib import Path

import pytest

from alongside.rules.national_return import COLUMNS, NAMES, column
from alongside.rules.national_return.lists import national_list

SHARED = Path(os.environ.get("ALONGSIDE_REFERENCE_DATA", Path(__file__).parents[5] / "shared" / "data"))
FIELD_RULES = SHARED / "cld_field_rules_r1.csv"
CODE_LISTS = SHARED / "cld_code_lists.csv"
needs_reference_data = pytest.mark.skipif(not FIELD_RULES.exists(), reason="the published rules are not at hand")


def _published() -> list[dict[str, str]]:
    with FIELD_RULES.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_fifty_columns_each_with_its_place() -> None:
    assert len(COLUMNS) == len(set(NAMES)) == 50
    assert [entry.order for entry in COLUMNS] == list(range(1, 51))


def test_a_column_is_found_by_either_of_its_names() -> None:
    assert column("Request: Route of Access") is column("Request_Route_of_Access")


@pytest.mark.parametrize("entry", [entry for entry in COLUMNS if entry.list_name], ids=lambda entry: entry.name)
def test_every_list_named_by_a_column_exists(entry) -> None:
    assert national_list(entry.list_name)


@needs_reference_data
def test_names_modules_and_order_are_the_published_ones() -> None:
    assert [(entry.name, entry.sql_name, entry.module) for entry in COLUMNS] == [
        (row["header"], row["sql_name"], row["module"]) for row in _published()
    ]


@needs_reference_data
def test_what_is_always_never_or_sometimes_mandatory_is_as_published() -> None:
    def ours(name: str) -> str:
        words = str(column(name).mandatory)
        return words if words in ("always", "never") else "sometimes"

    def theirs(rule: str) -> str:
        return {"always": "always", "no": "never", "not stated": "never"}.get(rule, "sometimes")

    published = {row["header"]: theirs(row["mandatory_when_r1"]) for row in _published()}
    assert {name: ours(name) for name in NAMES} == published


@needs_reference_data
def test_columns_with_one_rule_for_both_have_it_here_too() -> None:
    for row in _published():
        if row["mandatory_when_r1"] == "same as applicable":
            assert str(column(row["header"]).mandatory) == str(column(row["header"]).applicable)


LIST_OF_FIELD = {entry.name: entry.list_name for entry in COLUMNS if entry.list_name}


@needs_reference_data
@pytest.mark.parametrize("release", [1, 2])
def test_our_values_are_the_published_ones_and_no_others(release: int) -> None:
    published: dict[str, set[str]] = {}
    with CODE_LISTS.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if f"R{release}" in row["release"] and not row["value"].startswith("(values starting)"):
                published.setdefault(row["field"].split(" (1-9")[0], set()).add(row["value"])
    for field, values in published.items():
        entries = national_list(LIST_OF_FIELD[field])
        ours = {value for entry in entries if (value := entry.national(release)) and (release == 1 or entry.is_public)}
        assert ours == values, field
    unpublished = set(LIST_OF_FIELD) - set(published) - {"LA Code"}
    for field in unpublished:
        for entry in national_list(LIST_OF_FIELD[field]):
            assert entry.national(release) is None or not entry.is_public, field
