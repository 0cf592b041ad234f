"""A carer's own part of a supported self-assessment: their life first, then caring, then the eight outcomes.

Where the worker's form for carers asks the very same, the key is the same.
"""

from __future__ import annotations

from alongside.foundation.questionnaires import Easy, Question, Questionnaire, Section, when
from alongside.rules.eligibility_carer import OUTCOMES, WAYS

from ..offers import Offer
from .about_me import GOING_WELL, MATTERS, WHO_HELPS, WOULD_HELP
from .care_act import AREAS, HOPES, MUCH, NOT_ME, SOME, TAKING_PART, WELL, impact, outcome
from .shared import SAFETY

ANSWERS = (
    (WELL, "I manage this beside caring"), (SOME, "Caring makes it hard"), (MUCH, "Caring leaves no room for it"),
    (NOT_ME, "Not about me"),
)
EASY_ANSWERS = (
    (WELL, "I can do this"), (SOME, "It is a bit hard"), (MUCH, "It is very hard"), (NOT_ME, "Not about me"),
)
YES_PART_NO = (("yes", "Yes"), ("part", "In part, or for now"), ("no", "No"))

# key: (title, what to think of, the same in easy read, its picture)
WORDS: dict[str, tuple[str, str, str, str]] = {
    "caring_for_child": ("Looking after a child, beside caring",
                         "Your own child, a grandchild, or another child you look after.",
                         "Can you look after your child too?", "child"),
    "caring_for_others": ("Caring for somebody else as well", "A parent, a partner, a neighbour.",
                          "Do you look after other people too?", "carer"),
    "home_environment": ("Looking after your own home", "Cleaning, washing, repairs, bills.",
                         "Can you look after your own home?", "home"),
    "nutrition": ("Eating and drinking well yourself", "Shopping, cooking, time to eat.",
                  "Can you eat and drink well?", "eating"),
    "relationships": ("Your family, your friends, your partner",
                      "Time with the people you love, also with the person you look after.",
                      "Can you see your family and friends?", "friends"),
    "work_training_education": ("Work, learning and volunteering",
                                "What you do, have given up, or would like to do.", "Can you work or learn?",
                                "working"),
    "community_facilities": ("Getting out", "Shops, the surgery, worship, the library, buses.",
                             "Can you go out?", "travel"),
    "recreation": ("Time for yourself", "Whatever you do for the joy of it.",
                   "Do you have time for yourself?", "relax"),
}
assert list(WORDS) == list(OUTCOMES), "Asked in the order of the regulation"

WHOM = Section("whom", "Whom you look after", easy=Easy(text="Who you look after", picture="carer"), questions=(
    Question("cared_for_name", "What is the name of the person you look after?", max_length=200,
             hint="If there is more than one, the one you do most for. They do not have to agree to this.",
             easy=Easy(text="Who do you look after?")),
    Question("cared_for_who", "Who are they to you?", max_length=200, hint="My mother. She lives with us.",
             easy=Easy(text="Who are they to you?", lines=("For example: my mum.",))),
    Question("adults_cared_for", "How many grown-ups do you look after?", "number",
             easy=Easy(text="How many grown-ups do you look after?")),
))
WHAT_YOU_DO = Section("what_you_do", "What you do", easy=Easy(text="What you do", picture="help"), questions=(
    Question("what_they_do", "What do you do, by day and by night?", "long_text", person_words=True,
             hint="Also watching over, reminding, forms and telephone calls, being there.",
             easy=Easy(text="What do you do for them?", lines=("Think of the day.", "Think of the night."))),
    Question("hours", "How many hours a week?", "choice", options="hours_caring", drop_down=True,
             hint="As near as you can. Being on call at night counts."),
    Question("own_needed", "If you stopped, would they need it from somebody else?", "choice",
             options=(("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure")),
             easy=Easy(text="Would they need somebody else if you stopped?")),
))
GOING_ON_CARING = Section(
    "going_on_caring", "Going on with it", hint="It is your choice, every time.",
    easy=Easy(text="Do you want to go on?", picture="think"), questions=(
        Question("willing", "Do you want to go on caring?", "choice", options=YES_PART_NO,
                 easy=Easy(text="Do you want to go on?", options=(("part", "Some of it"),))),
        Question("able", "Are you able to go on?", "choice", options=YES_PART_NO,
                 easy=Easy(text="Can you go on?", options=(("part", "Some of it"),))),
        Question("limits", "What will you do, and what not?", "long_text", person_words=True,
                 easy=Easy(text="What do you not want to do?")),
        Question("good_and_bad", "What is good about it, and what is hardest?", "long_text", person_words=True,
                 easy=Easy(text="What is good? What is hard?")),
    ))
HEALTH = Section("own_health", "Your own health", easy=Easy(text="Your health", picture="doctor"), questions=(
    Question("health_deteriorating", "Is your health getting worse because of caring, or might it?", "choice",
             hint="Of body or mind: sleep, your back, low mood, appointments you miss.",
             options=(("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure")),
             easy=Easy(text="Does it make you ill?", lines=("Do you sleep?", "Does your back hurt?", "Are you sad?"))),
    Question("health_how", "How?", "long_text", person_words=True, asked_if=when("health_deteriorating", is_="yes"),
             easy=Easy(text="Tell us more, if you want to.")),
))
SUDDENLY = Section("suddenly", "If you suddenly cannot", easy=Easy(text="If you are ill", picture="hospital"),
                   questions=(
    Question("own_contingency", "Is it agreed what happens if you are suddenly ill?", "choice",
             options=(("agreed", "Yes"), ("wanted", "No, and I want it to be"), ("declined", "No, and not now")),
             easy=Easy(text="Who helps them when you are ill?", options=(
                 ("agreed", "We know who"), ("wanted", "We do not know. I want a plan"), ("declined", "Not now")))),
    Question("contingency_plan", "Who comes, who has a key, whom do we ring?", "long_text", person_words=True,
             asked_if=when("own_contingency", is_="agreed"), easy=Easy(text="Who comes?")),
    Question("after_me", "Does it worry you who will care when you no longer can?", "long_text", person_words=True),
))
BREAK = Section("break_wanted", "A break", easy=Easy(text="A break", picture="relax"), questions=(
    Question("break_wanted", "What would be a break for you?", "long_text", person_words=True,
             hint="A whole night, an afternoon, a holiday together.", easy=Easy(text="What would be a rest for you?")),
))


def _page(key: str) -> Section:
    title, of_what, easy, picture = WORDS[key]
    return outcome(key, title, of_what, answers=ANSWERS, ways=WAYS,
                   easy=Easy(text=easy, options=EASY_ANSWERS, picture=picture))


CARER = Questionnaire("self_assessment_carer", 1, "Your own assessment as a carer", (
    *SAFETY, TAKING_PART, GOING_WELL, MATTERS, WHO_HELPS, HOPES, WHOM, WHAT_YOU_DO, GOING_ON_CARING, HEALTH,
    *(_page(key) for key in WORDS),
    impact("All of it together: how much does caring affect your life?", AREAS), SUDDENLY, BREAK, WOULD_HELP,
), law="Care Act 2014 section 10; SI 2014/2827 regulation 2; SI 2015/313 regulation 3")

CARER_OFFER = Offer(
    "carer", "self_assessment_carer", "care_act", "Assess your own needs as a carer",
    "Your own life, what caring does to it, and what would help. A worker finishes it with you.", minutes=20,
    before=("It is about you, not about the person you look after. They do not have to agree.",
            "A worker goes through it with you afterwards. What you wrote stays as you wrote it.",
            "You can stop at any page and go on another day.", "Leave out whatever you like.",
            "If you would rather talk, ring us: we do it together from the start."),
    about_a_carer=True, indicates=True,
)
