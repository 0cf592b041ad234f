"""Questions that stand in more than one: safety, whom it is about, what is going on, what people like.

Where the first conversation asks the same, the key is the same: a worker finds the answer there, as it was written.
"""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

SAFE = Section("safe", "Is anyone unsafe now?", questions=(
    Question("safe_now", "Is anyone unsafe right now?", "choice", required=True,
             missing="Say whether anyone is unsafe right now",
             hint="You, or somebody you worry about.",
             options=(("safe", "No"), ("worrying", "Not right now, but something worries me"),
                      ("unsafe", "Yes, somebody is in danger now"))),
))
# Its page shows whom to ring, larger than anything else.
RING_NOW = Section("ring_now", "Ring 999 now", asked_if=when("safe_now", is_="unsafe"), questions=(
    Question("rung", "Have you been able to ring?", "choice",
             options=(("yes", "Yes, help is coming"), ("cannot", "No, I cannot ring, or it is not safe to"),
                      ("later", "No, but I want to go on here"))),
))
WORRY = Section("worry", "What worries you?", asked_if=when("safe_now", is_in=("worrying", "unsafe")), questions=(
    Question("worry", "What worries you?", "long_text", person_words=True,
             hint="You do not have to say. If you do, we read it first."),
))
SAFETY = (SAFE, RING_NOW, WORRY)

FOR_WHOM = Section("for_whom", "Who is this for?", questions=(
    Question("for_whom", "Who is this for?", "choice", options=(
        ("me", "Me"), ("caring", "Me, because I look after somebody"), ("other", "Somebody else"))),
))

GOING_ON = Section("going_on", "What is going on?", questions=(
    Question("going_on", "What is going on?", "choices",
             hint="Choose as many as you like. None is fine too.",
             options=(
                 ("company", "I miss company"),
                 ("bereaved", "Somebody close to me has died"),
                 ("low", "I feel low or worried"),
                 ("confidence", "I have lost my confidence"),
                 ("going_out", "Getting out of the house is hard"),
                 ("washing", "Washing, dressing or the bath is hard"),
                 ("moving", "Stairs, steps or getting up is hard"),
                 ("falls", "I fall, or am afraid of falling"),
                 ("food", "Shopping or cooking is hard"),
                 ("home", "Cleaning or jobs about the house are hard"),
                 ("memory", "Memory is a worry"),
                 ("hospital", "Coming home from hospital"),
                 ("stroke", "Life after a stroke"),
                 ("senses", "Sight or hearing is getting worse"),
                 ("money", "Money or bills are a worry"),
                 ("caring", "I look after somebody"),
             )),
))

LIKES = Section("likes", "What do you like doing?", questions=(
    Question("likes", "What do you like, or would you like to do?", "choices",
             hint="What you used to like counts too.",
             options=(
                 ("people", "Being with people"),
                 ("useful", "Being useful to others"),
                 ("garden", "Gardening, or being outdoors"),
                 ("making", "Making things"),
                 ("music", "Music or singing"),
                 ("moving", "Moving: walking, dancing, swimming"),
                 ("learning", "Learning something new"),
                 ("faith", "My faith"),
                 ("animals", "Animals"),
                 ("eating", "A meal with others"),
             )),
))
