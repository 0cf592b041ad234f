"""What it comes to: their view, the assessor's view, what would prevent or delay needs, what was given and said."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

THEIR_VIEW = Question(
    "their_view",
    "Their view of all this, and of what would help",
    "long_text",
    person_words=True,
    required=True,
    missing="Write down their view, in their words",
)
ASSESSOR_VIEW = Question(
    "assessor_view",
    "Your view",
    "long_text",
    required=True,
    missing="Write down your view",
    hint="What stands out, and how strengths, people and places can be part of the answer.",
)
DISAGREE = Question(
    "views_differ",
    "Do your views differ on something?",
    "yes_no",
    required=True,
    missing="Say whether your views differ",
)
DISAGREE_ON = Question(
    "views_differ_on",
    "On what, and what was said?",
    "long_text",
    required=True,
    missing="Say on what your views differ",
    asked_if=when("views_differ", is_="yes"),
)
PREVENT = Question(
    "prevent",
    "What could prevent, reduce or delay needs?",
    "long_text",
    required=True,
    missing="Say what could prevent, reduce or delay needs",
    hint="Reablement, equipment, a group, a fall check, a hearing test. Printed in the letter, eligible or not.",
)
INFORMATION = Question(
    "information",
    "Information and advice given",
    "rows",
    add="Add information",
    questions=(
        Question("what", "What about", required=True, missing="Say what the information was about", max_length=300),
        Question(
            "how",
            "How",
            "choice",
            options=(
                ("spoken", "Said aloud"),
                ("looked_up_together", "Looked up together"),
                ("printed", "Printed and handed over"),
                ("post", "By post"),
                ("email", "By email"),
                ("text", "By text message"),
            ),
        ),
    ),
)
COPY = Question(
    "wants_copy",
    "How do they want their copy?",
    "choice",
    options=(
        ("post", "By post"),
        ("email", "By email"),
        ("handed", "Handed over"),
        ("read_aloud", "Read aloud or signed"),
    ),
)

IN_SUM = Section(
    "in_sum",
    "What it comes to",
    short="What it comes to",
    questions=(THEIR_VIEW, ASSESSOR_VIEW, DISAGREE, DISAGREE_ON, PREVENT, INFORMATION, COPY),
)
