"""What is asked of whoever chooses to send what they wrote: who they are, how to reach them, what they agree to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alongside.foundation.design import telephones
from alongside.foundation.questionnaires import Question, Questionnaire, Section, when
from alongside.foundation.questionnaires.answers import Problem

ANOTHER = when("who", is_in=("family", "friend"))
PROFESSIONAL = "professional"

SENDING = Questionnaire("self_assessment_sending", 1, "Sending it to us", (
    Section("who_are_you", "Who are you?", questions=(
        Question("who", "Who are you?", "choice", required=True, missing="Say who you are", options=(
            ("me", "It is about me"), ("carer", "I look after somebody, and it is about me as a carer"),
            ("family", "It is about somebody in my family"), ("friend", "It is about a friend or neighbour"),
            (PROFESSIONAL, "I am here for my work"))),
    )),
    Section("about_whom", "Who is it about?", asked_if=ANOTHER, questions=(
        Question("about_name", "What is the name of the person it is about?", required=True, max_length=200,
                 missing="Write the name of the person it is about"),
        Question("they_know", "Do they know that you write to us?", "choice", required=True,
                 missing="Say whether they know that you write to us", options=(
                     ("yes", "Yes, and they agree"), ("not_agreed", "Yes, and they do not agree"), ("no", "No"))),
    )),
    Section("your_name", "Your name", questions=(
        Question("your_name", "What is your name?", required=True, max_length=200, missing="Write your name"),
    )),
    Section("reach_you", "How to reach you", hint="A telephone number or an email address: one is enough.", questions=(
        Question("telephone", "Telephone", max_length=40),
        Question("email", "Email address", max_length=254),
        Question("best_way", "What suits you best?", "choice", options=(
            ("ring", "Ring me"), ("text", "Send me a text"), ("write", "Send me an email"), ("letter", "A letter"))),
        Question("careful", "Is there anything we should be careful about?", "long_text",
                 hint="When not to ring, whether we may leave a message, who else may answer."),
    )),
    Section("find_you", "Finding the right record", hint="It helps us not to mix people up. You can leave it blank.",
            questions=(
        Question("date_of_birth", "Date of birth", "date", not_future=True,
                 hint="Of the person it is about. For example 27 3 1952."),
        Question("address", "Address", "long_text", hint="Where the person it is about lives, with the postcode."),
    )),
    Section("easier", "Making it easier", questions=(
        Question("easier", "What would make it easier to talk with you?", "long_text",
                 hint="An interpreter, British Sign Language, large print, somebody with you, time to think."),
    )),
    Section("agree", "What you agree to", questions=(
        Question("agree", "Do you agree that adult social care reads this and gets in touch with you?", "choice",
                 required=True, missing="Say whether you agree that we read it and get in touch",
                 options=(("yes", "Yes"), ("no", "No, I do not want to send it"))),
        Question("ask_others", "May we speak about it with others who help, such as the GP?", "choice", options=(
            ("yes", "Yes"), ("ask_first", "Ask me first"), ("no", "No"))),
    )),
), law="UK GDPR articles 6 and 13; Care Act 2014 section 4")


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """What no single question can say: there is a way to reach them, and they agree."""
    if answers.get("who") == PROFESSIONAL:
        yield Problem("who_are_you", "who", "Here for your work? There is a page of its own for you")
    if not answers.get("telephone") and not answers.get("email"):
        yield Problem("reach_you", "telephone", "Write a telephone number or an email address", "missing")
    if email := answers.get("email"):
        try:
            validate_email(email)
        except ValidationError:
            yield Problem("reach_you", "email", "Write an email address like name@example.com")
    if (telephone := answers.get("telephone")) and not telephones.is_whole(telephone):
        yield Problem("reach_you", "telephone", "Write the whole telephone number, like 01632 960123")
    if answers.get("agree") == "no":
        yield Problem("agree", "agree", "We cannot read it unless you agree. Nothing is sent. "
                                        "You can keep it for later, or throw it away")
