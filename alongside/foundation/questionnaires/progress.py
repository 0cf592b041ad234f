"""How far a draft is: each part asked now, and whether it is open, done, or has something to put right."""

from __future__ import annotations

from . import answers as reading
from .declare import Section
from .models import Draft


def states(draft: Draft, problems: list[reading.Problem] | None = None) -> list[tuple[Section, str]]:
    """The map: each part asked now, and whether it is open, done, or has something to put right."""
    declared = draft.declared
    wrong = {one.section for one in (reading.problems(declared, draft.answers, missing=False)
                                     if problems is None else problems)}
    missing = {one.section for one in reading.problems(declared, draft.answers) if one.missing}
    answered = {section.key for section, question in declared.asked_questions(draft.answers)
                if question.key in draft.answers}
    return [(section, "error" if section.key in wrong else
             "done" if section.key in answered - missing else "open")
            for section in declared.asked_sections(draft.answers)]


def parts_done(draft: Draft) -> tuple[int, int]:
    found = states(draft)
    return sum(state == "done" for _, state in found), len(found)
