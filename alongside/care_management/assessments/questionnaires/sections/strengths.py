"""What matters and what is strong: before any need is written down."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section

MATTERS = Question("matters", "What matters to them", "long_text", person_words=True)
GOOD_DAY = Question("good_day", "What a good day looks like", "long_text", person_words=True)
HOPES = Question(
    "hopes",
    "What they want to achieve in day-to-day life",
    "long_text",
    person_words=True,
    required=True,
    missing="Write down what they want to achieve, in their words",
)
STRENGTHS = Question(
    "strengths",
    "What they do, enjoy and are good at",
    "long_text",
    required=True,
    missing="Write down what they do, enjoy and are good at",
    hint="Also what they could do with a little help.",
)
NETWORKS = Question(
    "networks",
    "The people, places and groups around them",
    "long_text",
    required=True,
    missing="Write down the people, places and groups around them",
    hint="How can these be best supported? If there are none, say so: it matters.",
)
CHANGED = Question("changed", "What has changed, and what have they tried?", "long_text")

STRENGTHS_AND_WISHES = Section(
    "strengths",
    "What matters, and what is strong",
    short="What matters, strengths",
    hint="Start here. Their words first.",
    questions=(MATTERS, GOOD_DAY, HOPES, STRENGTHS, NETWORKS, CHANGED),
)
