"""Who helps now. Asked apart from the outcomes, because a need is judged without regard to it."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

CARERS = Question(
    "carers",
    "Who helps without being paid?",
    "rows",
    add="Add somebody who helps",
    questions=(
        Question("who", "Who", required=True, missing="Say who helps", max_length=200),
        Question("what", "What do they do?", max_length=500),
        Question("hours", "Hours a week", "choice", options="hours_caring"),
        Question(
            "willing",
            "Are they willing and able to go on?",
            "choice",
            options=(("yes", "Yes"), ("for_now", "For now, or in part"), ("no", "No"), ("not_asked", "Not asked yet")),
        ),
        Question(
            "offered",
            "Offered a carer’s assessment of their own?",
            "choice",
            options=(
                ("accepted", "Yes, they accept"),
                ("thinking", "Yes, they are thinking"),
                ("refused", "Yes, they refuse"),
                ("not_yet", "Not yet"),
            ),
        ),
    ),
)
OTHER_HELP = Question("other_help", "What other help, equipment or support do they have?", "long_text")
IF_CARER_STOPS = Question(
    "if_carer_stops",
    "What happens if a carer suddenly cannot help?",
    "long_text",
    required=True,
    missing="Say what happens if a carer suddenly cannot help",
    asked_if=when("carers"),
)
WHO_HELPS = Section(
    "help_now",
    "Who helps now",
    hint="What carers do does not make a need smaller. It counts when we agree what the "
    "council does, and only while they are willing and able.",
    questions=(CARERS, OTHER_HELP, IF_CARER_STOPS),
)
