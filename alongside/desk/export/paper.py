"""The copy itself: a page to read, the same as data, and the letters as they were sent."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.foundation.accounts.models import Organisation, Team, User
from alongside.foundation.design import words
from alongside.foundation.documents import typeset
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.presenters import letter_of
from alongside.foundation.questionnaires.models import Draft, Response
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.rules import council

from .marks import in_words
from .others import IN_PLAIN_WORDS, Masks, masks, never_given
from .rows import Collected, Group

NAMED = (User, Team, Organisation)


def pack(subject: Subject, collected: Collected, *, given_by: User, given_on: date,
         tell: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """record.html, record.json and letters/ in one file. `tell` hears how many kinds of record are written."""
    hidden = masks(row for group in collected.groups for row in group.rows)
    packed = io.BytesIO()
    pages, kept = [], {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, group in enumerate(collected.groups):
            tell(number, len(collected.groups))
            pages.append((group.title, [row_in_words(group, row, hidden) for row in group.rows]))
            kept[group.model._meta.label_lower] = [values(row, hidden) for row in group.rows]
            if group.model is Document:
                for letter in group.rows:
                    archive.writestr(f"letters/{letter.file_name}", _letter(letter, hidden))
        archive.writestr("record.html", page(subject, collected, pages, given_by=given_by, given_on=given_on))
        archive.writestr("record.json", data(subject, collected, kept, given_on=given_on))
    return packed.getvalue()


def _letter(letter: Document, hidden: Masks) -> bytes:
    """As it was sent; set again where it says how to reach somebody else."""
    shown = hidden.letter(letter)
    return letter.pdf() if shown is None else typeset.pdf(letter_of(shown))


def page(subject: Subject, collected: Collected, groups: list[Any], *, given_by: User, given_on: date) -> str:
    return render_to_string("desk/export/record.jinja", {
        "subject": subject, "given_by": given_by, "given_on": given_on, "left_out": in_words(collected.left_out),
        "never": IN_PLAIN_WORDS, "groups": groups, "council": council.load(settings.COUNCIL_PACK),
    })


def data(subject: Subject, collected: Collected, rows: dict[str, Any], *, given_on: date) -> str:
    return json.dumps({"record": subject.pk, "given_on": given_on, "left_out": dict(collected.left_out),
                       "never_given": IN_PLAIN_WORDS, "rows": rows},
                      cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def values(row: Any, hidden: Masks) -> dict[str, Any]:
    out = never_given(row)
    return {field.name: _shown(row, field, hidden) for field in row._meta.concrete_fields if field.name not in out}


def _shown(row: Any, field: Any, hidden: Masks) -> Any:
    value = _value(row, field)
    return value if field.is_relation else hidden.value(value)


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


def row_in_words(group: Group, row: Any, hidden: Masks) -> tuple[str, list[tuple[str, str]]]:
    """What it is, and each thing it says; empty ones are left to the data. Not what the row calls itself: that may
    be by the name of somebody else."""
    out = {"subject", "answers", *never_given(row)}
    said = [(_label(field), text) for field in row._meta.concrete_fields
            if field.name not in out and not field.primary_key and (text := _in_words(row, field))]
    if isinstance(row, (Response, Draft)):
        said += [(line.question.text, line.said) for _, _, lines in check_answers(row) for line in lines if line.text]
    return f"{group.one}, number {row.pk}", [(label, hidden.words(text)) for label, text in said]


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
