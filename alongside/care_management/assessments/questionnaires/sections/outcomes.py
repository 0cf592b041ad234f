"""The ten outcomes of the regulations (SI 2015/313 reg 2(2)): for each what happens now, strengths, what is hard.

The words of each outcome and the four ways of being unable are those of the rule; here they are asked.
"""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when
from alongside.rules.eligibility_adult import OUTCOMES
from alongside.rules.inability import WAYS

ABLE, UNABLE, NOT_APPLICABLE, UNKNOWN = "able", "unable", "not_applicable", "unknown"

# key: (title, short title, what to talk about)
TITLES: dict[str, tuple[str, str, str]] = {
    "nutrition": (
        "Eating and drinking well",
        "Eating and drinking",
        "Shopping, cooking, eating, drinking enough: the whole of it.",
    ),
    "personal_hygiene": ("Washing and personal care", "Washing", "Washing, teeth, hair, nails, clean clothes."),
    "toilet": ("Using the toilet", "Using the toilet", "Getting there in time, day and night; managing continence."),
    "clothing": (
        "Being dressed for the day and the weather",
        "Dressing",
        "Choosing, putting on and taking off; warm enough in winter.",
    ),
    "home_safety": (
        "Being safe at home",
        "Safe at home",
        "Steps, stairs, kitchen and bathroom; getting in and out; fire; being able to call for help.",
    ),
    "home_environment": (
        "Keeping the home fit to live in",
        "The home",
        "Clean enough to be safe; heating, water, rent and bills.",
    ),
    "relationships": (
        "Family and other relationships",
        "Relationships",
        "Seeing and keeping in touch with people; loneliness; making new friends.",
    ),
    "work_training_education": (
        "Work, learning and volunteering",
        "Work and learning",
        "What they do, did, or would like to do.",
    ),
    "community_facilities": (
        "Getting out and about",
        "Out and about",
        "Shops, transport, surgery, worship, library, recreation.",
    ),
    "caring_for_child": (
        "Looking after a child",
        "Looking after a child",
        "Any caring responsibilities for a child: their own, step-, foster or grandchild.",
    ),
}
assert list(TITLES) == list(OUTCOMES), "Asked in the order of the regulation"

WITHOUT_CARERS = "Judge as if nobody helped: without regard to what a carer does now. Prompting counts as help."


def now(key: str) -> Question:
    return Question(f"{key}_now", "What happens now?", "long_text", hint=TITLES[key][2])


def can(key: str) -> Question:
    return Question(f"{key}_can", "What can they do, or could do with a little help?", "long_text")


def hard(key: str) -> Question:
    return Question(
        f"{key}_hard",
        "What is hard?",
        "long_text",
        required=True,
        asked_if=when(f"{key}_able", is_=UNABLE),
        missing=f"{TITLES[key][0]}: say what is hard",
    )


def able(key: str, heading: str = "") -> Question:
    return Question(
        f"{key}_able",
        heading or "Can they do this?",
        "choice",
        required=True,
        hint=WITHOUT_CARERS,
        missing=f"{TITLES[key][0]}: say whether they can do this",
        options=(
            (ABLE, "Yes, they manage this"),
            (UNABLE, "No, or only in one of the ways below"),
            (NOT_APPLICABLE, "It does not apply to them"),
            (UNKNOWN, "Not known yet"),
        ),
    )


def ways(key: str) -> Question:
    return Question(
        f"{key}_ways",
        "In which way?",
        "choices",
        required=True,
        asked_if=when(f"{key}_able", is_=UNABLE),
        missing=f"{TITLES[key][0]}: choose at least one way in which they cannot do this",
        options=tuple((way, f"{words[:1].upper()}{words[1:]}") for way, words in WAYS.items()),
    )


def helped_by(key: str) -> Question:
    return Question(
        f"{key}_helped_by",
        "Who helps with this now?",
        hint="Kept apart from the question above. It counts later, when we agree what the council does.",
        max_length=300,
    )


def own_view(key: str) -> tuple[Question, ...]:
    """The person's own answer, in a supported self-assessment; the worker's view stands beside it."""
    return (
        Question(
            f"{key}_own",
            f"{TITLES[key][0]}: how do you get on?",
            "choice",
            options=(
                ("well", "I manage well"),
                ("some", "I need a little help or it takes me a long time"),
                ("much", "I need a lot of help, or it hurts or worries me"),
                ("not_me", "Not about me"),
            ),
        ),
        Question(
            f"{key}_own_ways",
            "Which of these is true?",
            "choices",
            asked_if=when(f"{key}_own", is_in=("some", "much")),
            options=(
                ("needs_assistance", "I need somebody to help or remind me"),
                ("pain_distress_anxiety", "It hurts, or makes me very anxious or upset"),
                ("endangers", "It is not safe for me, or for somebody else, when I do it alone"),
                ("takes_longer", "It takes me much longer than it takes other people"),
            ),
        ),
        Question(f"{key}_own_words", "What would you like us to know?", "long_text", person_words=True),
    )


# One object a question: the full and the short assessment share them, so that an answer is never asked twice.
NOW = {key: now(key) for key in TITLES}
CAN = {key: can(key) for key in TITLES}
ABLE_QUESTIONS = {key: able(key) for key in TITLES}
WAYS_QUESTIONS = {key: ways(key) for key in TITLES}
HARD = {key: hard(key) for key in TITLES}
HELPED_BY = {key: helped_by(key) for key in TITLES}


def worker_view(key: str) -> tuple[Question, ...]:
    return (NOW[key], CAN[key], ABLE_QUESTIONS[key], WAYS_QUESTIONS[key], HARD[key], HELPED_BY[key])


def section(key: str) -> Section:
    title, short, _ = TITLES[key]
    return Section(key, title, short=short, questions=worker_view(key))


EACH_OUTCOME: tuple[Section, ...] = tuple(section(key) for key in TITLES)


def _in_short(key: str) -> tuple[Question, ...]:
    headed = Question(
        f"{key}_able",
        TITLES[key][0],
        "choice",
        required=True,
        options=ABLE_QUESTIONS[key].options,
        hint=TITLES[key][2],
        missing=ABLE_QUESTIONS[key].missing,
    )
    return (headed, WAYS_QUESTIONS[key], HARD[key], HELPED_BY_IN_SHORT[key])


HELPED_BY_IN_SHORT = {
    key: Question(
        f"{key}_helped_by",
        "Who helps with this now?",
        asked_if=when(f"{key}_able", is_=UNABLE),
        hint="Kept apart: it does not count in the answer above.",
        max_length=300,
    )
    for key in TITLES
}
ALL_IN_SHORT = Section(
    "outcomes",
    "Day-to-day life",
    short="Day-to-day life",
    hint=WITHOUT_CARERS,
    questions=tuple(question for key in TITLES for question in _in_short(key)),
)
