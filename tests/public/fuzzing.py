"""What a machine makes up, sent to a form as somebody has it open, to the feed and to the interface; nothing stays.

A form is asked at the moment it is met, with the browser that has it open: its draft is there and whoever it is for is
signed in. What it answers then is noted by form, so that a form that was asked in vain is known.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from alongside.front_door.directory.models import Organisation, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm
from alongside.rules import registry
from tests.public.openapi import WELL_FORMED, described
from tests.public.visitor import Form

REQUESTS = int(os.environ.get("ALONGSIDE_FUZZ", "1200"))
ALWAYS_THE_SAME = "ALONGSIDE_FUZZ" not in os.environ
# About so many forms are met, and so many operations of the feed and the interface are there: what each is asked.
FORMS, OPERATIONS = 300, 30
TURNS = 3
ORIGIN = "http://testserver"
BOTH = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


class Asked:
    """What was sent, by where to, and what came back."""

    def __init__(self) -> None:
        self.answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.statuses: Counter[int] = Counter()
        self.wrong: list[str] = []

    @property
    def many(self) -> int:
        return self.statuses.total()

    def note(self, name: str, case: schemathesis.Case, answer: Any) -> None:
        self.statuses[answer.status_code] += 1
        self.answers[name][f"{answer.status_code} {answer.get('Location', '')}".strip()] += 1
        if answer.status_code >= 500:
            problem = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            self.wrong.append(f"{name}: {answer.status_code} {type(problem).__name__} {str(problem)[:200]}\n"
                              f"    {case.as_curl_command()[:600]}")


def send(case: schemathesis.Case, cookies: dict[str, str], headers: dict[str, str]) -> Any:
    """What the fuzzer made up, as it would come over the line; nothing of it stays."""
    asked = requests.Request(**case.as_transport_kwargs(base_url=ORIGIN)).prepare()
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies)
    cache.clear()  # there the interface counts who asks too often; other counts go with the transaction
    with transaction.atomic():
        answer = client.generic(
            asked.method or "GET", asked.path_url, asked.body or b"",
            content_type=asked.headers.get("Content-Type", "application/octet-stream"),
            headers={key: value for key, value in asked.headers.items() if not key.startswith("Content-")} | headers)
        answer.getvalue()
        transaction.set_rollback(True)
    return answer


def ask(
    operation: Any, many: int, asked: Asked, *, name: str = "", cookies: dict[str, str] | None = None,
    headers: dict[str, str] | None = None, turn: int = 0, modes: tuple[GenerationMode, ...] = BOTH,
) -> None:
    """About so many, half of them well formed and half not."""
    for mode in modes:

        @settings(max_examples=max(many, 4) // len(modes), deadline=None, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def one(case: schemathesis.Case) -> None:
            asked.note(name or f"{operation.method.upper()} {operation.path}", case,
                       send(case, cookies or {}, headers or {}))

        with suppress(Unsatisfiable):
            (seed(turn)(one) if ALWAYS_THE_SAME else one)()


class Forms(Asked):
    """Of every form there is: asked when it is met. Forms of few answers leave what they do not use to the others."""

    def __init__(self) -> None:
        super().__init__()
        self.met: dict[str, Form] = {}

    def __call__(self, form: Form) -> None:
        name = named(form)
        self.met[name] = form
        # Where there are boxes for words alone, whatever is sent is well formed: to look for more would take minutes.
        chosen = form.buttons or any(said["options"] or said["type"] in WELL_FORMED for said in form.fields.values())
        modes = BOTH if chosen else BOTH[:1]
        for turn in range(TURNS):
            left = len(self.met) * REQUESTS // FORMS - self.many
            if turn and left < 2:
                break
            for found in schemathesis.openapi.from_dict(described(form)).get_all_operations():
                ask(found.ok(), left, self, name=name, cookies=form.cookies, turn=turn, modes=modes)


def named(form: Form) -> str:
    return f"{form.method} {form.path} {' '.join(sorted(form.fields))}".strip()


def described_by(address: str) -> dict[str, Any]:
    """What the service says of itself, its paths as somebody has to ask for them."""
    raw: dict[str, Any] = Client().get(address).json()
    before = urlsplit((raw.pop("servers", []) or [{"url": ""}])[0]["url"]).path.rstrip("/")
    raw["paths"] = {before + path: said for path, said in raw["paths"].items()}
    return raw


def operations(raw: dict[str, Any]) -> list[Any]:
    return [found.ok() for found in schemathesis.openapi.from_dict(raw).get_all_operations()]


def of_the_feed() -> list[Any]:
    """Every list, every single one by an id that is made up, and one of each kind that is there."""
    raw = described_by("/openreferral/v3/openapi.json")
    published = Service.objects.published()
    there = {"services": published, "service_at_locations": ServiceAtLocation.objects.filter(service__in=published),
             "taxonomies": Taxonomy.objects.all(), "taxonomy_terms": TaxonomyTerm.objects.all(),
             "organizations": Organisation.objects.filter(services__in=published)}
    for kind, found in there.items():
        path = next(path for path in raw["paths"] if path.endswith(f"/{kind}/{{id}}"))
        said = raw["paths"][path]["get"]
        own = [one for one in said["parameters"] if one["name"] != "id"]
        raw["paths"][path.replace("{id}", str(found.earliest("pk").uid))] = {"get": {**said, "parameters": own}}
    return operations(raw)


def of_the_interface() -> list[Any]:
    """Referrals, and each rule with the facts that it takes."""
    raw = described_by("/api/v1/openapi.json")
    paths = {path: said for path, said in raw["paths"].items()
             if path.endswith(("/referrals", "/referrals/{reference}"))}
    asking = next(path for path in raw["paths"] if path.endswith("/decide/{rule}"))
    paths[asking] = raw["paths"][asking]  # with names of no rule
    for rule in registry.list_rules():
        facts = {key: said for key, said in rule.schema.items() if key != "$schema"}
        body = {"type": "object", "required": ["facts"], "additionalProperties": False, "properties": {
            "facts": facts, "on": {"type": "string", "format": "date"}}}
        paths[asking.replace("{rule}", rule.name)] = {
            "get": {"responses": {"200": {"description": "What it takes"}}},
            "post": {"requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                     "responses": {"200": {"description": "What it decides"}}}}
    return operations({**raw, "paths": paths})
