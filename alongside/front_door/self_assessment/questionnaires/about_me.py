"""About me and what would help: what a good day is, who helps, what matters; only then what is hard.

It asks for what the first conversation asks for, under the same keys, so that a worker retypes nothing.
"""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

from ..offers import Offer
from .shared import FOR_WHOM, GOING_ON, LIKES, SAFETY

GOOD_DAY = Section("good_day", "A good day", questions=(
    Question("good_day", "What does a good day look like?", "long_text", person_words=True,
             hint="What do you do, who do you see, what makes you smile?"),
))
GOING_WELL = Section("going_well", "What goes well", questions=(
    Question("going_well", "What do you enjoy, and what are you good at?", "long_text", person_words=True,
             hint="Things you do now, or used to do."),
))
MATTERS = Section("matters", "What matters", questions=(
    Question("matters", "What matters most to you?", "long_text", person_words=True,
             hint="What would you want anybody to know who helps you?"),
))
WHO_HELPS = Section("who_helps", "Who helps", questions=(
    Question("people", "Who is around you, and who helps?", "rows", add="Add somebody else",
             hint="Family, friends, neighbours, a group you go to. You can leave this blank.", questions=(
                 Question("name", "Name", max_length=200),
                 Question("words", "What they do, or who they are to you", max_length=200,
                          hint="My daughter. Rings every evening."))),
))
CHANGED = Section("changed", "What has changed", questions=(
    Question("changed", "What has changed lately?", "long_text", person_words=True,
             hint="Since when, and what is different now?"),
))
TRIED = Section("tried", "What you have tried", questions=(
    Question("tried", "What have you tried?", "long_text", person_words=True,
             hint="What helped, even a little, and what did not?"),
))
WOULD_HELP = Section("would_help", "What would help", questions=(
    Question("hard", "What is hard, and what would help?", "long_text", person_words=True,
             hint="If one thing could be different, what would it be?"),
))

ABOUT_ME = Questionnaire("about_me_and_what_would_help", 1, "About me and what would help", (
    *SAFETY, FOR_WHOM, GOOD_DAY, GOING_WELL, MATTERS, WHO_HELPS, LIKES, CHANGED, GOING_ON, TRIED, WOULD_HELP,
), law="Care Act 2014 sections 1, 2, 4 and 9")

ABOUT_ME_OFFER = Offer(
    "about_me", "about_me_and_what_would_help", "guided_search", "About me and what would help",
    "Tell your story once: a good day, who helps, what matters, what would help. You can keep it, print it or send "
    "it to us.", minutes=10,
    before=("Leave out whatever you like.", "Nobody sees it unless you choose to send it.",
            "You can stop and come back another day."),
)
