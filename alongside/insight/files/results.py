"""What was found in a file, as it is kept beside it: of the check, and of the measures."""

from __future__ import annotations

import json
from typing import Any

from alongside.insight.events.engines import EngineProblem
from alongside.insight.events.problems import CannotBeRead, Problems
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.population import BadPopulation
from alongside.insight.measures.running import BadEvents, measure_files
from alongside.insight.returns.checking import Checked

from .models import GivenFile

# Failing cells and rows left out that the page shows one by one; the file of them has more.
SHOWN = 50


def of_check(checked: Checked) -> dict[str, Any]:
    return {
        "statuses": [one.as_data() for one in checked.statuses],
        "modules": dict(checked.by_module.most_common()),
        "kinds": [one.as_data() for one in checked.kinds],
        "differences": [one.as_data() for one in checked.differences],
        "failures": checked.failures[:SHOWN],
        "warnings": checked.warnings[:SHOWN],
        "failures_kept": len(checked.failures),
        "left_out": _left_out(checked.left_out),
        "rows_left_out": checked.left_out.rows_left_out,
        "passed_over": list(checked.passed_over),
        "notes": list(checked.notes),
    }


def _left_out(problems: Problems) -> list[str]:
    return [one.sentence for one in problems.kept[:SHOWN]]


def of_measures(given: GivenFile) -> dict[str, Any]:
    """The figures, or why there are none: a file without what a measure needs is checked all the same."""
    try:
        answer = measure_files(
            [given.file], Year(given.year), population=given.population, leave_out=True, scratch=given.folder
        )
    except (BadEvents, BadPopulation, CannotBeRead, EngineProblem) as refused:
        return {"no_measures": str(refused)}
    return {"figures": [one.as_data() for one in answer.figures], "measure_notes": list(answer.notes)}


def read(given: GivenFile) -> dict[str, Any] | None:
    """What is kept; nothing where it was deleted."""
    try:
        return json.loads(given.results_file.read_text(encoding="utf-8")) if given.is_kept else None
    except FileNotFoundError:
        return None
