"""An adult's own part of a supported self-assessment: strengths first, then the ten outcomes in plain words."""

from __future__ import annotations

from alongside.foundation.questionnaires import Easy, Question, Questionnaire, Section, when
from alongside.rules.eligibility_adult import OUTCOMES
from alongside.rules.inability import WAYS

from ..offers import Offer
from .about_me import CHANGED, GOING_WELL, GOOD_DAY, MATTERS, WHO_HELPS, WOULD_HELP
from .care_act import AREAS, HOPES, MUCH, NOT_ME, SOME, TAKING_PART, WELL, impact, outcome
from .shared import SAFETY

ANSWERS = (
    (WELL, "I manage well"), (SOME, "I need a little help, or it takes me a long time"),
    (MUCH, "I need a lot of help, or it hurts or worries me"), (NOT_ME, "Not about me"),
)
EASY_ANSWERS = (
    (WELL, "I can do this"), (SOME, "It is a bit hard"), (MUCH, "It is very hard"), (NOT_ME, "Not about me"),
)

# key: (title, what to think of, the same in easy read, its picture)
WORDS: dict[str, tuple[str, str, str, str]] = {
    "nutrition": ("Eating and drinking", "Shopping, cooking, eating, drinking enough.",
                  "Can you eat and drink well?", "eating"),
    "personal_hygiene": ("Washing", "Washing, the bath, teeth, hair, nails, clean clothes.",
                         "Can you wash yourself?", "washing"),
    "toilet": ("Using the toilet", "Getting there in time, by day and by night.",
               "Can you use the toilet?", "toilet"),
    "clothing": ("Getting dressed", "Choosing clothes, putting them on, being warm enough.",
                 "Can you get dressed?", "dressing"),
    "home_safety": ("Being safe at home",
                    "Steps and stairs, the kitchen, the bathroom, getting in and out, calling for help.",
                    "Are you safe at home?", "home"),
    "home_environment": ("Looking after your home",
                         "Keeping it clean and warm enough, rent and bills.", "Can you look after your home?", "home"),
    "relationships": ("Family and friends", "Seeing people, staying in touch, not being lonely.",
                      "Can you see your family and friends?", "friends"),
    "work_training_education": ("Work, learning and volunteering",
                                "What you do, or would like to do.", "Can you work or learn?", "working"),
    "community_facilities": ("Getting out and about",
                             "Shops, buses, the surgery, worship, the library, things you enjoy.",
                             "Can you go out?", "travel"),
    "caring_for_child": ("Looking after a child",
                         "Your own child, a grandchild, or another child you look after.",
                         "Can you look after your child?", "child"),
}
assert list(WORDS) == list(OUTCOMES), "Asked in the order of the regulation"
HELPED = "Think of how it would be if nobody helped you. Help that you have now does not count against you."

HEALTH = Section("own_health", "Your health", easy=Easy(text="Your health", picture="doctor"), questions=(
    Question("own_condition", "Do you have an illness, an injury or a disability that makes everyday life harder?",
             "choice", hint="Of body or mind. You do not need a diagnosis.",
             options=(("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure")),
             easy=Easy(text="Do you have an illness or a disability?", lines=("It can be in your body.",
                                                                             "It can be in your mind."))),
    Question("own_condition_what", "What is it, and how does it make things harder?", "long_text", person_words=True,
             asked_if=when("own_condition", is_in=("yes", "unknown")), easy=Easy(text="What is it?")),
    Question("own_comes_and_goes", "Does it come and go?", "choice",
             asked_if=when("own_condition", is_in=("yes", "unknown")),
             options=(("yes", "Yes, I have good and bad spells"), ("no", "No, it is much the same"))),
    Question("own_bad_spell", "What is a bad day or a bad spell like?", "long_text", person_words=True,
             asked_if=when("own_comes_and_goes", is_="yes"), easy=Easy(text="What is a bad day like?")),
))


def _page(key: str) -> Section:
    title, of_what, easy, picture = WORDS[key]
    return outcome(key, title, f"{of_what} {HELPED}", answers=ANSWERS, ways=tuple(WAYS),
                   easy=Easy(text=easy, lines=("What if nobody helped you?",), options=EASY_ANSWERS, picture=picture))


ADULT = Questionnaire("self_assessment_adult", 1, "Your own assessment", (
    *SAFETY, TAKING_PART, GOOD_DAY, GOING_WELL, MATTERS, WHO_HELPS, HOPES, CHANGED, HEALTH,
    *(_page(key) for key in WORDS),
    impact("All of it together: how much does it affect your life?", AREAS), WOULD_HELP,
), law="Care Act 2014 section 9; SI 2014/2827 regulation 2; SI 2015/313 regulation 2")

ADULT_OFFER = Offer(
    "adult", "self_assessment_adult", "care_act", "Assess your own needs for care and support",
    "What matters to you, what goes well, and ten parts of everyday life. A worker finishes it with you.", minutes=25,
    before=("A worker goes through it with you afterwards. What you wrote stays as you wrote it.",
            "You can stop at any page and go on another day.", "Leave out whatever you like.",
            "Somebody may help you to fill it in. You can also ask for an advocate.",
            "If you would rather talk, ring us: we do it together from the start."),
    indicates=True,
)
