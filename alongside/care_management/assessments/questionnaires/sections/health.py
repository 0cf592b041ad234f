"""Whether the needs come from a physical or mental impairment or illness, and whether they come and go."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

IMPAIRMENT = Question(
    "impairment",
    "Do the needs come from, or relate to, a physical or mental impairment or illness?",
    "yes_no_unknown",
    required=True,
    missing="Say whether the needs come from an impairment or illness",
    hint="No diagnosis is needed. It includes physical, mental, sensory, learning and cognitive disabilities, "
    "illness, substance misuse and brain injury.",
)
IMPAIRMENT_WHAT = Question(
    "impairment_what",
    "What is it, and how does it affect them?",
    "long_text",
    required=True,
    missing="Say what the impairment or illness is",
    asked_if=when("impairment", is_="yes"),
)
REASON = Question(
    "primary_support_reason",
    "What is the main reason for support?",
    "choice",
    options="primary_support_reason",
    required=True,
    missing="Choose the main reason for support",
    hint="Kept with the facts about how they live, from where the national return reads it.",
)
FLUCTUATES = Question(
    "fluctuates",
    "Do the needs come and go?",
    "yes_no",
    required=True,
    missing="Say whether the needs come and go",
    hint="Look back over as long as it takes to see the whole pattern: weeks, seasons, a year.",
)
FLUCTUATES_HOW = Question(
    "fluctuates_how",
    "Over what period did you look, and what is a bad day or a bad spell like?",
    "long_text",
    required=True,
    missing="Say over what period you looked, and what a bad spell is like",
    asked_if=when("fluctuates", is_="yes"),
)

HEALTH = Section(
    "health",
    "Health, and needs that come and go",
    short="Health",
    questions=(IMPAIRMENT, IMPAIRMENT_WHAT, REASON, FLUCTUATES, FLUCTUATES_HOW),
)
