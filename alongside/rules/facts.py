"""Facts as they arrive, checked against the schema a rule publishes.

An absent fact equals null. An unknown key or a bad value is refused with one sentence that names the place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from alongside.rules.decision import BadFacts, listed

Schema = dict[str, Any]

YES_NO: Schema = {"type": ["boolean", "null"]}
DAY: Schema = {"type": ["string", "null"], "format": "date"}

_formats = FormatChecker(formats=())


def _is_iso_day(value: object) -> bool:
    return not isinstance(value, str) or iso_day(value) is not None


_formats.checkers = {"date": (_is_iso_day, ())}


def iso_day(text: str) -> date | None:
    """A day written 2026-11-22; other ISO forms are refused, since people do not write them."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, flags=re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day(text: str | None) -> date | None:
    return None if text is None else iso_day(text)


def count(number: float | None) -> int | None:
    """JSON knows 28 and 28.0 as one number."""
    return None if number is None else int(number)


def described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def choice(*values: str) -> Schema:
    return {"enum": [*values, None]}


def whole_number(at_least: int, at_most: int | None = None) -> Schema:
    limit = {} if at_most is None else {"maximum": at_most}
    return {"type": ["integer", "null"], "minimum": at_least, **limit}


def facts_schema(title: str, properties: Mapping[str, Schema]) -> Schema:
    """The published schema of a rule: nothing required, nothing unknown accepted."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
    }


def check_facts(facts: object, schema: Schema) -> dict[str, Any]:
    """The facts themselves when they fit the schema, else `BadFacts` naming the first bad place."""
    if not isinstance(facts, dict):
        raise BadFacts(f"The facts must be a JSON object, not {_shown(facts)}.")
    errors = sorted(Draft202012Validator(schema, format_checker=_formats).iter_errors(facts), key=_order)
    if errors:
        raise BadFacts(_sentence(errors[0]))
    return facts


def _order(error: ValidationError) -> tuple[int, list[str]]:
    # An unknown key first: it is usually a misspelling of the fact that then seems to be missing.
    return (0 if error.validator == "additionalProperties" else 1, [str(step) for step in error.absolute_path])


def _place(error: ValidationError) -> str:
    place = ""
    for step in error.absolute_path:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
    return place


def _sentence(error: ValidationError) -> str:
    place = _place(error)
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        unknown = sorted(str(key) for key in error.instance if key not in known)[0]
        inside = f"{place}.{unknown}" if place else unknown
        return f"{_clipped(inside)} is not a fact this rule knows; it knows {listed(known)}."
    return f"{place} is {_shown(error.instance)}; it must be {_takes(error.schema)}."


def _takes(schema: Schema) -> str:
    if "anyOf" in schema:
        return listed([_takes(option) for option in schema["anyOf"]], "or")
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return listed(["null" if value is None else str(value) for value in schema["enum"]], "or")
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = [_words_for(kind, schema) for kind in types]
    return listed(words, "or")


def _words_for(kind: str, schema: Schema) -> str:
    match kind:
        case "boolean":
            return "true, false"
        case "string":
            return "a day such as 2026-11-22" if schema.get("format") == "date" else "text"
        case "integer":
            upper = f" to {schema['maximum']}" if "maximum" in schema else " or more"
            return f"a whole number, {schema['minimum']}{upper},"
        case "array":
            return f"a list of {_takes(schema['items'])}"
        case "object":
            return "an object"
        case _:
            return kind


def _clipped(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _shown(value: object) -> str:
    try:
        return _clipped(json.dumps(value, ensure_ascii=False))
    except (TypeError, ValueError):
        return _clipped(repr(value))
