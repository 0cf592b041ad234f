"""Who took part, how they communicate, and which special parts this assessment needs."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, any_of, when

METHOD = Question(
    "method",
    "Who took part?",
    "choice",
    options="method_of_assessment",
    required=True,
    missing="Say who took part",
    national="Method of Assessment",
)
MET_ON = Question(
    "met_on", "When did you meet?", "date", required=True, not_future=True, missing="Give the day on which you met"
)
WHERE = Question("where", "Where and how?", "choice", options="visit_kind", required=True, missing="Say where you met")
CARER_PRESENT = Question(
    "carer_present",
    "Was a carer, or somebody else who matters to them, there?",
    "choice",
    options=(("yes", "Yes"), ("part", "For part of it"), ("no", "No")),
    required=True,
    missing="Say whether a carer or somebody else was there",
    hint="Ask the person whom they want there. Offer time alone as well.",
)
WHO_WAS_THERE = Question(
    "who_was_there",
    "Who was there, and did the person want them there?",
    "long_text",
    asked_if=when("carer_present", is_in=("yes", "part")),
)
# Written here, and nowhere else, it stays between colleagues.
IN_CONFIDENCE = Question(
    "in_confidence",
    "Did somebody tell you something that the person should not read?",
    "long_text",
    third_party=True,
    hint="Who said it, and why it stays between colleagues. What is written here is in no copy or letter for them.",
)
COMMUNICATION = Question(
    "communication",
    "How did they take part: what helped them to communicate?",
    "long_text",
    hint="Interpreter, hearing loop, pictures, more time, somebody they trust. What did they understand of what "
    "was said, and of what happens next?",
)
COMPLEX = Question(
    "complex",
    "Is this highly complex?",
    "yes_no",
    required=True,
    missing="Say whether this is highly complex",
    hint="Several serious risks at once, or serious disagreement. The council may keep such work for registered "
    "social workers.",
)
PARTS = Question(
    "parts",
    "Which special parts does this assessment need?",
    "choices",
    options=(
        ("occupational_therapy", "Daily living and equipment (occupational therapy)"),
        ("sensory", "Sight and hearing"),
        ("transition", "Moving from children’s services"),
    ),
    hint="Leave all blank if it needs none.",
)
CHILDREN = Question(
    "children",
    "Are there children in the home, or children they look after?",
    "yes_no",
    required=True,
    missing="Say whether there are children",
)
CHILDREN_WHO = Question(
    "children_who",
    "Who are they, and how does this affect them?",
    "long_text",
    required=True,
    missing="Say who the children are and how this affects them",
    asked_if=when("children", is_="yes"),
)
YOUNG_CARER = Question(
    "young_carer",
    "Does a child care for this person, or for somebody else in the home?",
    "yes_no_unknown",
    required=True,
    missing="Say whether a child cares for them",
    asked_if=when("children", is_="yes"),
    hint="If so, children’s services are told, and the child may have an assessment of their own.",
)
YOUNG_CARER_WHAT = Question(
    "young_carer_what",
    "What does the child do, and is it too much for them?",
    "long_text",
    asked_if=any_of(when("young_carer", is_="yes"), when("young_carer", is_="unknown")),
)

WHO_TOOK_PART = Section(
    "who",
    "Who took part, and how",
    short="Who took part",
    questions=(
        MET_ON,
        WHERE,
        METHOD,
        CARER_PRESENT,
        WHO_WAS_THERE,
        IN_CONFIDENCE,
        COMMUNICATION,
        CHILDREN,
        CHILDREN_WHO,
        YOUNG_CARER,
        YOUNG_CARER_WHAT,
        COMPLEX,
        PARTS,
    ),
)
# Without the choice of special parts: for assessments that are such a part, and for the short one.
WHO_IN_SHORT = Section(
    "who",
    "Who took part, and how",
    short="Who took part",
    questions=(
        MET_ON,
        WHERE,
        METHOD,
        CARER_PRESENT,
        WHO_WAS_THERE,
        IN_CONFIDENCE,
        COMMUNICATION,
        CHILDREN,
        CHILDREN_WHO,
        YOUNG_CARER,
        YOUNG_CARER_WHAT,
        COMPLEX,
    ),
)
