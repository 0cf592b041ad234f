"""A note, and its correction: the same questions, and why."""

from alongside.foundation.questionnaires import Question, Questionnaire, Section, when

NOTE = Section("note", "The note", questions=(
    Question("kind", "What kind of note is it?", "choice", options="note_kind", required=True),
    Question("on", "When did it happen?", "date", required=True, not_future=True),
    Question("at", "At what time?", hint="If it matters, for example 10.42", max_length=5),
    Question("with_whom", "With whom?", hint="Everybody who was there or on the line", max_length=200),
    Question("words", "What happened, what was said, what you make of it", "long_text", required=True, roomy=True,
             missing="Write the note before you save it",
             hint="Type, or paste what you dictated. Facts and opinions apart; the person may read it"),
))
MARKS = Section("marks", "Sensitive, or significant?", questions=(
    Question("marks", "Does any of this hold?", "choices", options=(
        ("third_party", "It tells of, or comes from, somebody else"),
        ("sensitive", "It is sensitive: only for those whose work needs it"),
        ("significant", "It is a significant event in the person’s life"),
    ), option_hints=(
        ("third_party", "Left out of a copy given to the person, unless it may be shown"),
        ("significant", "Shown among significant events"),
    )),
    Question("significant_title", "What happened, in one line?", required=True, max_length=200,
             missing="Say in one line what happened, for the list of significant events",
             asked_if=when("marks", is_="significant")),
))
WHY = Section("why", "Why it is corrected", questions=(
    Question("reason", "What was wrong, or missing?", required=True, max_length=300,
             missing="Say what was wrong, or missing"),
))

CASE_NOTE = Questionnaire("case_note", 1, "Note", (NOTE, MARKS))
CORRECTION = Questionnaire("case_note_correction", 1, "Correction of a note", (WHY, NOTE, MARKS))
