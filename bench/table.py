"""Results as files and as a table, beside the last of the same size."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")
TARGETS = {
    "open a record": (30, 60),
    "search, misspelt": (30, 60),
    "open a worklist": (30, 60),
    "create a person": (40, None),
}
RECALL = 0.95


def last(people: int) -> dict[str, Any] | None:
    files = sorted(RESULTS.glob(f"{people}-*.json"))
    return json.loads(files[-1].read_text()) if files else None


def write(result: dict[str, Any]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    when = result["measured"][:19].replace(":", "").replace("-", "")
    file = RESULTS / f"{result['people']}-{when}.json"
    file.write_text(json.dumps(result, indent=1) + "\n")
    return file


def shown(result: dict[str, Any], before: dict[str, Any] | None) -> str:
    lines = [
        f"{result['people']:,} people, {result['rows']:,} rows, loaded in {result['load_seconds']} s; "
        f"{result['cores']} cores, load {result['load']}",
        f"{'':18} {'p50 ms':>8} {'p95 ms':>8} {'target':>9}  {'last p50':>8}",
    ]
    for name, taken in result["milliseconds"].items():
        target = TARGETS.get(name)
        words = f"{target[0]}/{target[1]}" if target and target[1] else str(target[0]) if target else ""
        missed = " missed" if target and (taken["p50"] > target[0] or (target[1] and taken["p95"] > target[1])) else ""
        was = before["milliseconds"].get(name, {}).get("p50", "") if before else ""
        lines.append(f"{name:18} {taken['p50']:>8} {taken['p95']:>8} {words:>9}  {was:>8}{missed}")
    missed = " missed" if result["recall_at_20"] < RECALL else ""
    lines.append(
        f"recall@20          {result['recall_at_20']:>8} "
        f"(name alone {result['recall_at_20_name_alone']}; target {RECALL}){missed}"
    )
    return "\n".join(lines)
