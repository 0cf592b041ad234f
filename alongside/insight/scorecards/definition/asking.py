"""One part of a file, asked for what it must and may hold; whatever else stands in it is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn, TypeVar

from .yaml_file import BadScorecard

T = TypeVar("T")
MISSING: Any = object()
LARGEST = Decimal(10) ** 12


class Part:
    """A mapping at a place of a file. Ask for each key once, then `done()`."""

    def __init__(self, file: str, place: str, content: Any) -> None:
        self.file, self.place = file, place
        if not isinstance(content, dict):
            self.refuse("keys and values are expected here")
        self.content = {str(key): value for key, value in content.items()}
        self.asked: set[str] = set()

    def refuse(self, reason: str, key: str = "") -> NoReturn:
        raise BadScorecard(self.file, ", ".join(part for part in (self.place, key) if part), reason)

    def done(self) -> None:
        for key in self.content:
            if key not in self.asked:
                self.refuse(f"`{key}` is not a key here; there are {', '.join(sorted(self.asked))}")

    def value(self, key: str, default: Any = MISSING) -> Any:
        self.asked.add(key)
        found = self.content.get(key, MISSING)
        if found is MISSING or found is None:
            if default is MISSING:
                self.refuse(f"`{key}` is missing")
            return default
        return found

    def words(self, key: str, default: Any = MISSING) -> str:
        found = self.value(key, default)
        if not isinstance(found, str) or (not found.strip() and default is MISSING):
            self.refuse(f"words are expected, not {found!r}", key)
        return " ".join(found.split())

    def choice(self, key: str, choices: Iterable[str], default: Any = MISSING) -> str:
        found = self.value(key, default)
        if not isinstance(found, str) or found not in choices:
            self.refuse(f"{found!r} is not one of {', '.join(choices)}", key)
        return found

    def yes(self, key: str, default: bool = False) -> bool:
        found = self.value(key, default)
        if not isinstance(found, bool):
            self.refuse(f"yes or no is expected, not {found!r}", key)
        return found

    def whole(self, key: str, default: int, most: int) -> int:
        found = self.value(key, default)
        if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= most:
            self.refuse(f"a whole number from 0 to {most} is expected, not {found!r}", key)
        return found

    def number(self, key: str, default: Any = MISSING) -> Decimal | None:
        found = self.value(key, default)
        return None if found is None else self.as_number(found, key)

    def as_number(self, found: Any, key: str) -> Decimal:
        """A number, or yes and no as 1 and 0. Words are refused: what is no number is a status."""
        try:
            value = Decimal(int(found)) if isinstance(found, bool) else Decimal(str(found)) \
                if isinstance(found, (int, float)) else None
        except InvalidOperation:
            value = None
        if value is None or not value.is_finite() or abs(value) > LARGEST:
            self.refuse(f"a number is expected, not {found!r}; for what has no number yet write a status", key)
        return value

    def part(self, key: str, default: Any = MISSING) -> Part:
        return Part(self.file, self._at(key), self.value(key, default))

    def parts(self, key: str, name_by: str, default: Any = MISSING) -> list[Part]:
        """A list of mappings; each says in refusals which it is, by its own key."""
        found = self.value(key, default)
        if not isinstance(found, list) or (not found and default is MISSING):
            self.refuse("a list with at least one entry is expected", key)
        return [Part(self.file, self._at(key, self._named(one, name_by, number)), one)
                for number, one in enumerate(found, 1)]

    def read(self, key: str, how: Callable[[Any], T], refused: type[Exception], default: Any = MISSING) -> T:
        found = self.value(key, default)
        try:
            return how(found)
        except refused as problem:
            self.refuse(str(problem).rstrip("."), key)

    def _at(self, *keys: str) -> str:
        return ", ".join(part for part in (self.place, *keys) if part)

    @staticmethod
    def _named(one: Any, name_by: str, number: int) -> str:
        return str(one[name_by])[:60] if isinstance(one, dict) and one.get(name_by) else f"number {number}"


def unique(part: Part, key: str, found: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in found:
        if one in seen:
            part.refuse(f"{one!r} is there twice", key)
        seen.add(one)
