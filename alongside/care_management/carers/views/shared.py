"""One carer’s assessment on the page: finding it, and a form about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design.forms import DesignForm
from alongside.people.pages import task_page

from .. import actions
from ..models import CarersAssessment

TAB = "assessments"


def one(request: HttpRequest, subject_id: int, assessment_id: int, what: str) -> CarersAssessment:
    subject = open_subject(request, subject_id, what)
    found = CarersAssessment.objects.of(subject).with_people().filter(pk=assessment_id).first()
    if found is None:
        raise Http404("No carer’s assessment with this number on this record.")
    return found


def task(
    request: HttpRequest, assessment: CarersAssessment, form: DesignForm, *, title: str, verb: str, **context: Any
) -> HttpResponse:
    return task_page(
        request, assessment.subject, form, tab=TAB, title=title, verb=verb, back=actions.page_of(assessment), **context
    )


def process(assessment: CarersAssessment) -> str:
    return actions.PROCESSES[CarersAssessment.Kind(assessment.kind)]
