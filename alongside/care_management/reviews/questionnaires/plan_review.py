"""Holding a review (s27): who took part, each outcome of the plan, what changed, what follows.

The outcomes are the plan's own: the page puts their words to as many questions as the plan has outcomes.
"""

from __future__ import annotations

from alongside.care_management.assessments.questionnaires.sections.taking_part import ADVOCACY
from alongside.care_management.plans.written import MOST_OUTCOMES
from alongside.foundation import codelists
from alongside.foundation.questionnaires import Question, Questionnaire, Section, when

from ..models import Review

# A plan is not "replaced" or "set aside" by a review; those are the product's own reasons.
END_REASONS = tuple((code, words) for code, words in codelists.options("plan_end_reason")
                    if code not in ("replaced", "set_aside"))
ENDS = when("result", is_=str(Review.Result.END.value))

WHO = Section("who", "Who took part, and how", short="Who took part", questions=(
    Question("held_on", "When was the review held?", "date", required=True, not_future=True,
             missing="Enter the day on which the review was held"),
    Question("where", "Where and how?", "choice", options="visit_kind"),
    Question("method", "Who took part?", "choice", options="method_of_review", required=True,
             missing="Say who took part", national="Method of Review"),
    Question("who_was_there", "Who else was there, and did the person want them there?", "long_text"),
))


def _outcome(number: int) -> tuple[Question, ...]:
    return (
        Question(f"achieved_{number}", f"Outcome {number}: how far is it achieved?", "choice",
                 options="review_outcomes_achieved"),
        Question(f"about_{number}", "In their words, and what we saw", "long_text"),
    )


OUTCOMES = Section("outcomes", "Each outcome of the plan", short="Outcomes", questions=tuple(
    question for number in range(1, MOST_OUTCOMES + 1) for question in _outcome(number)))
CHANGED = Section("changed_part", "What has changed", short="What has changed", questions=(
    Question("working", "What works well?", "long_text"),
    Question("not_working", "What does not?", "long_text"),
    Question("changed", "What has changed for the person, and for those who help?", "long_text", required=True,
             missing="Write down what has changed; if nothing has, say so"),
    Question("person_view", "What the person thinks of the plan now", "long_text", person_words=True),
))
RESULT = Section("result_part", "What follows", questions=(
    Question("result", "What happens with the plan?", "choice", boxed=True, required=True,
             missing="Say what happens with the plan",
             options=tuple((str(value), str(words)) for value, words in Review.Result.choices),
             option_hints=(("change", "A new version begins, filled in with this plan."),
                           ("reassess", "A reassessment is put on your list."),
                           ("end", "The plan ends, and reviews with it."))),
    Question("change_words", "What is to change, and why?", "long_text", required=True,
             missing="Say what is to change, and why", asked_if=when("result", is_in=("change", "reassess"))),
    Question("end_reason", "Why does the plan end?", "choice", options=END_REASONS, required=True,
             missing="Say why the plan ends", asked_if=ENDS),
    Question("ends_on", "From which day?", "date", required=True, missing="Enter the day on which the plan ends",
             asked_if=ENDS),
))

PLAN_REVIEW = Questionnaire("plan_review", 1, "Review of the plan", (WHO, ADVOCACY, OUTCOMES, CHANGED, RESULT),
                            law="Care Act 2014 s27")
