"""Easy read of the questions that several forms share: one file, so that people can read it through together.

Short sentences, one idea to a line. Pictures are places (foundation/design/easy_read.py) that a council fills.
Not yet tried by people with learning disabilities; whoever tries it with them changes the words here.
"""

from __future__ import annotations

from dataclasses import replace

from alongside.foundation.questionnaires import Easy, Question, Questionnaire, Section

QUESTIONS: dict[str, Easy] = {
    "safe_now": Easy("Is somebody in danger now?", ("It can be you.", "It can be another person."), (
        ("safe", "No"), ("worrying", "Not now, but I am worried"), ("unsafe", "Yes"))),
    "rung": Easy("Did you ring 999?", (), (
        ("yes", "Yes. Help is coming"), ("cannot", "No. I cannot ring"), ("later", "No. I want to go on here"))),
    "worry": Easy("What are you worried about?", ("You do not have to say.", "If you tell us, we read it first.")),
    "for_whom": Easy("Who needs help?", (), (
        ("me", "Me"), ("caring", "Me. I look after somebody"), ("other", "Another person"))),
    "going_on": Easy("What is hard for you?", ("You can choose more than one.", "You can choose none."), (
        ("company", "I am lonely"), ("bereaved", "Somebody I love has died"), ("low", "I am sad or worried"),
        ("confidence", "I am afraid to do things"), ("going_out", "Going out"),
        ("washing", "Washing or getting dressed"),
        ("moving", "Stairs, or getting up"), ("falls", "I fall over"), ("food", "Shopping or cooking"),
        ("home", "Cleaning my home"), ("memory", "I forget things"), ("hospital", "Coming home from hospital"),
        ("stroke", "I had a stroke"), ("senses", "Seeing or hearing"), ("money", "Money"),
        ("caring", "I look after somebody"))),
    "likes": Easy("What do you like to do?", ("You can choose more than one.",), (
        ("people", "Be with people"), ("useful", "Help other people"), ("garden", "Gardens, or being outside"),
        ("making", "Make things"), ("music", "Music or singing"), ("moving", "Walk, dance or swim"),
        ("learning", "Learn new things"), ("faith", "My faith"), ("animals", "Animals"),
        ("eating", "Eat with other people"))),
    "good_day": Easy("What is a good day?", ("What do you do?", "Who do you see?", "What makes you smile?")),
    "going_well": Easy("What are you good at?", ("What do you like to do?",)),
    "matters": Easy("What is important to you?", ("Think of people.", "Think of things.", "Think of places.")),
    "people": Easy("Who helps you?", ("It can be your family.", "It can be a friend.", "You can leave this out.")),
    "changed": Easy("What is different now?", ("When did it change?",)),
    "tried": Easy("What have you tried?", ("What helped?", "What did not help?")),
    "hard": Easy("What would help you?", ("What is hard?", "What would you change?")),
    "caring": Easy("What would help you?", ("You can choose more than one.",), (
        ("break", "A rest"), ("talk", "Talking to somebody"), ("advice", "Help with money"),
        ("equipment", "Things that make it easier"), ("young", "I am under 18"))),
    "falls": Easy("What would help?", ("You can choose more than one.",), (
        ("rails", "Rails to hold on to"), ("alarm", "A button to call for help"), ("stronger", "Getting stronger"))),
    "together": Easy("Do you want somebody to go with you the first time?"),
    "own_words": Easy("Do you want to tell us more?", ("You can leave this out.",)),
    "postcode": Easy("Where do you live?", ("Write your postcode.", "It is at the end of your address.",
                                           "You can leave this out.")),
    "looking_for": Easy("What do you want?", ("You can choose more than one.",), (
        ("home_care", "Help at home"), ("live_in", "Somebody who lives with me"), ("equipment", "Things for my home"),
        ("company", "People to be with"), ("break", "A rest for the person who helps me"), ("care_home", "A care home"),
        ("advice", "Help with money"), ("not_sure", "I do not know"))),
    "paying": Easy("How will you pay?", ("You do not have to say.",), (
        ("savings", "Money I have saved"), ("income", "My pension or my pay"), ("home", "My house"),
        ("family", "My family helps"), ("council", "The council may have to help"), ("not_sure", "I do not know"))),
    "when": Easy("When do you need it?", (), (
        ("now", "Now"), ("weeks", "In a few weeks"), ("plan", "Later"))),
    # of the assessments under the Care Act
    "own_helper_name": Easy("Who is it?"),
    "own_comes_and_goes": Easy("Are some days worse than others?", (), (("yes", "Yes"), ("no", "No"))),
    "own_impact_areas": Easy("What is most hard?", ("You can choose more than one.",), (
        ("dignity", "People are not kind to me"), ("health", "My body, or how I feel"), ("protection", "I am not safe"),
        ("control", "I cannot decide things"), ("participation", "Work, or fun"),
        ("social_and_economic", "Money, or joining in"), ("relationships", "My family and friends"),
        ("accommodation", "My home"), ("contribution", "Helping other people"))),
    "hours": Easy("How many hours do you help, in a week?", ("Count the nights too.", "You can guess.")),
    "after_me": Easy("Who will help them when you are old?", ("Does it worry you?",)),
    # before it is sent
    "who": Easy("Who are you?", (), (
        ("me", "I need help"), ("carer", "I look after somebody. I need help"),
        ("family", "I ask for somebody in my family"),
        ("friend", "I ask for a friend"), ("professional", "I ask because of my work"))),
    "about_name": Easy("Who needs help?", ("Write their name.",)),
    "they_know": Easy("Do they know that you ask us?", (), (
        ("yes", "Yes. They want it"), ("not_agreed", "Yes. They do not want it"), ("no", "No"))),
    "your_name": Easy("What is your name?"),
    "telephone": Easy("What is your telephone number?", ("Write your telephone number, or your email.",)),
    "email": Easy("What is your email?"),
    "best_way": Easy("How should we talk to you?", (), (
        ("ring", "Ring me"), ("text", "Send me a text"), ("write", "Send me an email"),
        ("letter", "Send me a letter"))),
    "careful": Easy("Do we need to be careful?", ("Is there a bad time to ring?", "Can other people hear?")),
    "date_of_birth": Easy("When were you born?", ("Write the day, the month and the year.", "You can leave this out.")),
    "address": Easy("Where do you live?", ("Write your address.", "You can leave this out.")),
    "easier": Easy("What makes it easier to talk?", ("Pictures?", "Big letters?", "Another language?",
                                                    "Somebody with you?", "More time?")),
    "agree": Easy("Can we read this, and talk to you?", (), (("yes", "Yes"), ("no", "No. Do not send it"))),
    "ask_others": Easy("Can we talk to other people who help you?", ("For example: your doctor.",), (
        ("yes", "Yes"), ("ask_first", "Ask me first"), ("no", "No"))),
}
# By the key of a page: its title, and the place of its picture.
PAGES: dict[str, Easy] = {
    "safe": Easy(picture="danger"), "ring_now": Easy(picture="telephone"), "worry": Easy(picture="worried"),
    "for_whom": Easy(picture="help"), "going_on": Easy(picture="worried"), "likes": Easy(picture="group"),
    "good_day": Easy(picture="friends"), "going_well": Easy(picture="good_at"), "matters": Easy(picture="matters"),
    "who_helps": Easy(picture="family"), "changed": Easy(picture="think"), "tried": Easy(picture="think"),
    "would_help": Easy(picture="help"), "caring": Easy(picture="carer"), "falls": Easy(picture="home"),
    "together": Easy(picture="travel"), "own_words": Easy(picture="talk"), "near": Easy(picture="home"),
    "looking_for": Easy(picture="help"), "paying": Easy(picture="money"), "when": Easy(picture="think"),
    "who_are_you": Easy(picture="talk"), "about_whom": Easy(picture="family"), "your_name": Easy(picture="record"),
    "reach_you": Easy(text="How to reach you", picture="telephone"),
    "find_you": Easy(text="Finding you", picture="record"), "easier": Easy(picture="interpreter"),
    "agree": Easy(text="Is this all right?", picture="send"),
}


def with_easy(questionnaire: Questionnaire) -> Questionnaire:
    """The same with easy words, wherever a question has none of its own."""
    return replace(questionnaire, sections=tuple(_section(section) for section in questionnaire.sections))


def _section(section: Section) -> Section:
    return replace(section, easy=section.easy or PAGES.get(section.key),
                   questions=tuple(_question(question) for question in section.questions))


def _question(question: Question) -> Question:
    return question if question.easy else replace(question, easy=QUESTIONS.get(question.key))
