"""A form of a page as an OpenAPI description, so that a fuzzer knows what is asked and can answer otherwise."""

from __future__ import annotations

from typing import Any

from tests.public.visitor import Form

WELL_FORMED: dict[str, dict[str, Any]] = {
    "email": {"type": "string", "format": "email"}, "number": {"type": "integer"},
    "date": {"type": "string", "format": "date"}, "file": {"type": "string", "format": "binary"},
}


def described(form: Form) -> dict[str, Any]:
    """One document for one form: its fields in the body, or in the address where the form only looks."""
    path, _, _ = form.path.partition("?")
    fields = {name: schema(said) for name, said in form.fields.items()}
    fields |= {name: {"type": "string", "enum": [value for key, value in form.buttons if key == name]}
               for name, _ in form.buttons}
    operation: dict[str, Any] = {"responses": {"200": {"description": "The next page, or this one with what is wrong"}}}
    if form.method == "GET":
        operation["parameters"] = [{"name": name, "in": "query", "schema": said} for name, said in fields.items()]
    else:
        files = any(said["type"] == "file" for said in form.fields.values())
        kind = "multipart/form-data" if files else "application/x-www-form-urlencoded"
        operation["requestBody"] = {"required": True, "content": {kind: {"schema": {
            "type": "object", "properties": fields}}}}
    return document({path: {form.method.lower(): operation}})


def schema(said: dict[str, Any]) -> dict[str, Any]:
    if said["options"]:
        one = {"type": "string", "enum": sorted(set(said["options"]))}
        return {"type": "array", "items": one} if said["type"] == "checkbox" else one
    return WELL_FORMED.get(said["type"], {"type": "string"})


def document(paths: dict[str, Any]) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "What the public may ask", "version": "1"}, "paths": paths}
