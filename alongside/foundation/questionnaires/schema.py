"""A declaration as JSON Schema, and its fields of the national return."""

from __future__ import annotations

from typing import Any

from .answers import ROW, options
from .declare import Question, Questionnaire


def json_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    questions = list(questionnaire.questions())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"alongside:questionnaire:{questionnaire.key}:{questionnaire.version}",
        "title": questionnaire.title,
        "type": "object",
        "properties": {question.key: _property(question) for question in questions},
        # A question asked on a condition can be required only by somebody who knows the other answers.
        "required": [question.key for section in questionnaire.sections if section.asked_if is None
                     for question in section.questions if question.required and question.asked_if is None],
        "additionalProperties": False,
    }


def _property(question: Question) -> dict[str, Any]:
    said = {"title": question.text, **({"description": question.hint} if question.hint else {})}
    codes = [{"const": code, "title": label} for code, label in options(question)] if (
        question.kind in ("choice", "choices", "yes_no", "yes_no_unknown")) else []
    match question.kind:
        case "choice" | "yes_no" | "yes_no_unknown":
            return {**said, "type": "string", "oneOf": codes}
        case "choices":
            return {**said, "type": "array", "items": {"type": "string", "oneOf": codes}, "uniqueItems": True,
                    "minItems": 1}
        case "date":
            return {**said, "type": "string", "format": "date"}
        case "number":
            return {**said, "type": "number"}
        case "money":
            return {**said, "type": "string", "pattern": r"^-?\d+\.\d\d$"}
        case "rows":
            row = {one.key: _property(one) for one in question.questions}
            return {**said, "type": "array", "minItems": 1, "items": {
                "type": "object", "properties": {ROW: {"type": "string"}, **row}, "additionalProperties": False,
                "required": [one.key for one in question.questions if one.required and one.asked_if is None]}}
        case _:
            return {**said, "type": "string", "minLength": 1, "maxLength": question.longest}


def national_fields(questionnaire: Questionnaire) -> dict[str, str]:
    """Which question answers which field of the national return: {"CarerHours": "hours"}."""
    fields: dict[str, str] = {}
    for question in questionnaire.questions():
        for name, key in [(question.national, question.key),
                          *((one.national, f"{question.key}.{one.key}") for one in question.questions)]:
            if name and name in fields:
                raise ValueError(f"{questionnaire.key}: {name} has two sources, {fields[name]} and {key}")
            if name:
                fields[name] = key
    return fields
