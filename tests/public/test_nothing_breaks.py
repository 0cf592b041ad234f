"""Whatever a machine makes up and sends to a public form, the feed or the API: an answer, and never a breakdown.

A visitor walks through every public page first; then each form they met is answered as nobody would. Fifteen hundred
requests in every run, always the same ones; `make fuzz` asks twenty thousand new ones.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.public.openapi import described
from tests.public.visitor import Visitor

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("ALONGSIDE_FUZZ", "1500"))
ALWAYS_THE_SAME = "ALONGSIDE_FUZZ" not in os.environ
TURNS = 6
ORIGIN = "http://testserver"


class Asked:
    """What was sent, by where to and by what came back: a fuzz that asks little or is turned away proves nothing."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()

    @property
    def many(self) -> int:
        return self.answers.total()

    def enough(self, names: list[str], least: int) -> None:
        silent = [name for name in names if not self.of[name]]
        assert not silent, f"never asked: {silent}"
        assert self.many >= least, f"{self.many} requests of {least}"
        assert self.answers[429] <= self.many / 10, f"turned away as too many: {self.answers}"


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


def broken_by(
    operation: Any, cookies: dict[str, str], many: int, asked: Asked, *, name: str = "", turn: int = 0,
    headers: dict[str, str] | None = None,
) -> list[str]:
    """The first thing sent to this operation that broke the page, as a command that does it again."""
    wrong: list[str] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(max_examples=max(many // 2, 2), deadline=None, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            answer = send(case, cookies, headers or {})
            asked.of[name or operation.path] += 1
            asked.answers[answer.status_code] += 1
            if answer.status_code >= 500:
                problem = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
                wrong.append(f"{case.method} {operation.path}: {answer.status_code} {type(problem).__name__} "
                             f"{str(problem)[:200]}\n    {case.as_curl_command()[:600]}")

        with suppress(Unsatisfiable):  # words alone: no answer to them is a wrong one
            (seed(turn)(ask) if ALWAYS_THE_SAME else ask)()
    return wrong[:1]


def test_no_public_form_breaks(visitor: Visitor, db: None) -> None:
    forms = {f"{form.method} {form.path} {sorted(form.fields)}": form for form in visitor.forms.values()}
    assert len(forms) > 100, "the visitor met hardly any form"
    asked, wrong = Asked(), []
    for turn in range(TURNS):  # a form of few answers is soon exhausted: the others are asked once more
        for name, form in forms.items():
            many = max(REQUESTS - (asked.many if turn else 0), 0) // len(forms)
            if asked.many >= REQUESTS and turn:
                break
            for found in schemathesis.openapi.from_dict(described(form)).get_all_operations():
                wrong += broken_by(found.ok(), form.cookies, many, asked, name=name, turn=turn)
    assert not wrong, "\n".join(wrong)
    asked.enough(list(forms), REQUESTS)
    assert asked.answers[404] <= asked.many / 10, f"nothing was there: {asked.answers}"


def described_by(address: str, paths: tuple[str, ...] = ()) -> list[Any]:
    """What the service says of itself: its operations, or those of some paths."""
    raw = Client().get(address).json()
    raw["paths"] = {path: said for path, said in raw["paths"].items() if not paths or path.endswith(paths)}
    return [found.ok() for found in schemathesis.openapi.from_dict(raw).get_all_operations()]


def test_neither_the_feed_nor_the_interface_breaks(visitor: Visitor, db: None) -> None:
    feed = described_by("/openreferral/v3/openapi.json")
    ours = described_by("/api/v1/openapi.json", ("/referrals", "/referrals/{reference}", "/decide/{rule}"))
    assert len(feed) >= 8 and len(ours) >= 3
    asked, wrong = Asked(), []
    for operation in feed + ours:
        wrong += broken_by(operation, {}, REQUESTS // 2 // len(feed + ours), asked,
                           headers={"Authorization": f"Bearer {visitor.key}"})
    assert not wrong, "\n".join(wrong)
    asked.enough([operation.path for operation in feed + ours], REQUESTS // 4)
