"""The sets there are: the council's own, from its pack, and the examples that ship. Read again when a file changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from alongside.insight.measures.registry import computed

from .counts import COUNTS
from .definition.reading import read_set
from .definition.shapes import ScorecardSet
from .definition.yaml_file import BadScorecard

EXAMPLES = Path(__file__).resolve().parent / "examples"


@dataclass(frozen=True)
class Library:
    """Good sets by key, the council's own first; and one sentence for each file that was refused."""

    sets: tuple[ScorecardSet, ...]
    refused: tuple[str, ...]

    def find(self, key: str) -> ScorecardSet | None:
        return next((one for one in self.sets if one.key == key), None)


def library() -> Library:
    files = [*_files(settings.COUNCIL_PACK / "scorecards", False), *_files(EXAMPLES, True)]
    return _read(tuple(files))


def _files(folder: Path, example: bool) -> list[tuple[Path, bool, int, int]]:
    found = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return [(file, example, (about := file.stat()).st_mtime_ns, about.st_size) for file in found]


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, bool, int, int], ...]) -> Library:
    sets: dict[str, ScorecardSet] = {}
    refused = []
    measures = frozenset(one.key for one in computed())
    for file, example, _, _ in files:
        try:
            one = read_set(file, example=example, measures=measures, counts=frozenset(COUNTS))
        except BadScorecard as problem:
            refused.append(str(problem))
            continue
        if one.key in sets:
            refused.append(f"{file.name}: there is a set called {one.key} already.")
        sets.setdefault(one.key, one)
    return Library(tuple(sets.values()), tuple(refused))
