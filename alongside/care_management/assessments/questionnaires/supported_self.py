"""Supported self-assessment: the person answers first, the worker's view stands beside each answer."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

from .sections.health import HEALTH
from .sections.help_now import WHO_HELPS
from .sections.in_sum import IN_SUM
from .sections.outcomes import TITLES, own_view, worker_view
from .sections.risks import RISK
from .sections.strengths import STRENGTHS_AND_WISHES
from .sections.taking_part import TAKING_PART
from .sections.wellbeing import WELLBEING
from .sections.who_took_part import WHO_IN_SHORT


def _both_views(key: str) -> Section:
    title, short, _ = TITLES[key]
    return Section(
        key,
        title,
        short=short,
        hint="Their own answer first. Yours stands beside it and changes nothing in theirs.",
        questions=(*own_view(key), *worker_view(key)),
    )


SUPPORT = Section(
    "support",
    "How they were supported, and how you made sure",
    short="Support, making sure",
    hint="By law you make sure that their own assessment is accurate and complete (SI 2014/2827 regulation 2).",
    questions=(
        Question(
            "self_able",
            "Are they able to assess themselves with your support, and do they want to?",
            "choice",
            required=True,
            missing="Say whether they are able to assess themselves, and want to",
            hint="They have capacity to take part in this way. If not, you lead it, and what they wrote comes along.",
            options=(("yes", "Yes"), ("no", "No")),
        ),
        Question(
            "answered_by",
            "Who filled in their answers?",
            "choice",
            required=True,
            missing="Say who filled in their answers",
            options=(
                ("person", "They did, alone"),
                ("with_help", "They did, with help"),
                ("told_worker", "They told you, and you wrote them down"),
                ("somebody_else", "Somebody else did, for them"),
            ),
        ),
        Question(
            "advocate_offered",
            "Were they offered somebody independent to help them take part, and what did they say?",
            "choice",
            required=True,
            missing="Say whether an independent advocate was offered",
            options=(
                ("accepted", "Yes, and they would like one"),
                ("declined", "Yes, and they would not"),
                ("has_one", "They have one already"),
            ),
        ),
        Question(
            "information_shared",
            "What that we know did you give them, so that they could answer?",
            "long_text",
            required=True,
            missing="Say what you gave them of what we know",
            hint="Whatever bears on it and may be shared: the last assessment or plan. If there was nothing, say so.",
        ),
        Question(
            "answers_reflect",
            "Do their answers show their needs as you see them?",
            "choice",
            required=True,
            missing="Say whether their answers show their needs",
            options=(("yes", "Yes"), ("partly", "In part: see your view of each"), ("no", "No: see your view of each")),
        ),
        Question(
            "assured_how",
            "How did you make sure that it is accurate and complete?",
            "long_text",
            required=True,
            missing="Say how you made sure that it is accurate and complete",
            hint="Going through it with them, what others say with their agreement, what you saw.",
        ),
    ),
)

SUPPORTED_SELF = Questionnaire(
    "assessment_supported_self",
    1,
    "Supported self-assessment",
    (
        WHO_IN_SHORT,
        TAKING_PART,
        STRENGTHS_AND_WISHES,
        HEALTH,
        *(_both_views(key) for key in TITLES),
        SUPPORT,
        WELLBEING,
        WHO_HELPS,
        RISK,
        IN_SUM,
    ),
    law="Care Act 2014 s9; SI 2014/2827 reg 2",
)
