"""The words a form is declared in: a questionnaire has sections, a section has questions. Frozen; no Django here.

A key is never the wording: wording may be put better, a key stays. A changed meaning is a new version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

KINDS = ("text", "long_text", "yes_no", "yes_no_unknown", "choice", "choices", "date", "number", "money", "rows")
YES_NO = (("yes", "Yes"), ("no", "No"))
YES_NO_UNKNOWN = (*YES_NO, ("unknown", "Not known"))
LONGEST = {"text": 500, "long_text": 100_000}

Answers = Mapping[str, Any]
Options = str | tuple[tuple[str, str], ...]


class Given(dict):
    """Answers as conditions read them: a question nobody answered is None, not an error."""

    def __missing__(self, key: str) -> None:
        return None


@dataclass(frozen=True)
class When:
    """A condition that the browser can follow too. Made by `when`, `all_of`, `any_of`."""

    question: str = ""
    values: tuple[str, ...] = ()
    every: tuple[When, ...] = ()
    some: tuple[When, ...] = ()

    def __call__(self, answers: Answers) -> bool:
        if self.every:
            return all(one(answers) for one in self.every)
        if self.some:
            return any(one(answers) for one in self.some)
        given = answers.get(self.question)
        given = [str(one) for one in given] if isinstance(given, list) else [] if given is None else [str(given)]
        return bool(set(given) & set(self.values)) if self.values else bool(given)

    def as_data(self) -> dict[str, Any]:
        if self.every or self.some:
            return {"every" if self.every else "some": [one.as_data() for one in self.every or self.some]}
        return {"question": self.question, "values": list(self.values)}


def when(question: str, *, is_: str = "", is_in: tuple[str, ...] = ()) -> When:
    """Asked when that question was answered so (of several choices: when one of them is so); bare: answered at all."""
    return When(question, tuple(is_in) or ((is_,) if is_ else ()))


def all_of(*conditions: When) -> When:
    return When(every=conditions)


def any_of(*conditions: When) -> When:
    return When(some=conditions)


AskedIf = Callable[[Any], bool] | When | None


@dataclass(frozen=True)
class Easy:
    """The same in easy read: short sentences, one idea to a line, and the place of a picture (design/easy_read.py).

    What is left out stays as it is. Only the words differ: keys, options and what is required are the question's own.
    """

    text: str = ""
    lines: tuple[str, ...] = ()
    # Other words for some of the options.
    options: tuple[tuple[str, str], ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    kind: str = "text"
    # Literal pairs of code and label, or the name of a list in foundation/codelists.
    options: Options = ()
    hint: str = ""
    required: bool = False
    # The sentence for a missing answer, where the made-up one would not be what a person would say.
    missing: str = ""
    asked_if: AskedIf = None
    # The field of the national return that this answer is the source of.
    national: str = ""
    max_length: int | None = None
    # The person's own words: shown as a quotation.
    person_words: bool = False
    # From or about somebody else: no letter or copy for the person holds it.
    third_party: bool = False
    option_hints: tuple[tuple[str, str], ...] = ()
    boxed: bool = False
    # A choice shown as a list to open, however few: for what is asked every time and needs no thought.
    drop_down: bool = False
    not_future: bool = False
    # rows: the questions of one row, and the words of the button that adds one.
    questions: tuple[Question, ...] = ()
    add: str = "Add another"
    # long_text: room for a page from the start, where one answer is the whole record.
    roomy: bool = False
    # long_text: the rows question that noticed promises are kept in.
    notices: str = ""
    # No longer asked; still read where it was answered.
    retired: bool = False
    easy: Easy | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.key}: a kind is one of {', '.join(KINDS)}, not {self.kind!r}")
        if not self.key.isidentifier() or self.key.startswith("_"):
            raise ValueError(f"{self.key!r}: a key is a plain word such as carer_hours")
        if self.kind in ("choice", "choices") and not self.options:
            raise ValueError(f"{self.key}: {self.kind} needs options")
        literal = self.options if isinstance(self.options, tuple) else ()
        if self.easy and not {code for code, _ in self.easy.options} <= {code for code, _ in literal}:
            raise ValueError(f"{self.key}: easy words for an option that it does not have")
        if (self.kind == "rows") != bool(self.questions) or any(one.kind == "rows" for one in self.questions):
            raise ValueError(f"{self.key}: rows have questions of their own, one level deep, and nothing else has")

    @property
    def longest(self) -> int:
        return self.max_length or LONGEST.get(self.kind, 100)


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    questions: tuple[Question, ...]
    hint: str = ""
    asked_if: AskedIf = None
    # What the map at the left calls it, where the title is long.
    short: str = ""
    easy: Easy | None = None


@dataclass(frozen=True)
class Questionnaire:
    key: str
    version: int
    title: str
    sections: tuple[Section, ...]
    law: str = ""

    def __post_init__(self) -> None:
        keys = [question.key for question in self.questions()]
        twice = {key for key in keys if keys.count(key) > 1}
        parts = [section.key for section in self.sections]
        twice |= {key for key in parts if parts.count(key) > 1}
        if twice:
            raise ValueError(f"{self.key}: declared twice: {', '.join(sorted(twice))}")
        conditions = [question.asked_if for question in self.questions()] + [part.asked_if for part in self.sections]
        unknown = {name for condition in conditions for name in _named_in(condition)} - set(keys)
        if unknown:
            raise ValueError(f"{self.key}: a condition names no question of it: {', '.join(sorted(unknown))}")

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    @property
    def about_others(self) -> frozenset[str]:
        """The questions whose answers are from or about somebody else."""
        return frozenset(question.key for question in self.questions() if question.third_party)

    def question(self, key: str) -> Question:
        return next(question for question in self.questions() if question.key == key)

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def asked_sections(self, answers: Answers) -> list[Section]:
        return [section for section in self.sections if asked(section, answers)]

    def asked_questions(self, answers: Answers) -> Iterator[tuple[Section, Question]]:
        """What is asked, given the answers so far; an answer whose own condition fell away counts for nothing."""
        standing = Given()
        for section in self.sections:
            if not asked(section, standing):
                continue
            for question in section.questions:
                if asked(question, standing) and (question.key in answers or not question.retired):
                    if question.key in answers:
                        standing[question.key] = answers[question.key]
                    yield section, question


def easy_read(question: Question) -> Question:
    """The question in easy read, where it has such words; everything but the words stays."""
    easy = question.easy
    rows = tuple(easy_read(one) for one in question.questions)
    if easy is None:
        return replace(question, questions=rows) if rows else question
    other, options = dict(easy.options), question.options
    if other and isinstance(options, tuple):
        options = tuple((code, other.get(code, label)) for code, label in options)
    return replace(question, text=easy.text or question.text, hint="\n".join(easy.lines) or question.hint,
                   options=options, questions=rows)


def asked(one: Question | Section, answers: Answers) -> bool:
    return one.asked_if is None or bool(one.asked_if(Given(answers)))


def _named_in(condition: AskedIf) -> Iterator[str]:
    if isinstance(condition, When):
        if condition.question:
            yield condition.question
        for one in (*condition.every, *condition.some):
            yield from _named_in(one)


_declared: dict[tuple[str, int], Questionnaire] = {}


@dataclass(frozen=True)
class Added:
    """A question of the council's own, and where it stands: after another of that section, or last in it."""

    section: str
    question: Question
    after: str = ""
    where: str = ""  # the file and the key, for a sentence that says what is wrong


_added: dict[str, tuple[Added, ...]] = {}
_whole: dict[tuple[str, int], Questionnaire] = {}


class BadQuestions(ValueError):
    """The council's questions cannot be asked: one sentence that names the file and the key."""


def add_questions(added: Mapping[str, tuple[Added, ...]]) -> None:
    """The questions of the council pack, by questionnaire. They add to what is declared and take nothing away."""
    _added.clear()
    _added.update(added)
    _whole.clear()


def check_added() -> None:
    """Once every slice has declared its own: refuse what is added to nothing."""
    for key in sorted(set(_added) - {name for name, _ in _declared}):
        raise BadQuestions(f"{key}.yaml: there is no questionnaire {key}.")
    for key in sorted(_added):
        get(key)


def with_added(declared: Questionnaire, added: tuple[Added, ...], *, newest: bool = True) -> Questionnaire:
    """The questionnaire with the council's questions in it; an older version takes those that still have a place."""
    if not added:
        return declared
    sections = {section.key: list(section.questions) for section in declared.sections}
    for one in added:
        questions = sections.get(one.section)
        if questions is None:
            if newest:
                raise BadQuestions(f"{one.where}: `section` is {one.section}; it must be one of {', '.join(sections)}.")
            continue
        keys = [question.key for question in questions]
        if one.after and one.after not in keys and newest:
            raise BadQuestions(f"{one.where}: `after` is {one.after}; the section {one.section} has {', '.join(keys)}.")
        questions.insert(keys.index(one.after) + 1 if one.after in keys else len(keys), one.question)
    return replace(declared, sections=tuple(
        replace(section, questions=tuple(sections[section.key])) for section in declared.sections))


@dataclass(frozen=True)
class Covered:
    """Who may go on with an absent colleague's draft of this kind: whoever has the permission; what is marked (an
    answer to `question` with `mark` in it) only with the other one too."""

    permission: str
    question: str = ""
    mark: str = ""
    permission_for_marked: str = ""


_covered: dict[str, Covered] = {}


def covered() -> dict[str, Covered]:
    """Kinds of work that somebody who covers goes on with. Any other kind is its writer's own."""
    return dict(_covered)


def register(*questionnaires: Questionnaire, covered: Covered | None = None) -> None:
    """Called by a slice's `questionnaires/__init__.py`. Old versions stay registered, so that they still render.

    `covered` where whoever does an absent colleague's work goes on with it; left out, a draft stays with its writer.
    """
    for one in questionnaires:
        if covered is not None:
            _covered[one.key] = covered
    for one in questionnaires:
        if _declared.setdefault((one.key, one.version), one) != one:
            raise ValueError(f"Questionnaire {one.key} version {one.version} is declared twice, differently.")
        _whole.pop((one.key, one.version - 1), None)  # no longer the newest


def get(key: str, version: int | None = None) -> Questionnaire:
    """That version, or the newest."""
    if version is None:
        version = max((known for name, known in _declared if name == key), default=0)
    if (key, version) not in _declared:
        raise LookupError(f"No questionnaire {key!r} version {version} is registered.")
    if (key, version) not in _whole:
        newest = version == max(known for name, known in _declared if name == key)
        _whole[key, version] = with_added(_declared[key, version], _added.get(key, ()), newest=newest)
    return _whole[key, version]


def all_registered() -> list[Questionnaire]:
    return [get(*name) for name in sorted(_declared)]
