"""A YAML file read strictly: no key twice, no aliases, of bounded size. What is wrong is said with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MOST = 1_000_000


class BadScorecard(ValueError):
    """A file that cannot be a set of indicators: which file, where in it, and why."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        self.file, self.place, self.reason = file, place, reason
        super().__init__(f"{file}{', ' + place if place else ''}: {reason}.")


class _Strict(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.constructor.ConstructorError(None, None, "aliases (*) are not read", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be one word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} is there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes()
        if len(text) > MOST:
            raise BadScorecard(file.name, "", f"it is larger than {MOST:,} bytes")
        content = yaml.load(text.decode("utf-8"), _Strict)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise BadScorecard(file.name, f"line {mark.line + 1}" if mark else "",
                           str(problem.problem or "it cannot be read")) from problem
    except (OSError, UnicodeDecodeError, RecursionError, ValueError, yaml.YAMLError) as problem:
        if isinstance(problem, BadScorecard):
            raise
        raise BadScorecard(file.name, "", f"it cannot be read ({' '.join(str(problem).split())[:200]})") from problem
    if not isinstance(content, dict):
        raise BadScorecard(file.name, "", "it must hold keys and values")
    return content
