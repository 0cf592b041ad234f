"""The example council with other choices of what it publishes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[3] / "councils" / "example"


def publishing_otherwise(settings: Any, folder: Path, changes: dict[str, str]) -> None:
    settings.COUNCIL_PACK = shutil.copytree(EXAMPLE, folder)
    file = folder / "policy" / "publishing.yaml"
    text = file.read_text(encoding="utf-8")
    for before, now in changes.items():
        assert before in text, before
        text = text.replace(before, now)
    file.write_text(text, encoding="utf-8")
