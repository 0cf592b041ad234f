"""What comes of a planning session: what they want, what they have, and what happens. It decides no eligibility."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

SEEMS_NEED, SEEMS_CARER = "seems_need", "seems_carer"

WANTS = Section("wants", "What do they want?", short="What they want", hint="In their words, as many as there are.",
                questions=(
    Question("outcomes", "What they want to happen", "rows", add="Add something they want", questions=(
        Question("outcome", "What they want", "long_text", required=True, missing="Write what they want",
                 person_words=True),
        Question("first_step", "The first step", max_length=200),
        Question("who", "Who takes it", max_length=120),
        Question("by", "By when", "date"),
    )),
))
ASSETS = Section("assets", "What is there already?", short="What is there already", questions=(
    Question("assets", "People, places, skills and things they can use", "rows", add="Add one", questions=(
        Question("what", "What or who", required=True, missing="Say what or who it is", max_length=200),
        Question("kind", "Whose", "choice", required=True, missing="Choose whose it is", drop_down=True, options=(
            ("own", "Their own: skills, interests, money, home"), ("people", "Family, friends, neighbours"),
            ("community", "Community: groups, places"), ("everybody", "Services open to everybody"))),
        Question("how", "How it helps", max_length=300),
    )),
))
GOES_WRONG = Section("if_not", "If it does not work out", short="If it does not work", questions=(
    Question("if_not", "What they will do, and whom they will tell", "long_text"),
    Question("look_again_on", "When shall we ask how it went?", "date"),
))
MORE = Section(
    "more", "Does it seem that more is needed?", short="Is more needed?",
    hint="How it seems is enough, however much or little it is. Then an assessment must be offered. If none has been "
         "offered yet when you sign, it becomes work on a list.", questions=(
        Question(SEEMS_NEED, "Does it seem that they may need care and support?", "yes_no", required=True,
                 missing="Say whether it seems that they may need care and support"),
        Question(SEEMS_CARER, "Do they care for somebody, and may they need help to go on?", "yes_no", required=True,
                 missing="Say whether they care for somebody and may need help to go on"),
    ))

WELLBEING_PLAN = Questionnaire("wellbeing_plan", 1, "Wellbeing plan", (WANTS, ASSETS, GOES_WRONG, MORE),
                               law="Care Act 2014 sections 1, 2, 4, 9(1) and 10(1); this is not an assessment")
