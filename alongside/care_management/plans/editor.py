"""The plan's pages of the questionnaire: parts named by what the person wants, needs decided, the budget so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.foundation.design.shapes import Step
from alongside.foundation.questionnaires.page import QuestionnairePage

from . import written
from .budget import budget_of
from .completeness import Check, Needs
from .models import Plan
from .presenters import slices

LONGEST_STEP = 34


def refuse(page: QuestionnairePage, lacking: Iterable[Check]) -> None:
    """Each sentence at the question that puts it right; a question not asked now stands at the strengths."""
    asked = {question.key for _, question in page.declared.asked_questions(page.draft.answers)}
    for check in lacking:
        page.refuse(check.question if check.question in asked else "strengths", check.sentence)


def shown(page: QuestionnairePage, plan: Plan, needs: Needs) -> dict[str, Any]:
    """The context of the page."""
    plan_so_far = written.read(page.draft.answers)
    _only_needs_decided(page, needs)
    _short_rows(page)
    budget = budget_of(plan_so_far.lines)
    return {
        **page.context, "steps": [_named(step, plan_so_far) for step in page.steps], "budget": budget,
        "slices": list(slices(budget, plan.subject)), "services_wait": _services_wait(page),
    }


def _only_needs_decided(page: QuestionnairePage, needs: Needs) -> None:
    """Of all outcomes of the regulations, those that this decision speaks of; ticked ones stay."""
    wanted = {**needs.to_meet, **needs.not_met}
    if not wanted:
        return
    for part in page.parts:
        for one in part.shown:
            if one.question.key.startswith("needs_"):
                ticked = page.shown_answers.get(one.question.key) or []
                field = one.form.fields[one.question.key]
                field.choices = [(key, words) for key, words in field.choices if key in wanted or key in ticked]


def _short_rows(page: QuestionnairePage) -> None:
    """In a line of support a choice takes one box, not six lines of radios."""
    for row in (row for part in page.parts for one in part.shown if one.question.kind == "rows"
                for row in [*one.rows, one.blank]):
        for field in row.form.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.widget = forms.Select(attrs={"always_asked": "yes"})
                field.choices = [("", "Choose one"), *((code, words) for code, words in field.choices if code)]


def _named(step: Step, plan: written.Written) -> Step:
    """ "Getting out" rather than "Outcome 2", once there are words for it."""
    for outcome in plan.outcomes:
        if step.text == f"Outcome {outcome.number}" and (words := outcome.in_short or outcome.words):
            short = words if len(words) <= LONGEST_STEP else f"{words[:LONGEST_STEP - 1].rstrip()}…"
            return Step(f"{short[:1].upper()}{short[1:]}", step.href, step.state)
    return step


def _services_wait(page: QuestionnairePage) -> bool:
    """On an outcome's page, while nothing is written about strengths and the people around them."""
    on_outcome = bool(page.part and page.part.startswith("outcome_"))
    return on_outcome and not written.people_and_strengths_are_there(page.draft.answers)
