"""Two people at one form: whoever saves second is shown what the first saved, and chooses.

    form = SomeForm(request.POST or None, initial=now)
    watch(form, now)
    if request.method == "POST" and form.is_valid():
        if overtaken(form, now):
            return both(request, form, now, what="the name", subject=subject, tables=(Name,), back=…)

Without a person it is about, `row=` says which row of the table it is: `tables=(Team,), row=team.pk`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse

from alongside.foundation.design import words
from alongside.foundation.design.errors import Version, changed_meanwhile
from alongside.foundation.design.forms import DesignForm

SEEN = "seen"
# Who saved last and when, of some tables: by the number of the person it is about, or by the row.
LastChange = Callable[[list[str], int | None, int | None], tuple[str, datetime] | None]
_last_change: list[LastChange] = []


def last_change_comes_from(lookup: LastChange) -> None:
    """Called once, by the slice that keeps every change."""
    _last_change[:] = [lookup]


def _stamp(now: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(now, sort_keys=True, default=str).encode()).hexdigest()[:16]


def watch(form: DesignForm, now: Mapping[str, Any]) -> None:
    """Let the page carry what it was made from; a page sent back with an error keeps what it carried."""
    form.fields[SEEN] = forms.CharField(widget=forms.HiddenInput, required=False)
    form.initial = {**form.initial, SEEN: _stamp(now)}


def overtaken(form: DesignForm, now: Mapping[str, Any]) -> bool:
    """Has the record changed since the page was made? Takes the mark off what the form hands on."""
    seen = form.cleaned_data.pop(SEEN, "")
    return bool(seen) and seen != _stamp(now)


def seen_now(form: DesignForm, now: Mapping[str, Any]) -> None:
    """The page that goes back says what changed: sent again, it is not stopped for the same change."""
    form.data = form.data.copy()
    form.data[SEEN] = _stamp(now)


def both(request: HttpRequest, form: DesignForm, now: Mapping[str, Any], *, what: str,
         tables: Iterable[type[models.Model]], back: str, subject: models.Model | None = None,
         row: int | None = None) -> HttpResponse:
    """Theirs and yours side by side; yours is sent again, over theirs, only if the worker says so."""
    last = _last_change[0]([model._meta.db_table for model in tables], subject.pk if subject else None, row)
    who, when = (last[0], words.moment(last[1])) if last else ("A colleague", "just now")
    sent = {name: values for name, values in request.POST.lists() if name not in (SEEN, "csrfmiddlewaretoken")}
    return changed_meanwhile(
        request, what=what, back=back, hidden={**sent, SEEN: [_stamp(now)]},
        theirs=Version(who, when, _in_words(form, now)),
        yours=Version("You", "now", _in_words(form, {name: form.cleaned_data.get(name) for name in now})),
    )


def _in_words(form: DesignForm, values: Mapping[str, Any]) -> dict[str, str]:
    fields = {name: form.fields[name] for name in values if name in form.fields}
    return {str(field.label): _said(field, values[name]) for name, field in fields.items()}


def _said(field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return words.date(value)
    choices = dict(getattr(field, "choices", ()))
    if isinstance(value, (list, tuple, models.QuerySet)):
        return ", ".join(_said(field, one) for one in value)
    if isinstance(field, forms.ModelChoiceField):
        found = value if isinstance(value, models.Model) else field.queryset.filter(pk=value).first()
        return field.label_from_instance(found) if found else ""
    return str(choices.get(value, value))
