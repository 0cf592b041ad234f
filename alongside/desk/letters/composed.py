"""What the letters tab shows: documents, how each arrived, and the messages beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Tag
from alongside.foundation.documents.actions import TO_ARRANGE
from alongside.foundation.documents.blocks import SignOff
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.presenters import formats_note, status_tag
from alongside.foundation.events import source_of
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.rules.council import Council

TAGS = {"queued": "neutral", "sent": "done", "read": "done", "failed": "late", "undelivered": "late", "stopped": "soon"}
MESSAGES = 10


def rows(documents: Iterable[Document]) -> list[list[Any]]:
    """A line for each letter: what, to whom, when and by whom, how it stands."""
    return [
        [
            {"text": document.title, "href": reverse("desk:letter", args=[document.subject_id, document.pk]),
             "note": formats_note(document)},
            document.addressee or "Nobody named", words.date(document.sent_at or document.made_at),
            document.made_by.name if document.made_by else "Alongside", {"text": "", "tag": status_tag(document)},
        ]
        for document in documents
    ]


def deliveries(document: Document) -> list[Fact]:
    """Each way it was sent, and what became of that."""
    sent = Notification.objects.filter(source=source_of(document)).order_by("made_at")
    return [
        Fact(one.get_channel_display(), one.to_name, Tag(one.status_words, TAGS[one.status]),
             note=one.failure or one.returned_why or one.stopped_why or words.moment(one.sent_at))
        for one in sent
    ]


def arranged(document: Document) -> list[Fact]:
    """What has to be made for them elsewhere: by whom and when, and what came of it."""
    tasks = Task.objects.filter(source=source_of(document), kind=TO_ARRANGE).select_related("owner").order_by("pk")
    if not tasks and document.is_draft:
        return [Fact("To arrange once it is sent", what[:1].upper() + what[1:]) for what in document.to_arrange]
    return [
        Fact(task.title, words.date(task.done_at) if task.done_at else f"By {words.date(task.due_on)}",
             Tag("Done", "done") if task.done_at else Tag("To arrange", "soon"),
             note=task.outcome or (task.owner.name if task.owner else ""))
        for task in tasks
    ]


def messages_about(subject: Any) -> list[list[Any]]:
    """Emails and texts that were not letters, newest first."""
    shown = Notification.objects.about(subject).filter(attachment="")[:MESSAGES]
    return [
        [one.title, one.get_channel_display(), one.to_name, words.date(one.made_at),
         {"text": "", "tag": Tag(one.status_words, TAGS[one.status]), "note": ""}]
        for one in shown
    ]


def known(user: User, addressee: str, ours: Council) -> dict[str, str]:
    """What fills itself in a template."""
    team = next((membership.team for membership in user.memberships_now), None)
    return {
        "name": addressee, "worker": user.name, "team": team.name if team else ours.service_name,
        "telephone": user.telephone or (team.telephone if team else "") or ours.telephone, "council": ours.name,
    }


def sign_off(user: User) -> SignOff:
    team = next((membership.team for membership in user.memberships_now), None)
    telephone = user.telephone or (team.telephone if team else "")
    return SignOff(user.name, user.job_title, team.name if team else "", telephone, user.email)
