"""Whatever a machine makes up and sends to a public form, the feed or the API: an answer, and never a breakdown.

A visitor walks through every public page first; then each form they met is answered as nobody would. Fifteen hundred
requests in every run, always the same ones; `make fuzz` asks twenty thousand new ones.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.public.openapi import described
from tests.public.visitor import Visitor

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("ALONGSIDE_FUZZ", "1500"))
ALWAYS_THE_SAME = "ALONGSIDE_FUZZ" not in os.environ
ORIGIN = "http://testserver"


def send(case: schemathesis.Case, cookies: dict[str, str], headers: dict[str, str]) -> Any:
    """What the fuzzer made up, as it would come over the line; nothing of it stays."""
    asked = requests.Request(**case.as_transport_kwargs(base_url=ORIGIN)).prepare()
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies)
    with transaction.atomic():
        answer = client.generic(
            asked.method or "GET", asked.path_url, asked.body or b"",
            content_type=asked.headers.get("Content-Type", "application/octet-stream"),
            headers={key: value for key, value in asked.headers.items() if not key.startswith("Content-")} | headers)
        answer.getvalue()
        transaction.set_rollback(True)
    return answer


def broken_by(operation: Any, cookies: dict[str, str], many: int, headers: dict[str, str] | None = None) -> list[str]:
    """The first thing sent to this operation that broke the page, as a command that does it again."""
    wrong: list[str] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(max_examples=max(many // 2, 2), deadline=None, database=None, derandomize=ALWAYS_THE_SAME,
                  phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            answer = send(case, cookies, headers or {})
            if answer.status_code >= 500:
                problem = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
                wrong.append(f"{case.method} {operation.path}: {answer.status_code} {type(problem).__name__} "
                             f"{str(problem)[:200]}\n    {case.as_curl_command()[:600]}")

        with suppress(Unsatisfiable):  # words alone: no answer to them is a wrong one
            ask()
    return wrong[:1]


def test_no_public_form_breaks(visitor: Visitor, db: None) -> None:
    forms = list(visitor.forms.values())
    assert len(forms) > 10, "the visitor met hardly any form"
    wrong: list[str] = []
    for form in forms:
        schema = schemathesis.openapi.from_dict(described(form))
        for found in schema.get_all_operations():
            wrong += broken_by(found.ok(), form.cookies, REQUESTS // len(forms))
    assert not wrong, "\n".join(wrong)


def described_by(address: str, paths: tuple[str, ...] = ()) -> list[Any]:
    """What the service says of itself: its operations, or those of some paths."""
    raw = Client().get(address).json()
    raw["paths"] = {path: said for path, said in raw["paths"].items() if not paths or path.endswith(paths)}
    return [found.ok() for found in schemathesis.openapi.from_dict(raw).get_all_operations()]


def test_neither_the_feed_nor_the_interface_breaks(visitor: Visitor, db: None) -> None:
    feed = described_by("/openreferral/v3/openapi.json")
    ours = described_by("/api/v1/openapi.json", ("/referrals", "/referrals/{reference}", "/decide/{rule}"))
    assert len(feed) >= 8 and len(ours) >= 3
    wrong: list[str] = []
    for operation in feed + ours:
        wrong += broken_by(operation, {}, REQUESTS // 2 // len(feed + ours), {"Authorization": f"Bearer {visitor.key}"})
    assert not wrong, "\n".join(wrong)
