"""A message from a worker: an answer in a thread, or the first of a new one."""

from alongside.foundation.questionnaires import Question, Questionnaire, Section, when

WORDS = Question(
    "words", "Your message", "long_text", required=True, roomy=True, max_length=10_000,
    missing="Write the message before you send it",
    hint="Short, plain words. They read it on their own telephone, and so may whoever holds it",
)
ASKING = Section("asking", "Do you ask for something?", questions=(
    Question("asks", "Do you ask them for something?", "yes_no", required=True,
             missing="Say whether you ask them for something"),
    Question("asks_for", "What do you ask for?", required=True, max_length=300, asked_if=when("asks", is_="yes"),
             missing="Say what you ask for", hint="For example: a photograph of the letter from the hospital"),
    Question("asks_by", "By which day?", "date", asked_if=when("asks", is_="yes"), hint="Leave blank if it can wait"),
))

ANSWER = Questionnaire("message_answer", 1, "Message", (Section("message", "What you write", (WORDS,)), ASKING))
FIRST = Questionnaire("message_first", 1, "New message", (
    Section("message", "What you write", (
        Question("about", "What is it about?", required=True, max_length=120, missing="Say what it is about",
                 hint="A few words: they see them in the list of their messages"), WORDS)),
    ASKING,
))
