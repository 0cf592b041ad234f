"""A loaded survey and a sample in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.permissions.reach import first_open
from alongside.foundation.work.presenters import initials_if_restricted
from alongside.rules import spreadsheet

from .checking import Fault
from .forms import STRATA
from .frameworks import NEW, framework_of
from .models import LeftOutPerson, LoadedSurvey, Sample
from .publishing import NOBODY, SUPPRESSED, TOTAL, published, strata_published
from .sampling.frame import LeftOut

MARKERS = {SUPPRESSED: "[c] too few people", NOBODY: "[x] nobody answered"}
# The page of the record on which what is missing is written down.
PUT_RIGHT_AT: dict[str, str] = {
    LeftOut.NO_BIRTH_DATE: "people:details",
    LeftOut.NO_ADDRESS: "people:details",
    LeftOut.NO_REASON: "circumstances:index",
    LeftOut.NO_HOME: "circumstances:index",
    LeftOut.NO_SERVICE: "plans:index",
}
FIGURES = (
    "measure",
    "framework",
    "title",
    "council",
    "age",
    "gender",
    "numerator",
    "denominator",
    "outcome",
    "margin_of_error",
    "population",
    "weighted",
    "unit",
    "marker",
    "note",
)
FAULTS = ("la_code", "field", "cells", "message")


def figures(loaded: LoadedSurvey, council: str) -> list[list[Any]]:
    """The whole council's figures; `[c]` and `[x]` where one may not be shown."""
    rows = [one for one in published(loaded.results) if one["council"] == council]
    return [
        [{"text": one["measure"], "note": one["title"]}, outcome(one), margin(one), answers(one), one["note"] or ""]
        for one in rows
        if one["age"] == TOTAL and one["gender"] == TOTAL
    ]


def splits(loaded: LoadedSurvey, council: str) -> list[list[Any]]:
    rows = [one for one in published(loaded.results) if one["council"] == council]
    return [
        [
            {"text": one["measure"], "note": one["title"]},
            one["age"] if one["age"] != TOTAL else one["gender"],
            outcome(one),
            margin(one),
            answers(one),
        ]
        for one in rows
        if one["age"] != TOTAL or one["gender"] != TOTAL
    ]


def outcome(one: Mapping[str, Any]) -> str:
    if one["marker"]:
        return MARKERS[one["marker"]]
    return f"{one['outcome']}%" if one["unit"] == "percent" else str(one["outcome"])


def margin(one: Mapping[str, Any]) -> str:
    if one["margin_of_error"] is None:
        return "Not known" if not one["marker"] else ""
    return f"± {one['margin_of_error']}{' points' if one['unit'] == 'percent' else ''}"


def answers(one: Mapping[str, Any]) -> str:
    if one["denominator"] is None:
        return ""
    return (
        f"{one['numerator']:,} of {one['denominator']:,}"
        if one["numerator"] is not None
        else (f"{one['denominator']:,}")
    )


def councils(loaded: LoadedSurvey) -> list[str]:
    return sorted({one["council"] for one in loaded.results})


def strata(loaded: LoadedSurvey, council: str) -> list[list[Any]]:
    return [
        [
            STRATA.get(one["number"], f"Stratum {one['number']}"),
            "Not known" if one["population"] is None else f"{one['population']:,}",
            f"{one['asked']:,}",
            MARKERS[SUPPRESSED] if one["answered"] is None else f"{one['answered']:,}",
        ]
        for one in strata_published(loaded.strata, framework_of(loaded.year))
        if one["council"] == council
    ]


def too_few_words(loaded: LoadedSurvey) -> str:
    """The national rule of the year, in words."""
    if framework_of(loaded.year) == NEW:
        return "fewer than five people’s answers"
    return "one or two people’s answers"


def faults(loaded: LoadedSurvey, council: str) -> list[list[Any]]:
    """In which column, why, and in how many cells; those without a council's code stand with every council's."""
    return [
        [one["field"], one["message"], f"{one['cells']:,}"]
        for one in loaded.faults
        if one["la_code"] in ("", council)
    ]


def to_put_right(found: Iterable[Fault]) -> list[list[Any]]:
    return [[f"Row {one.row}", one.key, one.field, one.value, one.message] for one in found]


def framework_words(loaded: LoadedSurvey) -> str:
    return f"Codes are those of the {framework_of(loaded.year)} framework"


def csv_of_figures(loaded: LoadedSurvey) -> Iterable[list[Any]]:
    yield list(FIGURES)
    for one in published(loaded.results):
        yield [_cell(one[name]) for name in FIGURES]


def csv_of_faults(loaded: LoadedSurvey) -> Iterable[list[Any]]:
    yield list(FAULTS)
    for one in loaded.faults:
        yield [_cell(one[name]) for name in FAULTS]


def _cell(value: Any) -> Any:
    """Figures stay figures; words that a spreadsheet would take for a formula are made words."""
    if value is None:
        return ""
    return value if isinstance(value, (int, float)) else spreadsheet.escaped(str(value))


def drawn(sample: Sample) -> list[list[Any]]:
    """`People` are all whom the answers speak for: those whom no letter reaches, too."""
    asked = sample.people.by_stratum()
    return [[STRATA[number], f"{sample.population_of(number):,}", f"{asked.get(number, 0):,}"] for number in STRATA]


def left_out_reasons(sample: Sample, chosen: str) -> list[dict[str, Any]]:
    counted = sample.left_out.by_reason()
    return [
        {"text": LeftOut(reason).label, "count": count, "href": f"?why={reason}", "current": reason == chosen}
        for reason, count in sorted(counted.items(), key=lambda one: -one[1])
    ]


def left_out_people(rows: list[LeftOutPerson], user: Any) -> list[list[Any]]:
    """With a link for those who may open the record; others see that there is one, and the reason."""
    open_to_user = visible_subjects(user).in_bulk([one.subject_id for one in rows]) if user.may("people.see") else {}
    return [
        [
            {
                "text": initials_if_restricted(open_to_user[one.subject_id]),
                "href": _where_to_put_right(one, user),
            }
            if one.subject_id in open_to_user
            else "A record that is not open to you",
            one.get_reason_display(),
        ]
        for one in rows
    ]


def _where_to_put_right(one: LeftOutPerson, user: Any) -> str:
    pages = (PUT_RIGHT_AT.get(one.reason, "desk:person"), "desk:person")
    return first_open(user, *(reverse(page, args=[one.subject_id]) for page in pages))
