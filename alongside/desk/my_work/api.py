"""Work over the API: one's own list, and what is open for a person."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from alongside.foundation.api import About, Coded, Listed, Pages, answers, listed, local, name_of, room_router
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.work import presenters
from alongside.foundation.work.models import Section, Task
from alongside.people.people.opening import open_person

router = room_router("work")


class Work(Schema):
    id: int
    subject: int | None
    about: str = Field(description="whom it is about; initials alone where the record is restricted")
    kind: Coded
    what: str = Field(description="what is to be done and why; the least needed where the record is restricted")
    section: Coded = Field(description="the part of the list it stands in")
    priority: Coded
    owner: str | None
    team: str | None
    due_on: date | None
    due_at: time | None
    late: bool
    waiting_since: date | None
    held_until: date | None
    raised_at: datetime
    version: int = Field(description="to be sent back with a change")
    url: str


def _shown(task: Any) -> dict[str, Any]:
    hidden = task.subject is not None and task.subject.restricted
    return {
        "id": task.pk, "subject": task.subject_id, "about": presenters.name_of(task),
        "kind": {"code": task.kind, "words": presenters.kind_tag(task).text}, "what": presenters.why_of(task),
        "section": {"code": task.section, "words": str(Section(task.section).label)},
        "priority": {"code": task.priority, "words": task.get_priority_display()}, "owner": name_of(task.owner),
        "team": name_of(task.team), "due_on": task.due_on, "due_at": task.due_at,
        "late": task.is_late(timezone.localdate()), "waiting_since": task.waiting_since,
        "held_until": task.held_until, "raised_at": local(task.raised_at), "version": task.version,
        "url": "" if hidden else task.url,
    }


@router.get("/work/mine", response=answers(Listed[Work]), summary="One's own open work, the soonest first")
@needs("work.see")
def mine(request: HttpRequest, paging: Pages, section: Section | None = None) -> Any:
    user: Any = request.user
    rows = Task.objects.open().mine(user).visible_to(user).in_sections(timezone.localdate())
    rows = rows.filter(section=section) if section else rows
    shown = listed(rows.with_people().soonest_first(), paging, _shown)
    looked_at_list(request, sorted({row["subject"] for row in shown["items"] if row["subject"]}), "my work")
    return shown


@router.get("/people/{int:subject_id}/tasks", response=answers(Listed[Work]), summary="Open work for a person")
@needs("work.see")
def of_a_person(request: HttpRequest, subject_id: About, paging: Pages) -> Any:
    person = open_person(request, subject_id, "work")
    rows = Task.objects.open().visible_to(request.user).filter(subject=person.subject).in_sections(timezone.localdate())
    return listed(rows.with_people().soonest_first(), paging, _shown)
