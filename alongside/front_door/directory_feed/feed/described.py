"""The feed described for programs: OpenAPI, made from the parameters that it reads."""

from __future__ import annotations

from typing import Any

from . import asked

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
LISTS: dict[str, tuple[str, tuple[asked.Parameter, ...]]] = {
    "services": ("Services, by name or the nearest first", asked.OF_SERVICES),
    "service_at_locations": ("Each service at each of its places", asked.OF_SERVICES),
    "taxonomies": ("The taxonomies that terms come from", asked.OF_TAXONOMIES),
    "taxonomy_terms": ("What services may be about", asked.OF_TERMS),
    "organizations": ("Who offers them", asked.OF_ORGANISATIONS),
}
PAGE = {
    "type": "object",
    "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
    "properties": {
        **{name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")},
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
        "contents": {"type": "array", "items": {"type": "object"}},
    },
}
PROBLEM = {"type": "object", "required": ["detail"],
           "properties": {"detail": {"type": "string"}, "parameter": {"type": "string"}}}


def openapi(server: str) -> dict[str, Any]:
    paths: dict[str, Any] = {"/": {"get": {
        "operationId": "about", "summary": "What this feed is", "responses": _answers({"type": "object"})}}}
    for name, (about, parameters) in LISTS.items():
        paths[f"/{name}"] = {"get": {
            "operationId": name, "summary": about, "parameters": [_parameter(one) for one in parameters],
            "responses": _answers(PAGE, 400)}}
        paths[f"/{name}/{{id}}"] = {"get": {
            "operationId": f"one_of_{name}", "summary": f"{about}: one of them, with all that belongs to it",
            "parameters": [{"in": "path", "name": "id", "required": True, "schema": asked.ID}],
            "responses": _answers({"type": "object"}, 404)}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open Referral UK", "version": VERSION,
                 "description": "What there is near people. Open to everybody, without a key."},
        "servers": [{"url": server}], "paths": paths,
    }


def _parameter(one: asked.Parameter) -> dict[str, Any]:
    schema = {"type": "array", "items": one.schema} if one.many else one.schema
    said = {"in": "query", "name": one.name, "required": False, "description": one.about, "schema": schema}
    return {**said, "style": "form", "explode": False} if one.many else said


def _answers(schema: dict[str, Any], *problems: int) -> dict[str, Any]:
    def holds(what: dict[str, Any]) -> dict[str, Any]:
        return {"application/json": {"schema": what}}

    words = {400: "A parameter cannot be understood; the answer names it.", 404: "No published record has this id.",
             429: "Asked too often; the answer says when to go on."}
    return {"200": {"description": "What was asked for.", "content": holds(schema)},
            **{str(one): {"description": words[one], "content": holds(PROBLEM)} for one in (*problems, 429)}}
