"""Each field that the return must have for an assessment has exactly one source."""

from __future__ import annotations

import pytest

from alongside.care_management.assessments import national, questionnaires
from alongside.care_management.assessments.models import Assessment
from alongside.care_management.carers import questionnaires as carers
from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation import codelists
from alongside.foundation.questionnaires.schema import national_fields
from alongside.rules.national_return import COLUMNS
from alongside.rules.national_return.row import Row

ADULT = (
    questionnaires.SHORT,
    questionnaires.FULL,
    questionnaires.SUPPORTED_SELF,
    questionnaires.OCCUPATIONAL_THERAPY,
    questionnaires.SENSORY,
    questionnaires.TRANSITION,
)
CARER = (carers.CARER, carers.CHILDS_CARER, carers.YOUNG_CARER)


def mandatory(client_type):
    row = Row(
        {
            "Client Type": codelists.national("client_type", client_type),
            "Event Type": codelists.national("event_type", "assessment"),
            "Assessment Type": codelists.national("assessment_type", "long_term"),
            "Primary Support Reason": codelists.national("primary_support_reason", "learning_disability"),
        },
        None,
    )
    return {column.name for column in COLUMNS if column.mandatory.holds(row)}


@pytest.mark.parametrize("declared", ADULT, ids=lambda one: one.key)
def test_every_mandatory_field_of_an_adult_has_one_source(declared):
    asked = set(national_fields(declared))
    assert mandatory("service_user") <= set(national.SOURCES)
    assert asked == {"Method of Assessment"}
    assert {name for name in asked if national.SOURCES[name] != "question"} == set()


@pytest.mark.parametrize("declared", CARER, ids=lambda one: one.key)
def test_every_mandatory_field_of_a_carer_has_one_source(declared):
    asked = set(national_fields(declared))
    assert mandatory("unpaid_carer") <= set(national.SOURCES)
    assert asked == {name for name, source in national.SOURCES.items() if source == "question"}


def test_every_kind_of_assessment_has_its_type_in_the_return():
    for kind in (*Assessment.Kind.values, *CarersAssessment.Kind.values, "supported_self", "combined"):
        code = codelists.code("assessment_kind", kind).extra["assessment_type"]
        assert codelists.national("assessment_type", code)
