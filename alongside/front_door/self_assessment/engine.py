"""One visitor's way through the questions: which page comes next, what was sent, and two tabs at one answer.

The declarations and the reading of answers are those of foundation/questionnaires. What differs: nobody is signed in,
there is one thing on a page, and what is not asked before sending may always be left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires import declare
from alongside.foundation.questionnaires.declare import Given, Question, Section, asked

from .offers import SENDING, Offer
from .questionnaires.sending import problems as _before_sending

# Pages that ask nothing: all answers, what came of them, all answers once more before they go.
CHECK, FOUND, SEND = "check-your-answers", "what-may-help", "check-and-send"
PERSONAL_KEYS_LONGEST = 4000  # of one answer in a public form: a page and a half
ROWS_AT_MOST = 12


@dataclass(frozen=True)
class Step:
    """One page: a section of the questionnaire, or one of the pages that ask nothing."""

    key: str
    section: Section | None = None

    @property
    def slug(self) -> str:
        return self.key.replace("_", "-")


class Way:
    """The pages that are asked now, given the answers so far."""

    def __init__(self, offer: Offer, declared: declare.Questionnaire, answers: Mapping[str, Any]) -> None:
        self.offer, self.declared, self.answers = offer, declared, answers
        self.sending_keys = {section.key for section in declare.get(SENDING).sections}

    @cached_property
    def steps(self) -> list[Step]:
        telling = [step for step in self._asked if step.key not in self.sending_keys]
        sending = [step for step in self._asked if step.key in self.sending_keys]
        middle = [Step(CHECK), Step(FOUND)] if self.offer.check_first else [Step(FOUND), Step(CHECK)]
        return [*telling, *middle, *sending, Step(SEND)]

    @cached_property
    def _asked(self) -> list[Step]:
        standing = reading.standing(self.declared, self.answers)
        return [Step(section.key, section) for section in self.declared.sections
                if asked(section, Given(standing)) and self.questions_of(section)]

    def questions_of(self, section: Section) -> list[Question]:
        return [question for one, question in self._questions if one.key == section.key]

    @cached_property
    def _questions(self) -> list[tuple[Section, Question]]:
        return [(section, question) for section, question in self.declared.asked_questions(self.answers)
                if not question.retired]

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def after(self, step: Step) -> Step:
        steps = self.steps
        place = next(number for number, one in enumerate(steps) if one.key == step.key)
        coming = steps[place + 1] if place + 1 < len(steps) else steps[-1]
        # A search shows what was found; its answers are on a page of their own for whoever asks for it.
        return self.after(coming) if coming.key == CHECK and not self.offer.check_first else coming

    def before(self, step: Step) -> Step | None:
        steps = self.steps
        place = next(number for number, one in enumerate(steps) if one.key == step.key)
        if not place:
            return None
        earlier = steps[place - 1]
        return self.before(earlier) if earlier.key == CHECK and not self.offer.check_first else earlier

    def first_open(self) -> Step:
        """Where to go on: the first page of the questions that has no answer yet, else what comes after them."""
        for step in self.steps:
            if step.section is None:
                return step
            if not any(question.key in self.answers for question in self.questions_of(step.section)):
                return step
        return self.steps[-1]

    def place(self, step: Step) -> tuple[int, int]:
        """Which question of how many, as far as can be said now; sending counts by itself."""
        sending = step.key in self.sending_keys or step.key == SEND
        same = [one for one in self.steps
                if one.section and (one.key in self.sending_keys) == sending]
        keys = [one.key for one in same]
        return (keys.index(step.key) + 1 if step.key in keys else len(keys), len(keys))

    def problems(self, *, of: Iterable[str] = (), missing: bool = True) -> list[reading.Problem]:
        """What stands in the way, of these sections; of none, of everything."""
        wanted = set(of)
        found = reading.problems(self.declared, self.answers, missing=missing)
        found += [*_too_long(self.declared, self.answers), *_before_sending(self.answers)]
        return [one for one in found if (not wanted or one.section in wanted) and (missing or not one.missing)]

    @property
    def telling_keys(self) -> set[str]:
        """The sections of the questionnaire itself, without those that are asked before sending."""
        return {section.key for section in self.declared.sections} - self.sending_keys


def _too_long(declared: declare.Questionnaire, answers: Mapping[str, Any]) -> Iterable[reading.Problem]:
    for section, question in declared.asked_questions(answers):
        value = answers.get(question.key)
        if question.kind == "long_text" and isinstance(value, str) and len(value) > PERSONAL_KEYS_LONGEST:
            yield reading.Problem(section.key, question.key,
                                  f"Write at most {PERSONAL_KEYS_LONGEST:,} characters; this has {len(value):,}")
        if question.kind == "rows" and isinstance(value, list) and len(value) > ROWS_AT_MOST:
            yield reading.Problem(section.key, question.key, f"Write at most {ROWS_AT_MOST} of them")


# --- what was sent --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """What a page sends: its answers, and what stood there when it was made."""

    answers: Mapping[str, Any]
    base: Mapping[str, str] = field(default_factory=dict)
    # For answers that two tabs changed: "mine" or "theirs".
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Conflict:
    """One answer that was changed in another tab meanwhile."""

    question: Question
    mine: Any
    theirs: Any

    @property
    def said(self) -> tuple[str, str]:
        return reading.in_words(self.question, self.mine), reading.in_words(self.question, self.theirs)


def page_sent(declared: declare.Questionnaire, questions: Iterable[Question], data: Any) -> Page:
    """What a form sent for these questions. Of other questions it can say nothing."""
    keys = {question.key for question in questions} & {key for key in data.get("keys", "").split(",") if key}
    try:
        base = json.loads(data.get("base") or "{}")
    except ValueError:
        base = {}
    return Page(
        reading.read(declared, data, keys),
        {str(key): str(value) for key, value in base.items()} if isinstance(base, dict) else {},
        {key: data[f"stands-{key}"] for key in keys if data.get(f"stands-{key}") in ("mine", "theirs")},
    )


def base_of(questions: Iterable[Question], answers: Mapping[str, Any]) -> str:
    return json.dumps({question.key: reading.digest(answers.get(question.key)) for question in questions})


def merged(declared: declare.Questionnaire, saved: Mapping[str, Any], page: Page
           ) -> tuple[dict[str, Any], list[Conflict]]:
    """The answers with what this page changed; where another tab changed the same one, somebody chooses."""
    after, conflicts = dict(saved), []
    for key, mine in page.answers.items():
        theirs, base = saved.get(key), page.base.get(key)
        if mine == theirs or page.choices.get(key) == "theirs" or (base is not None and base == reading.digest(mine)):
            continue
        untouched = theirs is None or base is None or base == reading.digest(theirs)
        if untouched or page.choices.get(key) == "mine":
            after[key] = mine
        else:
            conflicts.append(Conflict(declared.question(key), mine, theirs))
    return {key: value for key, value in after.items() if value is not None}, conflicts
