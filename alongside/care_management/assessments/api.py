"""A person's assessments over the API."""

from datetime import date, datetime
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

from .models import Assessment

router = room_router("care management")


class AssessmentListed(Schema):
    id: int
    kind: Coded | None
    depth: Coded | None
    mode: Coded | None
    asked_for_on: date
    urgent: bool
    promised_by: date = Field(description="the council’s own promise")
    assessor: str | None
    team: str
    signed_at: datetime | None
    signed_by: str | None
    method: Coded | None
    ended_at: datetime | None = Field(description="when it ended without being signed")
    url: str


@router.get(
    "/{int:subject_id}/assessments",
    response=answers(Listed[AssessmentListed]),
    summary="Assessments of an adult’s needs, newest first",
)
@needs("assessments.see")
def assessments(request: HttpRequest, subject_id: About, paging: Pages) -> Any:
    person = open_person(request, subject_id, "assessments")
    rows = Assessment.objects.of(person.subject).newest_first().select_related("assessor", "team", "signed_by")
    return listed(
        rows,
        paging,
        lambda one: {
            "id": one.pk,
            "kind": chosen(one, "kind"),
            "depth": chosen(one, "depth"),
            "mode": chosen(one, "mode"),
            "asked_for_on": one.asked_for_on,
            "urgent": one.urgent,
            "promised_by": one.promised_by,
            "assessor": name_of(one.assessor),
            "team": one.team.name,
            "signed_at": local(one.signed_at),
            "signed_by": name_of(one.signed_by),
            "method": coded("method_of_assessment", one.method),
            "ended_at": local(one.ended_at),
            "url": reverse("assessments:read", args=[one.subject_id, one.pk]),
        },
    )
