"""Something recorded on the wrong person, moved to the right one with everything that hangs on it, and its trail."""

from __future__ import annotations

from django.db import DatabaseError, models, transaction
from django.urls import reverse

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.people.people.models import EntryMove
from alongside.people.people.search import refresh_search

from .rows import pointing_at_subject

MOVED_AWAY = events.Kind("people.entry_moved_away", "details")
MOVED_HERE = events.Kind("people.entry_moved_here", "details")


class CannotMove(Exception):
    """Why this cannot be moved, in a sentence."""


@transaction.atomic
def move_entry(*, record: models.Model, to_subject: Subject, reason: str, by: User) -> EntryMove:
    """Move a record, the rows that belong to it and the timeline lines, tasks and decisions that came from it."""
    if not any(type(record) is model and field.name == "subject" for model, field in pointing_at_subject()):
        raise CannotMove("This is not something that is recorded on a person.")
    from_subject = Subject.objects.get(pk=record.subject_id)
    if from_subject.pk == to_subject.pk:
        raise CannotMove("It is on this person’s record already.")
    if to_subject.merged_into_id:
        raise CannotMove("That record is joined to another. Move it to the record that goes on.")
    travelling = _with_what_hangs_on(record, from_subject)
    try:
        with transaction.atomic():
            for one in travelling:
                type(one)._default_manager.filter(pk=one.pk).update(subject=to_subject)
    except DatabaseError:
        raise CannotMove("The other record has its own of this already, so it cannot have both. "
                         "End one of them first.") from None
    words = str(record)[:300] or record._meta.verbose_name.capitalize()
    move = EntryMove.objects.create(
        subject=to_subject, moved_from=from_subject, entry=events.source_of(record), entry_in_words=words,
        rows=[events.source_of(one) for one in travelling], reason=reason, moved_by=by,
    )
    kind = str(record._meta.verbose_name)
    events.record(subject=from_subject, kind=MOVED_AWAY, title=f"Moved to another record: {kind}", detail=reason,
                  by=by, source=move)
    events.record(subject=to_subject, kind=MOVED_HERE, title=f"Moved here from another record: {kind}", detail=reason,
                  by=by, source=move, url=reverse("people:details", args=[to_subject.pk]))
    refresh_search([from_subject.pk, to_subject.pk])
    return move


def _with_what_hangs_on(record: models.Model, subject: Subject) -> list[models.Model]:
    """The record, rows with a foreign key to it and the same subject, theirs in turn, and what names it as source."""
    with_subject = [model for model, field in pointing_at_subject() if field.name == "subject"]
    found: dict[tuple[str, object], models.Model] = {}
    waiting = [record]
    while waiting:
        one = waiting.pop()
        key = (one._meta.label_lower, one.pk)
        if key in found:
            continue
        found[key] = one
        for model in with_subject:
            rows = model._default_manager.filter(subject=subject)
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is type(one):
                    waiting += list(rows.filter(**{field.name: one.pk}))
                elif field.name == "source" and isinstance(field, models.CharField):
                    waiting += list(rows.filter(source=events.source_of(one)))
    return list(found.values())
