"""What both self-assessments under the Care Act ask: taking part, one page for each outcome, what it all comes to.

It is the person's own part of an assessment that is carried out together with a worker (Care Act 2014 s9 or s10;
SI 2014/2827 reg 2). The keys end in `_own`: a worker's view stands beside them and never in their place.
"""

from __future__ import annotations

from collections.abc import Mapping

from alongside.foundation.questionnaires import Easy, Question, Section, when

# The ways of finding something hard are those of the regulations, in words for oneself.
WAYS: Mapping[str, str] = {
    "needs_assistance": "I need somebody to help or remind me",
    "pain_distress_anxiety": "It hurts, or makes me very anxious or upset",
    "endangers": "It is not safe for me, or for somebody else, when I do it alone",
    "takes_longer": "It takes me much longer than it takes other people",
}
EASY_WAYS = {
    "needs_assistance": "Somebody has to help me",
    "pain_distress_anxiety": "It hurts, or I get very worried",
    "endangers": "It is not safe",
    "takes_longer": "It takes me a very long time",
}
WELL, SOME, MUCH, NOT_ME = "well", "some", "much", "not_me"
HARD = (SOME, MUCH)


def outcome(key: str, title: str, hint: str, *, easy: Easy, answers: tuple[tuple[str, str], ...],
            ways: tuple[str, ...]) -> Section:
    """One page: how they get on, in which way it is hard, and whatever they want to say."""
    return Section(key, title, easy=Easy(picture=easy.picture), questions=(
        Question(f"{key}_own", "How do you get on?", "choice", hint=hint, options=answers, easy=easy),
        Question(f"{key}_own_ways", "Which of these is true?", "choices",
                 asked_if=when(f"{key}_own", is_in=HARD), options=tuple((way, WAYS[way]) for way in ways),
                 hint="Choose as many as you like.",
                 easy=Easy(text="Why is it hard?", lines=("You can choose more than one.",),
                           options=tuple((way, EASY_WAYS[way]) for way in ways))),
        Question(f"{key}_own_words", "What would you like us to know?", "long_text", person_words=True,
                 easy=Easy(text="Tell us more, if you want to.")),
    ))


TAKING_PART = Section(
    "taking_part", "Taking part",
    hint="You have a right to help with having your say, and you can say here that you would like it.",
    easy=Easy(text="Having your say", picture="talk"), questions=(
        Question("own_way", "Who fills this in?", "choice", options=(
            ("alone", "I do, by myself"), ("helped", "I do, and somebody helps me"),
            ("for_them", "Somebody else does, for me")),
            easy=Easy(text="Who is answering?", options=(
                ("alone", "Me"), ("helped", "Me, and somebody helps me"), ("for_them", "Somebody else, for me")))),
        Question("own_difficulties", "Is any of this hard for you?", "choices", hint="Even with help and enough time.",
                 options=(("understand", "Understanding what I am told"), ("retain", "Keeping it in mind"),
                          ("use_or_weigh", "Weighing things up to decide"),
                          ("communicate", "Saying what I think and want"), ("none", "None of these")),
                 easy=Easy(text="Is something hard for you?", lines=("You can choose more than one.",), options=(
                     ("understand", "Understanding what people say"), ("retain", "Remembering it"),
                     ("use_or_weigh", "Deciding things"), ("communicate", "Saying what I want"),
                     ("none", "None of these")))),
        Question("own_helper", "Is there somebody you trust who can help you have your say?", "choice",
                 options=(("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure")),
                 easy=Easy(text="Can somebody you trust help you to have your say?")),
        Question("own_helper_name", "Who is it?", asked_if=when("own_helper", is_="yes"), max_length=200),
        Question("own_advocate", "Would you like somebody independent to help you: an advocate?", "choice",
                 hint="It costs you nothing. An advocate does not work for the council, and is on your side.",
                 options=(("yes", "Yes, please"), ("maybe", "Tell me more about it"), ("no", "No, thank you")),
                 easy=Easy(text="Would you like an advocate?", lines=(
                     "An advocate helps you to have your say.", "An advocate is on your side.",
                     "You do not pay for an advocate."))),
    ))
HOPES = Section("hopes", "What you want", easy=Easy(text="What you want", picture="think"), questions=(
    Question("hopes", "What would you like to be able to do, day to day?", "long_text", person_words=True,
             hint="Big or small: cook your own tea, see friends, sleep through, work again.",
             easy=Easy(text="What do you want to do?", lines=("It can be a small thing.", "It can be a big thing."))),
))
IMPACT_WORDS = (("a_lot", "A lot"), ("some", "Some"), ("little", "A little, or not at all"),
                ("unknown", "I am not sure"))


def impact(text: str, areas: tuple[tuple[str, str], ...]) -> Section:
    return Section("own_impact", "All of it together", easy=Easy(text="All of it together", picture="worried"),
                   questions=(
        Question("own_impact", text, "choice", options=IMPACT_WORDS,
                 easy=Easy(text="Does this make your life hard?", options=(
                     ("a_lot", "Yes, very hard"), ("some", "Yes, a bit hard"), ("little", "No"),
                     ("unknown", "I do not know")))),
        Question("own_impact_areas", "What does it touch most?", "choices", options=areas,
                 asked_if=when("own_impact", is_in=("a_lot", "some")), hint="Choose as many as you like."),
        Question("own_impact_words", "In what way?", "long_text", person_words=True,
                 asked_if=when("own_impact", is_in=("a_lot", "some")), easy=Easy(text="Tell us more, if you want to.")),
    ))


# Areas of wellbeing (Care Act s1(2)), as one would say them of oneself.
AREAS = (
    ("dignity", "Being treated with respect"), ("health", "My health, or how I feel"),
    ("protection", "Being safe from harm"), ("control", "Deciding about my own day"),
    ("participation", "Work, learning, or what I enjoy"), ("social_and_economic", "Money, and joining in"),
    ("relationships", "The people I love"), ("accommodation", "My home"),
    ("contribution", "Doing something for others"),
)
