"""A short questionnaire of every kind of question, declared for the tests alone."""

from alongside.foundation.questionnaires import Covered, Question, Questionnaire, Section, register, when

SAFE = Section("safe", "Is anyone unsafe now?", short="Safe now?", hint="Ask this first.", questions=(
    Question("unsafe", "Is anyone unsafe now?", "choice", boxed=True, required=True,
             options=(("yes", "Yes, someone is unsafe now"), ("worrying", "Not now, but something is worrying"),
                      ("no", "No")), option_hints=(("yes", "Opens urgent support at once."),)),
    Question("danger", "What is the danger?", "long_text", required=True, asked_if=when("unsafe", is_="yes")),
    Question("in_their_words", "In their words", "long_text", person_words=True, notices="promises"),
))
CARING = Section("caring", "Caring", questions=(
    Question("cares", "Do they look after somebody?", "yes_no_unknown"),
    Question("hours", "How many hours a week?", "number", asked_if=when("cares", is_="yes"), national="CarerHours"),
    Question("helps_with", "What do they help with?", "choices",
             asked_if=lambda a: bool(a["hours"]) and a["cares"] == "yes",
             options=(("meals", "Meals"), ("washing", "Washing and dressing"), ("money", "Money and letters"))),
))
AGREED = Section("agreed", "What we agreed", questions=(
    Question("promises", "Promises", "rows", add="Add a promise", questions=(
        Question("what", "What", required=True, missing="Say what was promised"),
        Question("who", "Who"),
        Question("by", "By when", "date"),
    )),
    Question("spoke_on", "When did you speak?", "date", not_future=True),
    Question("saved_a_week", "What does it save a week?", "money"),
    Question("one_line", "In one line", max_length=40),
))
DEMO = Questionnaire("demo_talk", 1, "A first talk", (SAFE, CARING, AGREED), law="Care Act 2014 s9")


def declare() -> None:
    register(DEMO, covered=Covered("work.see"))
