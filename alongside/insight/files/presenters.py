"""What was found in a file, in words and tables."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.template.defaultfilters import filesizeformat

from .models import GivenFile

FAILED = ("missing", "invalid", "release_1")
CODES = {-1: "-1, blank", -2: "-2, invalid", -7: "-7, Release 1"}


def state(given: GivenFile) -> dict[str, str]:
    """A file's line in the list, as a tag."""
    if not given.is_kept:
        return {"text": "Deleted", "kind": "neutral"}
    if given.is_under_way:
        return {"text": "Being checked", "kind": "neutral"}
    if given.failure:
        return {"text": "Could not be checked", "kind": "late"}
    return {"text": f"{given.failing:,} cells fail" if given.failing else "Nothing fails", "kind": "neutral"}


def size(given: GivenFile) -> str:
    return filesizeformat(given.size)


def of_statuses(told: dict[str, Any]) -> list[list[str]]:
    """Each code with its words and how often it stands in the whole file."""
    added = {key: sum(one[key] for one in told["statuses"]) for key in ("valid", "blank", *FAILED, "not_checked")}
    words = (
        ("valid", "Passed: valid", "1"),
        ("blank", "Passed: blank, and need not be filled", "0"),
        ("missing", "Failed: blank, and must be filled", "-1"),
        ("invalid", "Failed: invalid", "-2"),
        ("release_1", "Failed: a value of Release 1", "-7"),
        ("not_checked", "Not checked: the list is not public", "None"),
    )
    return [[said, code, f"{added[key]:,}"] for key, said, code in words]


def modules(told: dict[str, Any]) -> list[list[str]]:
    return [[name, f"{count:,}"] for name, count in told["modules"].items()]


def kinds(told: dict[str, Any]) -> list[list[Any]]:
    return [
        [{"text": one["title"], "note": "fails" if one["fails"] else "a warning"}, f"{one['count']:,}", one["why"]]
        for one in told["kinds"]
    ]


def columns(told: dict[str, Any], *, failing: bool) -> list[list[str]]:
    """How each column fared; those that fail, the worst first, or all of them as they stand in the return."""
    rows = told["statuses"]
    if failing:
        rows = sorted((one for one in rows if _failed(one)), key=lambda one: (-_failed(one), one["field"]))
    keys = ("missing", "invalid", "release_1") if failing else ("valid", "blank", "not_checked")
    return [[one["field"], *(f"{one[key]:,}" for key in keys)] for one in rows]


def _failed(one: dict[str, Any]) -> int:
    return sum(one[key] for key in FAILED)


def differences(told: dict[str, Any]) -> list[list[str]]:
    """Values that are not of their list and what they were meant to be; those with an explanation first."""
    explained = sorted(told["differences"], key=lambda one: (
        one["message"].startswith("Not a value of the list."), -one["count"]
    ))  # fmt: skip
    return [[one["value"], one["field"], f"{one['count']:,}", one["message"]] for one in explained]


def cells(told: dict[str, Any]) -> list[list[str]]:
    return [
        [f"{one['row']:,}", one["field"], one["value"] or "Blank", CODES.get(one["code"], str(one["code"])),
         one["message"]]
        for one in told["failures"]
    ]  # fmt: skip


def warnings(told: dict[str, Any]) -> list[list[str]]:
    return [[f"{one['row']:,}", one["field"], one["value"] or "Blank", one["message"]] for one in told["warnings"]]


def councils(told: dict[str, Any]) -> list[str]:
    return sorted({one["council"] for one in told.get("figures", ())})


def council_links(told: dict[str, Any], chosen: str) -> list[dict[str, Any]]:
    return [
        {"text": name or "No code", "href": f"?{urlencode({'council': name})}#measures", "current": name == chosen}
        for name in councils(told)
    ]


AGES = {"18_64": "18 to 64", "65_plus": "65 and over", "unknown": "Age not known", "Total": "All ages", "": "Everybody"}


def _who(one: dict[str, Any]) -> str:
    age = AGES.get(one["age"], one["age"])
    return age if one["gender"] in ("", "Total") else f"{age}, {one['gender'].lower()}"


def figures(told: dict[str, Any], council: str) -> list[list[str]]:
    return [
        [one["measure"], _who(one),
         one["outcome"] if one["outcome"] is not None else "No figure",
         f"{one['numerator']:,} of " + ("no population" if one["denominator"] is None else f"{one['denominator']:,}")]
        for one in told.get("figures", ()) if one["council"] == council
    ]  # fmt: skip
