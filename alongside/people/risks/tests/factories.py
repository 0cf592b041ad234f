"""Risk assessments, made the way the product makes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.people.tests.factories import person
from alongside.people.risks import actions
from alongside.people.risks.models import RiskAssessment


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def particulars(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "area": "falls", "wishes": "To walk to the allotment", "gains": "Company, fresh air, being useful",
        "could_happen": "A fall on the slope", "likelihood": "possible", "impact": "harmful", "level": "medium",
        "what_helps": "Her frame, a lift back", "contingency": "Pendant; Jean rings if she is late",
        "choice": "accepts", "talked_through_on": today, "agreed_by": "Winnie and her son", "assessed_on": today,
        "review_on": today + timedelta(days=180), **changes,
    }


def make_risk(subject: Subject | None = None, **changes: Any) -> RiskAssessment:
    by = changes.pop("by", None) or make_user()
    return actions.record(subject=subject or make_person(), by=by, **particulars(**changes))
