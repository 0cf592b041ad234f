"""What a decision on eligibility rests on: the signed answers, the facts they give, and what the rule says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.care_management.assessments import facts as adult_facts
from alongside.care_management.assessments import presenters as adults
from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.presenters import ImpactLine, OutcomeLine, impact_lines
from alongside.care_management.carers import facts as carer_facts
from alongside.care_management.carers import presenters as carers
from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation.questionnaires.models import Response
from alongside.foundation.subjects.models import Subject
from alongside.rules import eligibility_adult, eligibility_carer, registry
from alongside.rules.decision import CANNOT_DECIDE_YET, Decision


@dataclass(frozen=True)
class Basis:
    """One signed assessment as the rule sees it, on a day."""

    of: Assessment | CarersAssessment
    response: Response
    rule: str
    facts: Mapping[str, Any]
    decision: Decision
    on: date

    @property
    def subject(self) -> Subject:
        return self.of.subject

    @property
    def of_a_carer(self) -> bool:
        return isinstance(self.of, CarersAssessment)

    @property
    def can_be_decided(self) -> bool:
        return self.decision.outcome != CANNOT_DECIDE_YET

    @property
    def outcomes(self) -> list[OutcomeLine]:
        answers = self.response.answers
        return carers.outcome_lines(answers) if self.of_a_carer else adults.outcome_lines(answers)

    @property
    def impacts(self) -> list[ImpactLine]:
        return impact_lines(self.response.answers)

    @property
    def needs(self) -> dict[str, str]:
        """The outcomes the person is unable to achieve, in the words of the regulation."""
        return needs_in(self.facts, of_a_carer=self.of_a_carer)


def needs_in(facts: Mapping[str, Any], *, of_a_carer: bool) -> dict[str, str]:
    words = eligibility_carer.OUTCOMES if of_a_carer else eligibility_adult.OUTCOMES
    given = facts.get("outcomes") or {}
    return {key: label for key, label in words.items() if isinstance(given.get(key), list) and given[key]}


def basis(of: Assessment | CarersAssessment, on: date) -> Basis:
    """Only a signed assessment is a basis: what is still being written may change."""
    if of.response is None:
        raise ValueError("Eligibility is decided from a signed assessment.")
    if isinstance(of, CarersAssessment):
        rule, facts = "eligibility.carer", carer_facts.carer(of.response.answers)
    else:
        rule, facts = "eligibility.adult", adult_facts.adult(of.response.answers)
    return Basis(of, of.response, rule, facts, registry.decide(rule, facts, on), on)
