"""Risks, the person's own view of them, and what is agreed."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

RISKS = Question(
    "risks",
    "Risks",
    "rows",
    add="Add a risk",
    hint="Also risks worth taking.",
    questions=(
        Question("area", "Risk", "choice", options="risk_area", required=True, missing="Choose what the risk is"),
        Question(
            "what",
            "What may happen, and how likely is it?",
            required=True,
            missing="Say what may happen",
            max_length=500,
        ),
        Question("their_view", "What do they say about it?", max_length=500),
        Question("agreed", "What is agreed?", max_length=500),
    ),
)
ABUSE = Question(
    "abuse_or_neglect",
    "Are they experiencing, or at risk of, abuse or neglect?",
    "yes_no_unknown",
    required=True,
    missing="Say whether they are at risk of abuse or neglect",
    hint="If yes, raise a safeguarding concern today; this assessment goes on beside it.",
)
ABUSE_WHAT = Question(
    "abuse_what",
    "What have you done about it?",
    "long_text",
    required=True,
    missing="Say what you have done about the risk of abuse or neglect",
    asked_if=when("abuse_or_neglect", is_="yes"),
)
RISK = Section("risks", "Risks", questions=(RISKS, ABUSE, ABUSE_WHAT))
