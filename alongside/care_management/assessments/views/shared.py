"""What every page of an assessment begins and ends with."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design.forms import DesignForm
from alongside.people.pages import task_page

from .. import actions
from ..models import Assessment

TAB = "assessments"


def one_of(request: HttpRequest, subject_id: int, assessment_id: int, what: str) -> Assessment:
    """An assessment on a record the user may open, with the look written down."""
    subject = open_subject(request, subject_id, what)
    found = Assessment.objects.of(subject).with_people().filter(pk=assessment_id).first()
    if found is None:
        raise Http404("No assessment with this number on this record.")
    return found


def home_of(assessment: Assessment) -> str:
    return actions.page_of(assessment)


def task_for(
    request: HttpRequest, assessment: Assessment, form: DesignForm, *, title: str, verb: str, **context: Any
) -> HttpResponse:
    return task_page(
        request, assessment.subject, form, tab=TAB, title=title, verb=verb, back=home_of(assessment), **context
    )
