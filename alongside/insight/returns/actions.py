"""Asking for a return, and building it behind the pages."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.rules.national_return.row import Period

from .build import Summary, build, write_down_the_look
from .models import BuiltReturn
from .tasks import build_in_the_background


@transaction.atomic
def ask_for(*, period: Period, by: User) -> BuiltReturn:
    """Put it to the worker; the page shows how far it is."""
    asked = BuiltReturn.objects.create(starts_on=period.start, ends_on=period.end, asked_by=by)
    build_in_the_background.defer(asked_id=asked.pk)
    return asked


def carry_out(asked_id: int) -> None:
    """Build one return into the store. Building it again after a killed worker replaces nothing that was finished."""
    asked = BuiltReturn.objects.select_related("asked_by").get(pk=asked_id)
    if not asked.is_being_built:
        return
    with acting(user=asked.asked_by, why="national return"):
        try:
            _carry_out(asked)
        except Exception:
            BuiltReturn.objects.filter(pk=asked.pk).update(
                finished_at=timezone.now(), failure="It could not be built. Please ask for it again."
            )
            raise


def _carry_out(asked: BuiltReturn) -> None:
    period = Period(asked.starts_on, asked.ends_on)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            summary = build(period, lines)
        with transaction.atomic():
            with file.open("rb") as content:
                name = default_storage.save(f"returns/{asked.pk}.csv", File(content))
            _keep(asked, summary, name)
            write_down_the_look(summary, period, path="national return")


def _keep(asked: BuiltReturn, summary: Summary, name: str) -> None:
    asked.rows = summary.rows
    asked.by_type = dict(summary.by_type)
    asked.failing = dict(summary.failing.most_common())
    asked.problems = summary.problems
    asked.file = name
    asked.finished_at = timezone.now()
    asked.save()
