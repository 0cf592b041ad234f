"""A short guided search: a few questions, and what there is near people that may help, with the reason for each."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section, any_of, when

from ..offers import Offer
from .shared import FOR_WHOM, GOING_ON, LIKES, SAFETY

CARER = when("for_whom", is_="caring")

GUIDED_SEARCH = Questionnaire("guided_search", 1, "Help me find what would help", (
    *SAFETY,
    FOR_WHOM,
    Section("caring", "Looking after somebody", asked_if=CARER, questions=(
        Question("caring", "What would make it easier?", "choices", options=(
            ("break", "A break"), ("talk", "Somebody to talk to who knows what it is like"),
            ("advice", "Advice on money and rights"), ("equipment", "Equipment that makes it easier"),
            ("young", "I am under 18"))),
    )),
    GOING_ON,
    Section("falls", "Falling", asked_if=when("going_on", is_="falls"), questions=(
        Question("falls", "What would help with that?", "choices", options=(
            ("rails", "Rails, or other things about the house"), ("alarm", "A way to call for help"),
            ("stronger", "Getting stronger and steadier"))),
    )),
    LIKES,
    Section("together", "The first time",
            asked_if=any_of(when("likes"), when("going_on", is_in=("company", "confidence", "going_out"))), questions=(
        Question("together", "Would it help if somebody went with you the first time?", "yes_no"),
    )),
    Section("own_words", "In your own words", questions=(
        Question("own_words", "Is there anything else, in your own words?", "long_text", person_words=True,
                 hint="You can leave this blank. We look for help by what you write."),
    )),
    Section("near", "Near you", questions=(
        Question("postcode", "What is your postcode?", max_length=10,
                 hint="We show what is nearest first. The first half is enough, like WM4. You can leave this blank."),
    )),
), law="Care Act 2014 sections 2 and 4")

GUIDED_SEARCH_OFFER = Offer(
    "guided_search", "guided_search", "guided_search", "Find what would help",
    "A few questions. Then we show what there is near you, and why we thought of it.", minutes=3,
    before=("It is not a test. Nobody decides anything about you.", "We do not ask for your name."),
    check_first=False,
)
