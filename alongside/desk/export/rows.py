"""Every row of a person's record, found by its `subject`, in whatever slice it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from alongside.foundation import events
from alongside.foundation.audit.install import subject_column
from alongside.foundation.questionnaires.models import Draft, DraftVersion, Response
from alongside.foundation.subjects.models import Subject

from .marks import THIRD_PARTY, marks_of

# Fields by which one row says that it was made from another, as events.source_of writes it.
MADE_FROM = ("source", "about")


@dataclass(frozen=True)
class Group:
    """The rows of one kind."""

    model: type[models.Model]
    rows: list[Any]

    @property
    def title(self) -> str:
        return _upper_first(str(self.model._meta.verbose_name_plural))

    @property
    def one(self) -> str:
        return _upper_first(str(self.model._meta.verbose_name))


@dataclass(frozen=True)
class Collected:
    groups: list[Group]
    # How many rows stayed out, by mark.
    left_out: Counter[str]

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def models_of_a_record() -> Iterator[type[models.Model]]:
    """In the order of the rooms. Not the audit, what is only made for searching, and what says `in_a_copy = False`."""
    for model in apps.get_models(include_auto_created=True):
        ours = model.__module__.startswith("alongside.") and model._meta.app_label != "audit"
        left_aside = getattr(model, "derived", False) or not getattr(model, "in_a_copy", True)
        if ours and model._meta.managed and not left_aside and subject_column(model) is not None:
            yield model


def collect(subject: Subject, chosen: frozenset[str]) -> Collected:
    """Everything but what is marked and was not chosen, and what was made from that."""
    groups = [Group(model, rows) for model in models_of_a_record() if (rows := _rows(model, subject))]
    boxes = 0 if THIRD_PARTY in chosen else _take_out_of_forms([row for group in groups for row in group.rows])
    marks = _marked([row for group in groups for row in group.rows])
    out = {name: mark - chosen for name, mark in marks.items() if mark - chosen}
    kept = [Group(group.model, [row for row in group.rows if events.source_of(row) not in out]) for group in groups]
    left_out = Counter(mark for found in out.values() for mark in found)
    if boxes:
        left_out[THIRD_PARTY] += boxes
    return Collected([group for group in kept if group.rows], left_out)


def _take_out_of_forms(rows: list[Any]) -> int:
    """What a form asks from or about somebody else, out of the rows as they are given; how many answers."""
    taken = 0
    for row in rows:
        if isinstance(row, (Response, Draft, DraftVersion)):
            declared = (row.draft if isinstance(row, DraftVersion) else row).declared
            others = declared.about_others & set(row.answers)
            row.answers = {key: value for key, value in row.answers.items() if key not in others}
            taken += len(others)
    return taken


def _rows(model: type[models.Model], subject: Subject) -> list[Any]:
    column = subject_column(model)
    assert column is not None
    to_one = [field.name for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]
    return list(model._default_manager.filter(**{column.attname: subject.pk}).select_related(*to_one).order_by("pk"))


def _marked(rows: list[Any]) -> dict[str, set[str]]:
    """The marks of each row, by events.source_of. They spread until nothing more is touched: over the versions of a
    note, to its line and its task, to the form that was signed for it."""
    linked: dict[str, set[str]] = {}
    present = {events.source_of(row) for row in rows}
    for row in rows:
        here = events.source_of(row)
        for other in _made_from(row) | _belongs_to(row):
            if other in present:
                linked.setdefault(here, set()).add(other)
                linked.setdefault(other, set()).add(here)
    marks = {events.source_of(row): found for row in rows if (found := marks_of(row))}
    waiting = list(marks)
    while waiting:
        here = waiting.pop()
        for other in linked.get(here, ()):
            if marks[here] - marks.get(other, set()):
                marks[other] = marks.get(other, set()) | marks[here]
                waiting.append(other)
    return marks


def _made_from(row: Any) -> set[str]:
    """A line, a task or a letter made from another row; a row about the person as a whole spreads nothing."""
    sources = {getattr(row, name, "") for name in MADE_FROM}
    return {source for source in sources if isinstance(source, str) and not source.startswith("subjects.")}


def _belongs_to(row: Any) -> set[str]:
    """The version a row corrects, and the signed form and the task that are its own."""
    found = set()
    for field in row._meta.concrete_fields:
        own = field.one_to_one and field.related_model._meta.label in {"questionnaires.Response", "work.Task"}
        version = field.is_relation and field.related_model is type(row) and field.one_to_one
        if (own or version) and getattr(row, field.attname):
            found.add(f"{field.related_model._meta.label_lower}:{getattr(row, field.attname)}")
    return found
