"""Public pages in words: one step, all answers, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from alongside.foundation.design import words
from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires.declare import AskedIf, Question, Section, When, easy_read
from alongside.foundation.questionnaires.forms import AnswersForm, Row, rows_of
from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import pack as directory_pack
from alongside.front_door.directory import saved
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.presenters import Line

from .. import contribution, offers, pack
from ..engine import Conflict, Step, Way, base_of
from ..indication import indication
from ..models import Started
from ..offers import Offer, meanings
from ..recommend import recommend

# A council shows what answers may mean only where it has chosen to.
MEANING = "eligibility_and_contribution"


def offer_lines(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    return [{"offer": one, "href": reverse("self_assessment:start", args=[one.slug])} for one in offers]


@dataclass(frozen=True)
class BegunLine:
    pk: int
    title: str
    saved: str
    open: bool


def begun_lines(begun: Iterable[Started]) -> list[BegunLine]:
    """What was saved for later. What the council offers no longer cannot be gone on with: it is said that we are there
    to be asked."""
    offered = {one.key: one.title for one in offers.offered()}
    return [BegunLine(one.pk, offered.get(one.offer, "Something you began"), words.moment(one.saved_at),
                      one.offer in offered) for one in begun]


@dataclass(frozen=True)
class Asked:
    """One question on a page: its field or its rows, and both versions where two tabs wrote."""

    question: Question
    bound: Any = None
    rows: list[Row] = field(default_factory=list)
    error: str = ""
    conflict: Conflict | None = None


@dataclass(frozen=True)
class Page:
    step: Step
    section: Section
    asked: list[Asked]
    keys: str
    base: str
    place: tuple[int, int]
    errors: list[dict[str, str]]
    saved: bool
    sending: bool
    conflicts: bool

    # In easy read: the place of the council's picture.
    picture: str = ""

    @property
    def alone(self) -> bool:
        """One question, which is the page's heading."""
        return len(self.asked) == 1

    @property
    def title(self) -> str:
        easy = self.section.easy if self.picture else None
        return (easy.text if easy else "") or self.section.title

    @property
    def lead(self) -> str:
        """In easy read the lines of each question say it."""
        return "" if self.picture else self.section.hint


def page(offer: Offer, started: Started, way: Way, here: Step, *, problems: list[reading.Problem] | None = None,
         conflicts: Iterable[Conflict] = (), adding: bool = False, easy: bool = False) -> Page:
    section = here.section
    assert section is not None
    problems = way.problems(of=[section.key], missing=False) if problems is None else problems
    clashing = {one.question.key: one for one in conflicts}
    answers = {**started.answers, **{key: one.mine for key, one in clashing.items()}}
    questions = way.questions_of(section) or list(section.questions)
    if easy:
        questions = [_line_by_line(easy_read(question)) for question in questions]
    shown = []
    for question in questions:
        mine = [one for one in problems if one.key == question.key]
        if question.kind == "rows":
            rows = rows_of(question, answers.get(question.key), mine, add=adding)
            shown.append(Asked(question, rows=rows, conflict=clashing.get(question.key),
                               error=next((one.words for one in mine if not one.row), "")))
        else:
            form = AnswersForm([question], answers, mine)
            shown.append(Asked(question, bound=form[question.key], conflict=clashing.get(question.key)))
    return Page(
        here, section, shown, ",".join(one.key for one in questions), base_of(questions, started.answers),
        way.place(here), [{"text": one.words, "href": f"#{_box(one, questions)}"} for one in problems],
        bool(started.revision), here.key in way.sending_keys, bool(clashing),
        picture=section.easy.picture if easy and section.easy else "")


def _line_by_line(question: Question) -> Question:
    """One idea to a line."""
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in question.hint.splitlines()))
    return replace(question, hint=lines)


def _box(problem: reading.Problem, questions: list[Question]) -> str:
    """The id of the box that a line of the error summary leads to."""
    question = next((one for one in questions if one.key == problem.key), None)
    if question is None or question.kind == "rows":
        return "question-rows"
    return f"id_{problem.key}_day" if question.kind == "date" else f"id_{problem.key}"


@dataclass(frozen=True)
class CheckedPart:
    title: str
    href: str
    lines: list[tuple[str, str, bool]]


def checked(offer: Offer, way: Way, back_to: str, *, of: Iterable[str] = (), blanks: bool = True,
            easy: bool = False) -> list[CheckedPart]:
    """Each page with what was answered, and where to change it."""
    wanted, parts = set(of), []
    for step in way.steps:
        if step.section is None or (wanted and step.key not in wanted):
            continue
        questions = way.questions_of(step.section)
        lines = [(question.text, reading.in_words(question, way.answers.get(question.key)), question.person_words)
                 for question in (map(easy_read, questions) if easy else questions)]
        if blanks or any(said for _, said, _ in lines):
            href = reverse("self_assessment:step", args=[offer.slug, step.slug]) + f"?back_to={back_to}"
            parts.append(CheckedPart(step.section.title, href, lines))
    return parts


def found(offer: Offer, started: Started, way: Way) -> dict[str, Any]:
    """What may help and why; what stands above it where somebody may be unsafe; what the council offers beside it."""
    recommended = recommend(way.declared, started.answers)
    council = directory_pack.current()
    standing = reading.standing(way.declared, started.answers)
    return {
        "lines": recommended.lines, "recommended": recommended,
        "urgent": standing.get("safe_now") in ("unsafe", "worrying") or bool(
            council.home.urgent_terms & set(recommended.terms)),
        "postcode_unknown": recommended.found is not None and recommended.found.postcode_unknown,
        "indication": indication(offer, standing, timezone.localdate()) if MEANING in meanings() else None,
        "contribution": contribution.there() and offer.indicates, "keep_days": pack.keep_days(),
    }


def save_to_list(request: HttpRequest, answer: HttpResponse, lines: Iterable[Line]) -> None:
    """All of them on the list this browser keeps."""
    kept = saved.list_of(request)
    for one in lines:
        if service := Service.objects.with_uid(one.uid):
            kept = directory.save_to_list(service=service, saved_list=kept)
    if kept is not None:
        saved.keep(answer, kept, directory_pack.current().home.keep_lists_days)


def named_in(condition: AskedIf) -> Iterator[str]:
    """The questions that a condition names."""
    if isinstance(condition, When):
        if condition.question:
            yield condition.question
        for one in (*condition.every, *condition.some):
            yield from named_in(one)
