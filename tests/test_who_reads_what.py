"""Every address with real rows: of a restricted record nobody who is not named reads a word, and of an ordinary one
each role reads what docs/roles_and_urls.csv lets it read, and no more.

A page added tomorrow is asked too; one whose address names a row fails until that row is given in `whole_record.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.config.roles_and_urls import Address
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.permissions import roles
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.work.tests.factories import make_task
from tests.whole_record import MARK, NAMES, NHS, STREET, TELEPHONE, Maker, Whole, mark, models_about_a_person

pytestmark = pytest.mark.django_db
HER_OWN = [*NAMES, "Xantha", STREET, NHS, f"{NHS[:3]} {NHS[3:6]} {NHS[6:]}", TELEPHONE[-6:], "960 777", MARK]
# Signing out would end the walk; readiness is not a page; showing once more that it is you needs a password.
NOT_ASKED = {"account_logout", "ready", "account_reauthenticate", "mfa_reauthenticate", "api:decide",
             "api:sent_referral"}
# Whoever may know that she has a record is asked there for a reason, and told nothing of her.
ASKED_FOR_A_REASON = {"access:break_glass", "involvements:ask_to_be_named"}
# Work that somebody else has taken is theirs to change: the page says so to whoever may see it.
THEIRS_TO_CHANGE = {f"work:{name}" for name in ("touch", "day", "finish", "hold", "wait", "resume", "stop_waiting")}
# Rows that stand on no page of their own but in another's, and derived or counted ones.
NO_ROW = {"people.death"}
# What each kind of row is read with; what stands in none of these is read by whoever opens the record.
READ_WITH = {
    "case_notes.note": "case_notes.see", "case_notes.managementdecision": "case_notes.see",
    "risks.riskassessment": "risks.see", "answers.conversations": "conversations.see",
    "answers.concerns": "safeguarding.see", "conversations.conversation": "conversations.see",
    "conversations.urgentsupport": "conversations.see", "conversations.handover": "conversations.see",
    "conversations.raisedconcern": "safeguarding.see", "enquiries.concern": "safeguarding.see",
    "referrals.referral": "referrals.see", "referrals.feedback": "referrals.see",
    "referrals.addition": "referrals.see", "referrals.screening": "referrals.see", "referrals.onward": "referrals.see",
    "bookings.planningsession": "bookings.see", "answers.capacity": "capacity.see",
    "capacity.capacityassessment": "capacity.see", "capacity.bestinterestsdecision": "capacity.see",
    "answers.assessments": "assessments.see", "assessments.assessment": "assessments.see",
    "answers.carers": "carers.see", "carers.carersassessment": "carers.see",
    "eligibility.determination": "eligibility.see", "eligibility.needdecision": "eligibility.see",
    "answers.plans": "plans.see", "plans.plan": "plans.see", "plans.outcome": "plans.see",
    "plans.support": "plans.see", "plans.shorttermsupport": "plans.see",
    "answers.reviews": "reviews.see", "reviews.review": "reviews.see",
    "reviews.outcomereviewed": "reviews.see", "warnings.staffwarning": "warnings.see",
    "involvements.involvement": "involvements.see",
    "involvements.triage": "involvements.see", "involvements.touch": "involvements.see",
    "involvements.transfer": "involvements.see", "documents.document": "documents.see",
    "visits.visit": "visits.record",
    "own_access.access": "own_access.see", "own_access.check": "own_access.see",
    "own_access.coercion": "own_access.see", "own_access.release": "own_access.release",
    "prescriptions.prescription": "prescriptions.see", "prescriptions.line": "prescriptions.see",
    "prescriptions.came": "prescriptions.see", "social_prescribing.linkwork": "social_prescribing.see",
    "social_prescribing.goal": "social_prescribing.see", "social_prescribing.tried": "social_prescribing.see",
}


# What these rows say stands in other rows' pages, or only where another state of the row would show it.
ON_NO_PAGE = {"plans.plan", "involvements.triage", "involvements.touch", "conversations.raisedconcern"}
SEE_MOST = {"social_worker", "team_manager", "safeguarding_lead"}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Whole]:
    """Made once for all tests of the file, and undone at the end."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            with context.acting(why="test"):
                yield Maker().whole()
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def whole(made: Whole, db: None) -> Whole:
    return made


@pytest.fixture
def restricted(whole: Whole) -> Whole:
    with context.acting(why="test"):
        access.restrict(subject=whole.subject, reason=f"{MARK} her son works here", named=[], by=whole.manager)
    return whole


@pytest.fixture(autouse=True)
def _as_it_was(whole: Whole) -> Iterator[None]:
    yield
    whole.subject.refresh_from_db()


def given_work(whole: Whole, asker: User) -> User:
    """Somebody who worked with her until today: with tasks, a half-written note and a message about her."""
    with context.acting(user=asker, why="test"):
        for owner, team in ((asker, None), (None, make_team())):
            make_task(subject=whole.subject, owner=owner, team=team, title=f"{mark('work.task')} see {NAMES[0]}",
                      due_on=timezone.localdate())
        draft = questionnaires.open_draft(
            owner=asker, questionnaire="case_note", subject=whole.subject, about=f"subjects.subject:{whole.subject.pk}",
            title=f"Note about {NAMES[0]}", url=reverse("case_notes:write", args=[whole.subject.pk]))
        questionnaires.put_answers(draft=draft, answers={"words": f"{MARK} half a note"}, by=asker)
        notifications.notify(user=asker, title=f"{' '.join(NAMES)} rang", words=MARK, subject=whole.subject, by=asker)
    whole.hers["draft_id"] = [whole.hers["draft_id"][0], draft.pk]
    return asker


def said(answer: Any, words: list[str]) -> list[str]:
    if answer.streaming:
        page = b"".join(answer.streaming_content).decode(errors="replace")
    else:
        page = answer.content.decode(errors="replace")
    return [word for word in words if word in page + answer.headers.get("Location", "")]


def ask(client: Client, path: str) -> Any:
    """In a transaction of its own, so that one page that breaks leaves the others standing."""
    with transaction.atomic():
        return client.get(path)


def wanted(whole: Whole) -> Iterator[tuple[Address, str, bool]]:
    return ((one, path, hers) for one, path, hers in whole.asked() if one.name not in NOT_ASKED)


def test_there_is_a_row_of_every_kind(whole: Whole) -> None:
    none = [model._meta.label_lower for model in models_about_a_person()
            if not model._default_manager.filter(subject=whole.subject).exists()]
    assert set(none) - NO_ROW == set()


def at_the_door_of_my_plan(answer: Any) -> bool:
    return answer.status_code == 302 and answer.url == reverse("my_plan:sign_in")


def read_of_a_closed_record(client: Client, whole: Whole) -> list[str]:
    wrong = []
    client.raise_request_exception = False
    for one, path, hers in wanted(whole):
        answer = ask(client, path)
        if found := said(answer, HER_OWN):
            wrong.append(f"{path}: says {found}")
        if answer.status_code >= 500:
            wrong.append(f"{path}: broken ({answer.status_code})")
        shut = answer.status_code in (403, 404, 405) or at_the_door_of_my_plan(answer)
        if hers and one.name not in ASKED_FOR_A_REASON and not shut:
            wrong.append(f"{path}: answers {answer.status_code}")
    for typed, silent in ((NAMES[0], [NAMES[1], MARK]), (NAMES[1], [NAMES[0], MARK]), (NHS, [*NAMES, MARK])):
        for path in (reverse("people:search"), "/api/v1/people/"):
            if found := said(client.get(path, {"q": typed}), silent):
                wrong.append(f"{path}?q={typed}: says {found}")
    return wrong


@pytest.mark.parametrize("role", roles.ROLES)
def test_of_a_restricted_record_nobody_reads_a_word(client: Client, restricted: Whole, role: str) -> None:
    client.force_login(given_work(restricted, make_user(role)))
    assert "\n".join(read_of_a_closed_record(client, restricted)) == ""


def test_nor_as_the_role_that_pages_run_in(client: Client, restricted: Whole, web_role: None) -> None:
    client.force_login(make_user("social_worker"))
    assert "\n".join(read_of_a_closed_record(client, restricted)) == ""


def test_nor_who_sends_something_there(client: Client, restricted: Whole) -> None:
    client.force_login(given_work(restricted, make_user("social_worker")))
    client.raise_request_exception = False
    wrong = []
    for one, path, hers in wanted(restricted):
        if hers and one.name not in ASKED_FOR_A_REASON and path.startswith("/desk/"):
            with transaction.atomic():
                answer = client.post(path)
            if said(answer, HER_OWN) or answer.status_code not in (403, 404, 405):
                wrong.append(f"{path}: {answer.status_code}")
    assert "\n".join(wrong) == ""


def read_by(client: Client, whole: Whole, role: str) -> tuple[set[str], list[str]]:
    """The marks that were met on any page, and what was open or closed against the table."""
    marks = {mark(name): name for name in
             [*READ_WITH, *(model._meta.label_lower for model in models_about_a_person())]}
    met, wrong = set(), []
    client.raise_request_exception = False
    for one, path, _ in wanted(whole):
        answer = ask(client, path)
        if answer.status_code >= 500:
            wrong.append(f"{path}: broken ({answer.exc_info[1]!r})")
        elif one.name in THEIRS_TO_CHANGE and answer.status_code == 403:
            continue
        elif answer.status_code not in (405, 422) and (answer.status_code == 403) is one.open_to(role):
            wrong.append(f"{path}: {answer.status_code}, the table says {'open' if one.open_to(role) else 'closed'}")
        for found in said(answer, list(marks)):
            met.add(marks[found])
            needed = READ_WITH.get(marks[found])
            if needed and needed not in roles.ROLES[role].permissions:
                wrong.append(f"{path}: says {marks[found]}, which is read with {needed}")
    return met, wrong


@pytest.mark.parametrize("role", roles.ROLES)
def test_of_an_ordinary_record_each_role_reads_what_it_may(client: Client, whole: Whole, role: str) -> None:
    client.force_login(make_user(role))
    met, wrong = read_by(client, whole, role)
    assert "\n".join(wrong) == ""
    if role in SEE_MOST:  # or nothing above would mean anything
        held = {name for name, needed in READ_WITH.items() if needed in roles.ROLES[role].permissions}
        assert held - met - ON_NO_PAGE == set()
