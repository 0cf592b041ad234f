"""What is asked of a carer: their own life first, then caring, then the eight outcomes (SI 2015/313 reg 3)."""

from __future__ import annotations

from alongside.care_management.assessments.questionnaires.sections import in_sum, strengths, who_took_part
from alongside.foundation.questionnaires import Question, Section, when
from alongside.rules.eligibility_carer import OUTCOMES, WAYS
from alongside.rules.inability import WAYS as WAY_WORDS

TITLES: dict[str, str] = {
    "caring_for_child": "Looking after a child",
    "caring_for_others": "Caring for others too",
    "home_environment": "Keeping their own home fit to live in",
    "nutrition": "Eating and drinking well",
    "relationships": "Family and other relationships",
    "work_training_education": "Work, learning and volunteering",
    "community_facilities": "Getting out: shops, transport, places",
    "recreation": "Time for themselves",
}
assert list(TITLES) == list(OUTCOMES), "Asked in the order of the regulation"

WHO = Section(
    "who",
    "Who took part, and how",
    short="Who took part",
    questions=(
        who_took_part.MET_ON,
        who_took_part.WHERE,
        who_took_part.METHOD,
        Question(
            "alone",
            "Did the carer have time to talk alone?",
            "choice",
            required=True,
            missing="Say whether the carer had time to talk alone",
            options=(("yes", "Yes"), ("offered", "Offered, not wanted"), ("no", "No")),
        ),
        who_took_part.COMMUNICATION,
        who_took_part.IN_CONFIDENCE,
        Question(
            "complex",
            "Is this highly complex?",
            "yes_no",
            required=True,
            missing="Say whether this is highly complex",
            hint="Serious risk, serious disagreement, or safeguarding. The council keeps such work for itself.",
        ),
    ),
)
LIFE = Section(
    "life",
    "Their own life, and what matters",
    short="Their own life",
    hint="The carer as a person, before the caring.",
    questions=(
        strengths.MATTERS,
        strengths.HOPES,
        strengths.STRENGTHS,
        strengths.NETWORKS,
    ),
)
CARING = Section(
    "caring",
    "Caring",
    questions=(
        Question(
            "adults_cared_for",
            "How many adults do they care for?",
            "number",
            required=True,
            missing="Say how many adults they care for",
            national="No. of adults being cared for",
        ),
        Question(
            "what_they_do",
            "What do they do, day and night?",
            "long_text",
            required=True,
            missing="Say what they do",
            hint="Also watching over, reminding, forms and calls, being there.",
        ),
        Question(
            "hours",
            "How many hours a week?",
            "choice",
            options="hours_caring",
            required=True,
            missing="Choose how many hours a week they care",
            national="Total Hrs Caring per week",
        ),
        Question(
            "necessary_care",
            "Is it necessary care: would the person need it from somebody else if they stopped?",
            "yes_no_unknown",
            required=True,
            missing="Say whether the care is necessary",
            hint="Not what the person could do alone, and not done only by custom. Unpaid, and not as a volunteer.",
        ),
        Question(
            "willing",
            "Are they willing to go on?",
            "choice",
            required=True,
            missing="Say whether they are willing to go on",
            options=(("yes", "Yes"), ("part", "In part, or for now"), ("no", "No")),
            hint="It is their choice, every time.",
        ),
        Question(
            "able",
            "Are they able to go on?",
            "choice",
            required=True,
            missing="Say whether they are able to go on",
            options=(("yes", "Yes"), ("part", "In part, or for now"), ("no", "No")),
        ),
        Question(
            "limits",
            "What will they do, and what not?",
            "long_text",
            required=True,
            missing="Say what they will do and what not",
            asked_if=lambda a: a["willing"] in ("part", "no") or a["able"] in ("part", "no"),
        ),
        Question("good_and_bad", "What is good about it, and what is hardest?", "long_text", person_words=True),
    ),
)
HEALTH = Section(
    "health",
    "Their health",
    questions=(
        Question(
            "health_deteriorating",
            "Is their physical or mental health getting worse, or at risk of it, because of caring?",
            "yes_no_unknown",
            required=True,
            missing="Say whether their health is getting worse or at risk",
        ),
        Question(
            "health_how",
            "How? Sleep, back, mood, appointments missed",
            "long_text",
            required=True,
            missing="Say how their health is getting worse or at risk",
            asked_if=when("health_deteriorating", is_="yes"),
        ),
    ),
)
WANTS = Question(
    "wants_work",
    "Do they work, or want to work, learn, volunteer or take part in recreation?",
    "long_text",
    hint="What they do now, and what they would do if they could (section 10(6)).",
)


def _outcome(key: str) -> tuple[Question, ...]:
    return (
        Question(
            f"{key}_able",
            TITLES[key],
            "choice",
            required=True,
            missing=f"{TITLES[key]}: say whether they can do this",
            options=(
                ("able", "Yes, they manage this beside caring"),
                ("unable", "No, or only in one of the ways below"),
                ("not_applicable", "It does not apply to them"),
                ("unknown", "Not known yet"),
            ),
        ),
        Question(
            f"{key}_ways",
            "In which way?",
            "choices",
            required=True,
            asked_if=when(f"{key}_able", is_="unable"),
            missing=f"{TITLES[key]}: choose at least one way",
            options=tuple((way, f"{WAY_WORDS[way][:1].upper()}{WAY_WORDS[way][1:]}") for way in WAYS),
        ),
        Question(
            f"{key}_hard",
            "What is hard?",
            "long_text",
            required=True,
            asked_if=when(f"{key}_able", is_="unable"),
            missing=f"{TITLES[key]}: say what is hard",
        ),
    )


OUTCOME_SECTION = Section(
    "outcomes",
    "What caring leaves room for",
    short="What caring leaves room for",
    hint="Each as it is because of caring. Think over weeks, not of one day.",
    questions=(WANTS, *(question for key in TITLES for question in _outcome(key))),
)
CONTINGENCY = Section(
    "contingency",
    "If they suddenly cannot care",
    short="If they cannot care",
    questions=(
        Question(
            "contingency",
            "Is it agreed what happens then?",
            "choice",
            required=True,
            missing="Say whether it is agreed what happens if they cannot care",
            options=(
                ("agreed", "Yes, and it is written down here"),
                ("wanted", "Not yet, and they want it"),
                ("declined", "They do not want to plan for it now"),
            ),
            hint="An accident, an admission, a death. Who comes in the first hour, who has a key, who is told?",
        ),
        Question(
            "contingency_plan",
            "What happens, who does it and whom to ring",
            "long_text",
            required=True,
            missing="Write down what happens if they cannot care",
            asked_if=when("contingency", is_="agreed"),
        ),
        Question(
            "after_me",
            "Who will care when they no longer can?",
            "long_text",
            hint="Ask every older carer, and every parent of a grown-up child. It is often the worry that is not said.",
        ),
        Question("carers_card", "Do they carry something that says they are a carer?", "yes_no"),
    ),
)
INFORMATION = Section(
    "information",
    "Information and advice",
    questions=(
        Question(
            "information_given",
            "Did you give information or advice, or say where else to go?",
            "yes_no",
            required=True,
            missing="Say whether information or advice was given",
        ),
        Question(
            "information",
            "What was given",
            "rows",
            add="Add information",
            required=True,
            missing="Say what information or advice was given",
            asked_if=when("information_given", is_="yes"),
            questions=in_sum.INFORMATION.questions,
        ),
    ),
)
IN_SUM = Section(
    "in_sum",
    "What it comes to",
    questions=(
        Question("break_wanted", "Do they want a break, and what would be one?", "long_text", person_words=True),
        in_sum.THEIR_VIEW,
        in_sum.ASSESSOR_VIEW,
        in_sum.DISAGREE,
        in_sum.DISAGREE_ON,
        in_sum.PREVENT,
        in_sum.COPY,
    ),
)
