"""The person's own copy of their assessment, as a letter with a tagged PDF."""

from __future__ import annotations

from django.db import transaction

from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.foundation.documents.models import Document
from alongside.foundation.questionnaires.answers import Line
from alongside.foundation.questionnaires.models import Response
from alongside.foundation.questionnaires.presenters import check_answers

from . import actions
from .models import Assessment


def answer_blocks(response: Response, *, leave_out: tuple[str, ...] = ()) -> list[blocks.Block]:
    """Signed answers as parts of a letter, section by section; the person's words as quotations."""
    made: list[blocks.Block] = []
    for _, title, lines in check_answers(response, for_the_person=True):
        said = [line for line in lines if line.question.key not in leave_out]
        if said:
            made.append(blocks.Heading(title))
            for line in said:
                made += _one(line)
    return made


def _one(line: Line) -> list[blocks.Block]:
    asked = blocks.Paragraph(line.question.text, strong=True)
    if line.question.person_words:
        return [asked, blocks.Quote(line.text)]
    items = line.text.split("\n")
    if line.question.kind in ("choices", "rows") and len(items) > 1:
        return [asked, blocks.Bullets(items)]
    return [asked, blocks.Paragraph(line.text)]


def sign_off(user: User) -> blocks.SignOff:
    team = user.memberships_now[0].team if user.memberships_now else None
    return blocks.SignOff(
        user.name, user.job_title, str(team or ""), user.telephone or (team.telephone if team else ""), user.email
    )


@transaction.atomic
def write_copy(*, assessment: Assessment, by: User) -> Document:
    """A draft of the letter that carries the whole assessment; sending it is the letter's own matter."""
    what = assessment.get_kind_display()
    document = documents.write_letter(
        subject=assessment.subject,
        kind="assessment",
        greeting=f"Dear {assessment.subject.display_name}",
        title=f"Your {what[:1].lower()}{what[1:]}",
        by=by,
        source=assessment,
        blocks=[
            blocks.Paragraph(
                "This is your copy of what we talked about and wrote down. Please tell us if something is "
                "wrong, or if something important is missing."
            ),
            blocks.KeyFacts(
                [
                    ("Carried out by", str(assessment.assessor)),
                    ("Signed by", f"{assessment.signed_by}, {words.date(assessment.signed_at)}"),
                    ("Law", assessment.law),
                ]
            ),
            *answer_blocks(assessment.response),
            sign_off(by),
        ],
    )
    actions.keep_copy(assessment=assessment, copy=document)
    return document
