"""Rows that point at a subject, in every slice, found by looking at the models: what a join or a move must carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from alongside.foundation.subjects.models import Subject


def pointing_at_subject() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Each model and its foreign key to a subject, but what is derived, or the ledger itself, or a one-to-one record
    that stays with its subject."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model is Subject or model._meta.app_label == "audit":
            continue
        if getattr(model, "derived", False) or getattr(model, "stays_when_joined", False):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Subject and not field.primary_key:
                yield model, field


def kept(value: Any) -> Any:
    """A value as JSON keeps it, so that before and after can be compared and put back."""
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return value


def values_of(record: models.Model, columns: list[str]) -> dict[str, Any]:
    return {column: kept(getattr(record, column)) for column in columns}
