"""A carer's assessments over the API."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema

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

from .models import CarersAssessment

router = room_router("care management")


class CarersAssessmentListed(Schema):
    id: int
    kind: Coded | None
    asked_for_on: date
    urgent: bool
    promised_by: date
    assessor: str | None
    organisation: str
    signed_at: datetime | None
    method: Coded | None
    hours: Coded | None
    contingency: Coded | None
    ended_at: datetime | None
    url: str


@router.get(
    "/{int:subject_id}/carers-assessments",
    response=answers(Listed[CarersAssessmentListed]),
    summary="Assessments of this person as a carer, newest first",
)
@needs("carers.see")
def carers_assessments(request: HttpRequest, subject_id: About, paging: Pages) -> Any:
    person = open_person(request, subject_id, "carer’s assessments")
    rows = CarersAssessment.objects.of(person.subject).newest_first().select_related("assessor", "organisation")
    return listed(
        rows,
        paging,
        lambda one: {
            "id": one.pk,
            "kind": chosen(one, "kind"),
            "asked_for_on": one.asked_for_on,
            "urgent": one.urgent,
            "promised_by": one.promised_by,
            "assessor": name_of(one.assessor),
            "organisation": one.organisation.name,
            "signed_at": local(one.signed_at),
            "method": coded("method_of_assessment", one.method),
            "hours": coded("hours_caring", one.hours),
            "contingency": chosen(one, "contingency"),
            "ended_at": local(one.ended_at),
            "url": reverse("carers:read", args=[one.subject_id, one.pk]),
        },
    )
