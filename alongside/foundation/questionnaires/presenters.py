"""Drafts and responses in words: lists, check-your-answers, print, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Change, Tag

from .answers import Line, compare, in_words, lines
from .models import Draft, Response
from .progress import parts_done


@dataclass(frozen=True)
class DraftLine:
    """ "First conversation with Ivy Broadbent", "saved 10.42 yesterday", "2 of 9 parts", where to go on."""

    title: str
    saved: str
    progress: str
    url: str
    throw_away: int


def draft_lines(drafts: Iterable[Draft]) -> list[DraftLine]:
    return [draft_line(draft) for draft in drafts]


@dataclass(frozen=True)
class CoveredLine:
    """A draft of an absent colleague: whose, when it was saved, and where to take it over."""

    pk: int
    title: str
    owner: str
    saved: str
    progress: str


def covered_lines(drafts: Iterable[Draft]) -> list[CoveredLine]:
    return [CoveredLine(draft.pk, draft.title, draft.owner.name, line.saved, line.progress)
            for draft in drafts for line in [draft_line(draft)]]


def draft_line(draft: Draft) -> DraftLine:
    done, every = parts_done(draft)
    return DraftLine(draft.title, f"saved {saved_when(draft)}", f"{done} of {words.plural(every, 'part')}", draft.url,
                     draft.pk)


def saved_when(draft: Draft) -> str:
    """10.42 yesterday"""
    return f"{words.clock(draft.saved_at)} {words.ago(draft.saved_at)}" if draft.saved_at else ""


def begun_beside(draft: Draft) -> str:
    """What a colleague on the same thing should know: Amara Bello started this on 12 May, last saved 10.42 today"""
    return (f"{draft.owner.get_full_name()} started this on {words.short_date(draft.started_at)}, "
            f"last saved {saved_when(draft)}")


def check_answers(one: Draft | Response, *, blanks: bool = True, for_the_person: bool = False
                  ) -> list[tuple[str, str, list[Line]]]:
    """Sections with their questions and answers in words; of a response only what was answered. `for_the_person` leaves
    out what is from or about somebody else."""
    answers = one.answers
    if for_the_person:
        answers = {key: value for key, value in answers.items() if key not in one.declared.about_others}
    return lines(one.declared, answers, blanks=blanks and isinstance(one, Draft))


def side_by_side(before: Response, after: Response | Draft) -> list[Change]:
    """Two responses of one questionnaire, the changed ones marked. Words of an older version are its own."""
    return [Change(line.question.text, line.before, line.text, Tag("Changed", "soon") if line.changed else None)
            for line in compare(after.declared, before.answers, after.answers)]


def kept_versions(draft: Draft) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(words.moment(version.kept_at), [(question.text, in_words(question, version.answers[question.key]))
                                             for question in draft.declared.questions()
                                             if question.key in version.answers])
            for version in draft.versions.order_by("-kept_at")]
