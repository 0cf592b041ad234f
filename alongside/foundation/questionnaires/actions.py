"""The verbs: open a draft, save it beside whoever else saves it, leave a promise out, hand over, sign, correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from . import answers as reading
from . import declare
from .models import Draft, DraftVersion, Response

TAKEN_OVER = events.Kind("questionnaires.draft_taken_over", "details")


class NotComplete(Exception):
    """It cannot be signed yet; `problems` says what to put right and where."""

    def __init__(self, problems: list[reading.Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.words for problem in problems))


class CorrectionNeedsReason(ValueError):
    """What was signed stays; a correction says why it was made."""


@transaction.atomic
def open_draft(*, owner: User, questionnaire: str, about: str, title: str, url: str, subject: Subject | None = None,
               answers: Mapping[str, Any] | None = None) -> Draft:
    """The owner's draft of this questionnaire about this thing, begun now if there is none.

    `answers` fills a new draft in (the last response, what the record knows already); an open one keeps its own.
    """
    declared = declare.get(questionnaire)
    draft, new = Draft.objects.get_or_create(
        owner=owner, about=about, questionnaire=questionnaire,
        defaults={"version": declared.version, "subject": subject, "title": title, "url": url,
                  "answers": dict(answers or {})},
    )
    if not new and (draft.title, draft.url, draft.subject_id) != (title, url, subject.pk if subject else None):
        draft.title, draft.url, draft.subject = title, url, subject
        draft.save(update_fields=["title", "url", "subject"])
    return draft


@dataclass(frozen=True)
class Conflict:
    """One answer that two pages changed: what this page wrote and what is saved."""

    key: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Sent:
    """What a page sends: answers to the questions it shows, and what it knew when it was made."""

    answers: Mapping[str, Any]
    revision: int
    # Digests of the values the page was made from, by question; without them an older page can prove nothing.
    base: Mapping[str, str] = field(default_factory=dict)
    token: str = ""
    turn: int = 0
    # For answers in conflict: "mine", "theirs" or "both"; a conflict not yet decided is named in `held`.
    choices: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    settled: Iterable[str] = ()


@dataclass(frozen=True)
class Saved:
    draft: Draft
    conflicts: tuple[Conflict, ...] = ()
    # A newer sending of the same page was here first; this one changed nothing.
    overtaken: bool = False


@transaction.atomic
def save_draft(*, draft: Draft, sent: Sent, by: User) -> Saved:
    """Save what this page changed beside what others changed meanwhile.

    Where only one side changed an answer, that side stands. Where both did, the saved words stay, these are kept in a
    DraftVersion, and the conflict is answered so that somebody chooses. Nothing is written over unseen.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
    declared = draft.declared
    same_page = bool(sent.token) and sent.token == draft.client_token
    if same_page and 0 < sent.turn <= draft.turn:
        return Saved(draft, overtaken=True)
    # All that happened since this page last heard from us, it did itself; only our answer was lost on the way.
    unheard = same_page and draft.run_from <= sent.revision < draft.revision
    saved, conflicts, lost = dict(draft.answers), [], {}
    for key, mine in sent.answers.items():
        theirs, choice = draft.answers.get(key), sent.choices.get(key, "")
        if mine == theirs:
            continue
        merged = _merge(declared.question(key), mine, theirs, base=sent.base.get(key),
                        unbroken=unheard or (key not in sent.base and sent.revision == draft.revision),
                        choice=choice, held=key in sent.held)
        if merged is CONFLICT:
            conflicts.append(Conflict(key, mine, theirs))
            lost[key] = mine
            continue
        if choice == "theirs":
            lost[key] = mine
        elif theirs is not None and (choice == "mine" or unheard):
            lost[key] = theirs
        saved[key] = merged
    if lost:
        _keep(draft, lost, sent)
    saved = {key: value for key, value in saved.items() if value is not None}
    settled = sorted({*draft.settled, *sent.settled})
    if saved != draft.answers or settled != draft.settled:
        if not same_page or not draft.run_from <= sent.revision:
            draft.run_from = draft.revision
        draft.answers, draft.settled = saved, settled
        draft.client_token, draft.turn = sent.token, sent.turn
        draft.revision += 1
        draft.saved_at = timezone.now()
        draft.save()
    return Saved(draft, tuple(conflicts))


CONFLICT = object()


def _merge(question: declare.Question, mine: Any, theirs: Any, *, base: str | None, unbroken: bool, choice: str,
           held: bool) -> Any:
    if choice == "theirs":
        return theirs
    if choice == "both" and question.kind == "long_text":
        return "\n\n".join(part for part in (theirs, mine) if part)
    if choice == "mine":
        return mine
    if held:
        return CONFLICT
    if base is not None and base == reading.fingerprint(mine):  # this page did not touch it
        return theirs
    if unbroken or theirs is None or (base is not None and base == reading.fingerprint(theirs)):
        return mine
    if question.kind == "rows" and base is not None:
        return _merge_rows(mine or [], theirs or [], base)
    return CONFLICT


def _merge_rows(mine: list[dict[str, Any]], theirs: list[dict[str, Any]], base: str) -> Any:
    """Row by row; a row that one side removed and the other changed stays."""
    was = dict(part.split(":", 1) for part in base.split(",") if ":" in part)
    ours, others = ({row[reading.ROW]: row for row in rows} for rows in (mine, theirs))
    merged = []
    for name in dict.fromkeys([*others, *ours]):
        my, their = ours.get(name), others.get(name)
        mine_is_old = my is not None and reading.digest(my) == was.get(name)
        theirs_is_old = their is not None and reading.digest(their) == was.get(name)
        if my is not None and their is not None:
            if my != their and not mine_is_old and not theirs_is_old:
                return CONFLICT
            merged.append(their if mine_is_old else my)
        elif (my is not None and not mine_is_old) or (their is not None and not theirs_is_old):
            merged.append(my or their or {})
    return merged or None


def _keep(draft: Draft, answers: dict[str, Any], sent: Sent) -> None:
    """Once for the same words, however often a page sends them."""
    last = draft.versions.order_by("-pk").first()
    if last is None or last.answers != answers:
        DraftVersion.objects.create(draft=draft, subject=draft.subject, answers=answers, revision=sent.revision,
                                    client_token=sent.token)


@transaction.atomic
def put_answers(*, draft: Draft, answers: Mapping[str, Any], by: User) -> Draft:
    """Put answers into the draft that did not come from its own page (a promise kept, a fact found still true)."""
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    questions = {key: now.declared.question(key) for key in answers}
    tidied = {key: reading.tidy(questions[key], value) for key, value in answers.items()}
    sent = Sent(answers=tidied, revision=now.revision, token="")
    return save_draft(draft=now, sent=sent, by=by).draft


@transaction.atomic
def hand_over_draft(*, draft: Draft, to: User, by: User) -> Draft:
    """Give an unfinished draft to a colleague, who goes on with it; refused where they have begun one themselves."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
    draft.owner = to
    try:
        with transaction.atomic():
            draft.save(update_fields=["owner"])
    except IntegrityError:
        raise ValueError(f"{to.name} has already begun one of their own.") from None
    return draft


class NotCovering(ValueError):
    """Somebody's draft is taken over only by whoever does their work while they are away."""


@transaction.atomic
def take_over_draft(*, draft: Draft, by: User) -> Draft:
    """Go on with what an absent colleague began; said on the timeline, so that they see who has it."""
    owner = draft.owner
    if owner.pk not in by.covering_ids():
        raise NotCovering(f"You are not covering for {owner.name} today.")
    if not Draft.objects.of_those_covered_by(by).filter(pk=draft.pk).exists():
        raise NotCovering(f"This stays with {owner.name}: covering for them does not open it to you.")
    try:
        draft = hand_over_draft(draft=draft, to=by, by=owner)
    except ValueError:
        raise ValueError(f"You have begun one of your own: {draft.title}. Finish that one, or throw it away first."
                         ) from None
    if draft.subject is not None:
        events.record(subject=draft.subject, kind=TAKEN_OVER, title=f"{by.name} goes on with a draft of {owner.name}",
                      detail=draft.title, by=by)
    return draft


@transaction.atomic
def discard(*, draft: Draft, by: User) -> None:
    """The owner throws their draft away, on purpose."""
    Draft.objects.select_for_update().get(pk=draft.pk, owner=by).delete()


@transaction.atomic
def sign(*, draft: Draft, by: User, supersedes: Response | None = None, correction_reason: str = "") -> Response:
    """Make the draft a response that never changes. Raises NotComplete with what stands in the way.

    The slice's own action calls this inside its transaction and records its event there. With `supersedes` it is the
    correction of an earlier response, and says why.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
    declared = draft.declared
    if wrong := reading.problems(declared, draft.answers):
        raise NotComplete(wrong)
    if supersedes is not None and not correction_reason.strip():
        raise CorrectionNeedsReason("Say why what was signed is corrected.")
    response = Response.objects.create(
        subject=draft.subject, questionnaire=draft.questionnaire, version=draft.version, about=draft.about,
        answers=reading.standing(declared, draft.answers), signed_by=by, signed_at=timezone.now(),
        started_at=draft.started_at, supersedes=supersedes, correction_reason=correction_reason.strip(),
    )
    draft.delete()
    return response


@transaction.atomic
def record_response(*, questionnaire: str, answers: Mapping[str, Any], about: str, by: User,
                    subject: Subject | None = None) -> Response:
    """A response without a draft, for answers that came complete (a referral by interface, a demo)."""
    declared = declare.get(questionnaire)
    tidied = {key: value for key, raw in answers.items()
              if (value := reading.tidy(declared.question(key), raw)) is not None}
    if wrong := reading.problems(declared, tidied):
        raise NotComplete(wrong)
    now = timezone.now()
    return Response.objects.create(
        subject=subject, questionnaire=declared.key, version=declared.version, about=about,
        answers=reading.standing(declared, tidied), signed_by=by, signed_at=now, started_at=now,
    )
