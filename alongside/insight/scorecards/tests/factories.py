"""Indicators and sets in memory, and figures in the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alongside.insight.scorecards import actions
from alongside.insight.scorecards.definition import formula
from alongside.insight.scorecards.definition.shapes import Indicator, ScorecardSet, Section, Source, Target
from alongside.insight.scorecards.models import TypedValue

SOURCE = Source("Our plan")


def make_indicator(**details: Any) -> Indicator:
    text = details.pop("formula", 'typed("value")')
    usual: dict[str, Any] = {
        "code": "A1", "title": "People at home", "sections": ("home",), "unit": "count", "better": "higher",
        "aim": "increase", "owner": "", "frequency": "year", "inputs": {"value": "The figure"},
        "baseline": Target(status="none_given"), "baseline_period": "", "targets": {}, "source": SOURCE,
    }
    return Indicator(**(usual | details), formula=formula.read(text), formula_words=text)


def make_set(*indicators: Indicator, **details: Any) -> ScorecardSet:
    years = tuple(sorted({year for one in indicators for year in one.targets}))
    usual: dict[str, Any] = {"key": "ours", "title": "Ours", "council": "", "kind": "targets", "about": "What we do",
                             "source": SOURCE, "sections": (Section("home", "At home"),), "years": years}
    return ScorecardSet(**(usual | details), indicators=indicators)


def type_one(by: Any, value: Any, *, code: str = "A1", period: str = "2018-19", set_key: str = "ours", place: str = "",
             name: str = "value", **details: Any) -> list[TypedValue]:
    given = None if value is None else Decimal(str(value))
    return actions.type_figure(set_key=set_key, code=code, period=period, place=place, values={name: given}, by=by,
                               evidence=details.pop("evidence", "Report of 3 May"), **details)
