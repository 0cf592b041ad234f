"""A person's conversations over the API."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from alongside.foundation.api import (
    About,
    Coded,
    Listed,
    Pages,
    answers,
    chosen,
    coded,
    listed,
    local,
    name_of,
    room_router,
)
from alongside.foundation.permissions import needs
from alongside.people.people.opening import open_person

from .models import Conversation

router = room_router("front door")


class Talk(Schema):
    id: int
    in_short: str
    as_carer: bool = Field(description="about their caring for somebody else")
    began_at: datetime
    finished_at: datetime | None
    held_by: str | None
    channel: Coded | None
    route_of_access: Coded | None
    got_in_touch: Coded | None
    safe_now: Coded | None
    outcome: Coded | None = Field(description="the single outcome of the national return")
    url: str


@router.get("/{int:subject_id}/conversations", response=answers(Listed[Talk]), summary="Conversations, newest first")
@needs("conversations.see")
def conversations(request: HttpRequest, subject_id: About, paging: Pages) -> Any:
    person = open_person(request, subject_id, "conversations")
    rows = Conversation.objects.of(person.subject).newest_first().select_related("held_by")
    return listed(rows, paging, lambda talk: {
        "id": talk.pk, "in_short": talk.in_short, "as_carer": talk.as_carer, "began_at": local(talk.began_at),
        "finished_at": local(talk.finished_at), "held_by": name_of(talk.held_by),
        "channel": coded("conversation_channel", talk.channel),
        "route_of_access": coded("route_of_access", talk.route_of_access),
        "got_in_touch": coded("contact_source", talk.got_in_touch_relation), "safe_now": chosen(talk, "safe_now"),
        "outcome": coded("event_outcome", talk.national_outcome),
        "url": reverse("conversations:read", args=[talk.subject_id, talk.pk]),
    })
