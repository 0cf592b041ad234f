"""The copy itself: a page to read, the same as data, and the letters as they were sent."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.foundation.accounts.models import Organisation, Team, User
from alongside.foundation.design import words
from alongside.foundation.documents.models import Document
from alongside.foundation.questionnaires.models import Draft, Response
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.rules import council

from .marks import CHOICES
from .rows import Collected, Group

NAMED = (User, Team, Organisation)
# Why a record was closed often speaks of somebody else, and of whom the person is kept safe from.
NEVER_GIVEN = ("restricted_reason",)


def pack(subject: Subject, collected: Collected, *, given_by: User, given_on: date) -> bytes:
    """record.html, record.json and letters/ in one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("record.html", page(subject, collected, given_by=given_by, given_on=given_on))
        archive.writestr("record.json", data(subject, collected, given_on=given_on))
        for group in collected.groups:
            if group.model is Document:
                for letter in group.rows:
                    archive.writestr(f"letters/{letter.file_name}", letter.pdf())
    return packed.getvalue()


def page(subject: Subject, collected: Collected, *, given_by: User, given_on: date) -> str:
    return render_to_string("desk/export/record.jinja", {
        "subject": subject, "given_by": given_by, "given_on": given_on, "left_out": left_out(collected),
        "groups": [(group.title, [row_in_words(group, row) for row in group.rows]) for group in collected.groups],
        "council": council.load(settings.COUNCIL_PACK),
    })


def left_out(collected: Collected) -> list[str]:
    labels = dict(CHOICES)
    return [f"{labels[mark]}: {words.plural(count, 'entry', 'entries')}" for mark, count in collected.left_out.items()]


def data(subject: Subject, collected: Collected, *, given_on: date) -> str:
    kept = {group.model._meta.label_lower: [values(row) for row in group.rows] for group in collected.groups}
    return json.dumps({"record": subject.pk, "given_on": given_on, "left_out": dict(collected.left_out), "rows": kept},
                      cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def values(row: Any) -> dict[str, Any]:
    return {field.name: _value(row, field) for field in row._meta.concrete_fields if field.name not in NEVER_GIVEN}


def _value(row: Any, field: Any) -> Any:
    if not field.is_relation:
        return getattr(row, field.attname)
    number = getattr(row, field.attname)
    if number is None:
        return None
    if issubclass(field.related_model, NAMED):
        return getattr(row, field.name).name
    if field.related_model is Subject:
        # Another person's record is not this person's to be told of.
        return number if number == _own(row) else "another record"
    return number


def _own(row: Any) -> int:
    return int(row.pk if isinstance(row, Subject) else row.subject_id)


def row_in_words(group: Group, row: Any) -> tuple[str, list[tuple[str, str]]]:
    """What it is, and each thing it says; empty ones are left to the data. Not what the row calls itself: that may
    be by the name of somebody else."""
    said = [(_label(field), text) for field in row._meta.concrete_fields
            if field.name not in {"subject", "answers", *NEVER_GIVEN} and not field.primary_key
            and (text := _in_words(row, field))]
    if isinstance(row, (Response, Draft)):
        said += [(line.question.text, line.said) for _, _, lines in check_answers(row) for line in lines if line.text]
    return f"{group.one}, number {row.pk}", said


def _label(field: Any) -> str:
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def _in_words(row: Any, field: Any) -> str:
    value = _value(row, field)
    if value in (None, "", [], {}):
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.is_relation:
        return "" if isinstance(value, int) else str(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return words.moment(timezone.localtime(value))
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)


def titles(collected: Collected) -> list[tuple[str, int]]:
    """What the copy would hold, the most first."""
    def most(group: Group) -> tuple[int, str]:
        return -len(group.rows), group.title

    return [(group.title, len(group.rows)) for group in sorted(collected.groups, key=most)]
