"""What was decided about each need, as a plan asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from alongside.care_management.eligibility.models import Determination
from alongside.rules import eligibility_adult, eligibility_carer

from .completeness import Needs


def words_of(determination: Determination) -> Mapping[str, str]:
    return eligibility_carer.OUTCOMES if determination.of_a_carer else eligibility_adult.OUTCOMES


def needs_of(determination: Determination) -> Needs:
    words = words_of(determination)
    decided = list(determination.needs.all())
    return Needs(
        latest_start=timezone.localdate() + timedelta(days=366),
        to_meet={need.outcome: words.get(need.outcome, need.outcome) for need in decided if need.council_meets_it},
        not_met={need.outcome: words.get(need.outcome, need.outcome) for need in decided
                 if need.answer == need.Answer.NOT_MET},
    )
