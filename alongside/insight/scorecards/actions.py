"""Typing a figure, writing on an indicator, and rating it otherwise than the rule. Nothing written is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from psycopg import errors

from alongside.foundation.accounts.models import User

from .loading import Typed
from .models import Commentary, Feedback, Override, TypedValue, Written

W = TypeVar("W", bound=Written | Feedback)


class NotNow(Exception):
    """It cannot be written as things stand: one sentence."""


def _standing(model: type[W], **which: str) -> W | None:
    """What stands, held until this is done, so that two corrections cannot both follow it."""
    rows: models.QuerySet = model.objects.filter(**which, replaced_by=None)
    return rows.select_for_update(of=("self",)).first()


def _write(model: type[W], **values: Any) -> W:
    """A new row; where a colleague was first by a moment, theirs stands and the second is told."""
    try:
        with transaction.atomic():
            return model.objects.create(**values)
    except IntegrityError as problem:
        if not isinstance(problem.__cause__, errors.UniqueViolation):
            raise
        raise NotNow("A colleague saved one a moment ago. Open the page again to see it.") from problem


@transaction.atomic
def type_figure(*, set_key: str, code: str, period: str, values: Mapping[str, Decimal | None], evidence: str, by: User,
                place: str = "", rank: int | None = None, out_of: int | None = None,
                reason: str = "") -> list[TypedValue]:
    """The figure's inputs for a time. Those that stay get no new version; a corrected one needs a reason."""
    written = []
    for name, value in values.items():
        which = {"set_key": set_key, "code": code, "period": period, "place": place, "name": name}
        before = _standing(TypedValue, **which)
        if before is None and value is None:
            continue
        same = before and (before.value, before.rank, before.out_of, before.evidence) == (value, rank, out_of, evidence)
        if same:
            continue
        if before and not reason:
            raise NotNow("Say why the figure is corrected.")
        written.append(_write(
            TypedValue, **which, value=value, rank=rank, out_of=out_of, evidence=evidence, by=by, replaces=before,
            reason=reason if before else "",
        ))
    return written


@transaction.atomic
def load_figures(*, set_key: str, typed: Iterable[Typed], by: User, reason: str = "") -> int:
    """A file of figures, all or none; how many were written. Those that stand unchanged get no new version."""
    return sum(len(type_figure(
        set_key=set_key, code=one.code, period=one.period, place=one.place, values=one.values, evidence=one.evidence,
        rank=one.rank, out_of=one.out_of, reason=reason, by=by)) for one in typed)


@transaction.atomic
def keep_feedback(*, set_key: str, place: str, heard_on: date, source: str, words: str, by: User,
                  about: str = "mixed", done: str = "", replaces: Feedback | None = None) -> Feedback:
    """What somebody said of a place. Put right by another entry, which names the one it takes the place of."""
    return _write(Feedback, set_key=set_key, place=place, heard_on=heard_on, source=source, words=words, about=about,
                  done=done, by=by, replaces=replaces)


@transaction.atomic
def comment(*, set_key: str, code: str, year: str, narrative: str, action: str, by: User) -> Commentary:
    before = _standing(Commentary, set_key=set_key, code=code, year=year)
    if before and (before.narrative, before.action) == (narrative, action):
        return before
    return _write(
        Commentary, set_key=set_key, code=code, year=year, narrative=narrative, action=action, by=by, replaces=before)


@transaction.atomic
def override(*, set_key: str, code: str, year: str, colour: str, rule_said: str, reason: str, by: User) -> Override:
    """Another rating than the rule's; or, without a colour, the rule's again."""
    if not reason:
        raise NotNow("Say why it is rated otherwise than by the rule.")
    before = _standing(Override, set_key=set_key, code=code, year=year)
    if not colour and (before is None or not before.colour):
        raise NotNow("The rule’s rating stands already.")
    return _write(Override, set_key=set_key, code=code, year=year, colour=colour, rule_said=rule_said,
                  reason=reason, by=by, replaces=before)
