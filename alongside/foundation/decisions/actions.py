"""Keeping a statutory decision whole: what the rule said of which facts, and what a named person decided."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import Any

from django.db import transaction

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.rules import registry
from alongside.rules.decision import Decision, figure_as_json

from .models import DecisionRecord


class NeedsReason(ValueError):
    """Somebody decided otherwise than the rule recommends and did not say why."""


@cache
def rule_version(rule: str) -> str:
    """The product's version, and a digest of the rule as it was written then."""
    module = inspect.getmodule(registry.rule(rule).decide)
    source = inspect.getsource(module) if module else ""
    return f"{version('alongside')} {hashlib.sha256(source.encode()).hexdigest()[:12]}"


@transaction.atomic
def keep_decision(
    *,
    subject: Subject,
    rule: str,
    on: date,
    facts: Mapping[str, Any],
    decision: Decision,
    by: User,
    source: str = "",
    decided_outcome: str = "",
    override_reason: str = "",
) -> DecisionRecord:
    """What the rule recommended and what `by` decided: the same, unless `decided_outcome` says otherwise and why."""
    decided = decided_outcome or decision.outcome
    if decided != decision.outcome and not override_reason.strip():
        raise NeedsReason("Say why you decide otherwise than the rule recommends.")
    return DecisionRecord.objects.create(
        subject=subject,
        rule=rule,
        rule_version=rule_version(rule),
        on=on,
        facts=dict(facts),
        source=source,
        outcome=decision.outcome,
        figures={key: figure_as_json(value) for key, value in decision.figures.items()},
        because=list(decision.because),
        law=list(decision.law),
        decided_outcome=decided,
        override_reason=override_reason.strip() if decided != decision.outcome else "",
        decided_by=by,
    )
