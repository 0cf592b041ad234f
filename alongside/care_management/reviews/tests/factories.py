"""Reviews as they come about: planned by a plan's sign-off, held with a draft."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.care_management.plans.models import Plan
from alongside.care_management.plans.tests.factories import make_signed_off
from alongside.care_management.reviews import actions
from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.questionnaires import actions as questionnaires

__all__ = ["make_answers", "make_draft", "make_held", "make_review", "make_signed_off"]


def make_review(plan: Plan | None = None, *, started: int = 0, worker: User | None = None) -> Review:
    """The first review of a plan that started so many days ago."""
    plan = plan or make_signed_off(started=started)
    review = Review.objects.outstanding().get(plan=plan)
    return actions.allocate(reviews=[review], worker=worker, by=make_user("team_manager"))[0] if worker else review


def make_answers(**changes: Any) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "held_on": timezone.localdate().isoformat(), "method": "service_user_only", "difficulties": ["none"],
        "achieved_1": "achieved", "about_1": "Nobody rushes me now", "achieved_2": "partly",
        "about_2": "Twice this month; the lift did not come",
        "changed": "Her hip is better", "person_view": "It is my plan", "result": "continue",
    }
    return {key: value for key, value in (answers | changes).items() if value is not None}


def make_draft(review: Review, *, by: User, **changes: Any) -> Any:
    draft = questionnaires.open_draft(
        owner=by, questionnaire="plan_review", about=review.about, title=str(review),
        url=actions.page_of(review, "hold"), subject=review.subject)
    return questionnaires.put_answers(draft=draft, answers=make_answers(**changes), by=by)


def make_held(review: Review | None = None, *, by: User | None = None, **changes: Any) -> Review:
    review, by = review or make_review(), by or make_user()
    return actions.hold(review=review, draft=make_draft(review, by=by, **changes), by=by)
