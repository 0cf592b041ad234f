"""A page of a questionnaire: what a slice's view shows, and what came of what was sent.

    page = questionnaire_page(request, "first_conversation", about=…, title=…, subject=…, part=part, url=lambda part: …)
    if page.signing:                              # sent with the signing button, saved, complete
        conversation = hold(draft=page.draft, by=request.user)      # the slice's action calls actions.sign
        return redirect(…)
    return page.answer or render(request, "conversations/hold.jinja", page.context)
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.foundation.design.forms import lower_first
from alongside.foundation.design.shapes import Step
from alongside.foundation.subjects.models import Subject

from . import answers as reading
from .actions import Conflict, Saved, Sent, open_draft, save_draft
from .declare import Question, Section, When, asked
from .forms import AnswersForm, Row, rows_of
from .models import Draft
from .noticing import Noticed, notice_in, prompts_in, rules_as_data
from .presenters import begun_beside
from .progress import states


class Shown:
    """One question on the page: its field or rows, whether it is asked now, and two versions where two pages wrote."""

    def __init__(self, page: QuestionnairePage, question: Question) -> None:
        self.question = question
        self.asked_now = asked(question, page.shown_answers)
        self.declared_condition = json.dumps(question.asked_if.as_data()) if isinstance(question.asked_if, When) else ""
        value = page.shown_answers.get(question.key)
        problems = [problem for problem in page.problems if problem.key == question.key]
        self.rows: list[Row] = []
        self.error = ""
        if question.kind == "rows":
            self.rows = rows_of(question, value, problems, add=page.adding == question.key)
            self.error = next((problem.words for problem in problems if not problem.row), "")
            self.blank = Row(question, 999, {}, [], None)
        else:
            self.form = AnswersForm([question], page.shown_answers, problems)
            self.field = self.form[question.key]
        conflict = next((one for one in page.conflicts if one.key == question.key), None)
        self.conflict = conflict_in_words(question, conflict) if conflict else None
        self.noticed = page.noticed_in(question)

    @property
    def visible(self) -> bool:
        """A condition the browser can follow is left to it; any other question comes when its turn has come."""
        return self.asked_now or bool(self.declared_condition)


def conflict_in_words(question: Question, conflict: Conflict) -> dict[str, Any]:
    return {"key": question.key, "label": question.text, "mine": reading.in_words(question, conflict.mine),
            "theirs": reading.in_words(question, conflict.theirs), "both": question.kind == "long_text"}


class Part:
    def __init__(self, page: QuestionnairePage, section: Section) -> None:
        self.section = section
        self.asked_now = asked(section, page.shown_answers)
        self.declared_condition = json.dumps(section.asked_if.as_data()) if isinstance(section.asked_if, When) else ""
        self.shown = [one for one in (Shown(page, question) for question in section.questions) if one.visible]


class QuestionnairePage:
    # Where an answer was filled in from, by question, said beneath it: "From the conversation on 3 March".
    sources: Mapping[str, str] = {}

    def __init__(self, request: HttpRequest, draft: Draft, *, part: str | None, url: Callable[[str], str],
                 leave_url: str, sign_words: str, together: tuple[tuple[str, ...], ...] = ()) -> None:
        self.request, self.draft, self.url = request, draft, url
        self.leave_url, self.sign_words = leave_url, sign_words
        self.declared = draft.declared
        self.token = secrets.token_urlsafe(12)
        self.conflicts: tuple[Conflict, ...] = ()
        self.problems: list[reading.Problem] = []
        self.shown_answers: Mapping[str, Any] = draft.answers
        self.adding = request.GET.get("add", "")
        self.signing = False
        self.answer: HttpResponse | None = None
        # What a slice shows right under a question, as markup: {"unsafe": …}.
        self.under: Mapping[str, str] = {}
        every = [section.key for section in self.sections_now]
        self.part = None if part is None else part if part in every else every[0]
        self.here = set(every) if part is None else set(
            next((group for group in together if self.part in group), (self.part,)))
        self.problems = reading.problems(self.declared, draft.answers, missing=False)
        if request.method == "POST":
            self._receive(request)

    # --- what was sent

    def _receive(self, request: HttpRequest) -> None:
        sent = sent_by(self.draft, request.POST)
        saved: Saved = save_draft(draft=self.draft, sent=sent, by=request.user)
        self.draft, self.conflicts = saved.draft, saved.conflicts
        unresolved = {conflict.key: conflict.mine for conflict in saved.conflicts}
        self.shown_answers = {**self.draft.answers, **unresolved}
        self.problems = reading.problems(self.declared, self.draft.answers, missing=False)
        if self.conflicts:
            return
        do = request.POST.get("do", "")
        if do == "sign":
            self.problems = reading.problems(self.declared, self.draft.answers)
            self.signing = not self.problems
        elif add := request.POST.get("add"):
            self.answer = HttpResponseRedirect(f"{self.url(self.part or '')}?add={add}#question-{add}")
        elif stayed := request.POST.get("remove") or request.POST.get("keep_promise"):
            self.answer = HttpResponseRedirect(f"{self.url(self.part or '')}#question-{stayed.rsplit('-', 1)[0]}")
        elif do == "leave":
            self.answer = HttpResponseRedirect(self.leave_url)
        else:
            self.answer = HttpResponseRedirect(self.url(self.next_part if do == "next" else self.part or ""))

    def refuse(self, key: str, words: str) -> None:
        """The slice's own reason why this cannot be signed: said at that question and at the top."""
        section = next(section for section, question in self.declared.asked_questions(self.draft.answers)
                       if question.key == key)
        self.problems = [*self.problems, reading.Problem(section.key, key, words)]
        self.signing = False

    # --- what is shown

    @cached_property
    def sections_now(self) -> list[Section]:
        return [section for section in self.declared.sections
                if asked(section, self.draft.answers) or (isinstance(section.asked_if, When))]

    @cached_property
    def parts(self) -> list[Part]:
        return [Part(self, section) for section in self.sections_now if section.key in self.here]

    @property
    def keys_shown(self) -> str:
        return ",".join(shown.question.key for part in self.parts for shown in part.shown)

    @property
    def base(self) -> str:
        return json.dumps({shown.question.key: reading.fingerprint(self.draft.answers.get(shown.question.key))
                           for part in self.parts for shown in part.shown})

    @property
    def keys_here(self) -> str:
        """Every question of the parts on this page, shown yet or not."""
        return ",".join(question.key for part in self.parts for question in part.section.questions)

    @property
    def part_links(self) -> str:
        return json.dumps({section.key: self.where(section.key) for section in self.sections_now})

    @property
    def next_part(self) -> str:
        keys = [section.key for section in self.declared.asked_sections(self.draft.answers)]
        last = max((place for place, key in enumerate(keys) if key in self.here), default=len(keys))
        return next((key for key in keys[last + 1:]), "") if self.part else ""

    @property
    def next_title(self) -> str:
        section = self.declared.section(self.next_part) if self.part and self.next_part else None
        return lower_first(section.short or section.title) if section else ""

    def where(self, section: str, anchor: str = "") -> str:
        if section in self.here:
            return f"#{anchor or 'part-' + section}"
        return self.url(section) + (f"#{anchor}" if anchor else "")

    @property
    def steps(self) -> list[Step]:
        return [Step(section.short or section.title, self.where(section.key),
                     "current" if section.key == self.part else state)
                for section, state in states(self.draft, self.problems)]

    @property
    def errors(self) -> list[dict[str, str]]:
        """The error summary: only what is wrong, and each line leads to its box, on this page or another part's."""
        return [{"text": problem.words, "href": self.where(problem.section, box_of(self.draft, problem))}
                for problem in self.problems if self._says(problem)]

    def _says(self, problem: reading.Problem) -> bool:
        return self.request.method == "POST" or problem.section in self.here

    def noticed_in(self, question: Question) -> list[Noticed]:
        return notice_in(self.draft, question) if question.notices else []

    @cached_property
    def beside(self) -> list[str]:
        """Colleagues who have begun the same, each in a sentence."""
        return [begun_beside(draft) for draft in Draft.objects.beside(self.draft)]

    @property
    def prompts(self) -> list[Any]:
        return prompts_in(self.draft.answers)

    @property
    def autosave_url(self) -> str:
        return reverse("questionnaires:autosave", args=[self.draft.pk])

    @property
    def rules(self) -> str:
        return json.dumps({**rules_as_data(), "settled": self.draft.settled}).replace("<", "\\u003c")

    @property
    def context(self) -> dict[str, Any]:
        return {"page": self, "steps": self.steps, "subject": self.draft.subject}


def box_of(draft: Draft, problem: reading.Problem) -> str:
    """The id of the very box a problem is about."""
    question = draft.declared.question(problem.key)
    name = problem.key
    if question.kind == "rows":
        if not problem.row:
            return f"question-{problem.key}"
        names = [str(row.get(reading.ROW)) for row in draft.answers.get(problem.key) or []]
        name = f"{problem.key}-{names.index(problem.row)}-{problem.column}"
        question = next(one for one in question.questions if one.key == problem.column)
    part = problem.code.removeprefix("wrong_") if problem.code.startswith("wrong_") else "day"
    return f"id_{name}_{part}" if question.kind == "date" else f"id_{name}"


def sent_by(draft: Draft, data: Any) -> Sent:
    """What a form, with or without the script's help, sent for this draft."""
    keys = {key for key in data.get("keys", "").split(",") if key}
    try:
        base = json.loads(data.get("base") or "{}")
    except ValueError:
        base = {}
    revision = data.get("revision", "")
    answers = reading.read(draft.declared, data, keys)
    settled = [text[:300] for text in data.getlist("settled") if text]
    kept = data.get("keep_promise", "")
    for question in draft.declared.questions():
        if question.notices and kept.startswith(f"{question.key}-"):
            answers[question.notices] = _with_promise(draft, question, answers, data, f"noticed-{kept}-")
            settled.append(data.get(f"noticed-{kept}-sentence", "")[:300])
    return Sent(
        answers=answers,
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1,
        base={str(key): str(value) for key, value in base.items()} if isinstance(base, dict) else {},
        token=data.get("token", "")[:40],
        turn=int(turn) if (turn := data.get("turn", "")).isascii() and turn.isdigit() and len(turn) < 10 else 0,
        choices={key: data[f"keep-{key}"] for key in keys if f"keep-{key}" in data},
        held=frozenset(data.getlist("held")),
        settled=settled,
    )


def _with_promise(draft: Draft, question: Question, answers: Mapping[str, Any], data: Any, prefix: str) -> Any:
    """The rows so far and the promise that was heard, in the row's questions `what`, `who` and `by`."""
    rows = answers[question.notices] if question.notices in answers else draft.answers.get(question.notices)
    heard = {key: data.get(prefix + key) for key in (reading.ROW, "what", "who", "by")}
    return reading.tidy(draft.declared.question(question.notices), [*(rows or []), heard])


def questionnaire_page(
    request: HttpRequest, questionnaire: str, *, about: str, title: str, url: Callable[[str], str],
    subject: Subject | None = None, part: str | None = None, leave_url: str = "", sign_words: str = "Sign",
    answers: Mapping[str, Any] | None = None, together: tuple[tuple[str, ...], ...] = (),
) -> QuestionnairePage:
    """Open (or go on with) this user's draft and take in what was sent.

    `url` makes the address of a part (of "" for the whole); `part=None` shows all parts on one page, any other value
    one part a page ("" is the first), or the parts that `together` groups on one. `answers` fills in a new draft.
    """
    draft = open_draft(owner=request.user, questionnaire=questionnaire, about=about, title=title, url=url(""),
                       subject=subject, answers=answers)
    return QuestionnairePage(request, draft, part=part, url=url, leave_url=leave_url or "/desk/", sign_words=sign_words,
                             together=together)
