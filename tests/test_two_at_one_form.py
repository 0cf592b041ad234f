"""Two colleagues at one form, in every room: whoever saves second is shown what the first saved and chooses; or, where
it is done already, is told who did it, with their own words still in the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.models import AdvocacyCheck, Assessment
from alongside.care_management.assessments.tests.factories import make_assessment, make_signed
from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.carers.tests.factories import make_carers_assessment
from alongside.care_management.eligibility.models import Determination
from alongside.care_management.plans.models import Plan
from alongside.care_management.plans.tests.factories import make_plan
from alongside.care_management.reviews.models import Review
from alongside.care_management.reviews.tests.factories import make_review
from alongside.foundation.access import actions as access
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.audit.models import Look, LookReview
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task
from alongside.foundation.work.tests.factories import make_task
from alongside.front_door.bookings import actions as bookings
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations.tests.factories import concern_about, front_door_worker, somebody
from alongside.front_door.referrals import actions as referrals
from alongside.front_door.referrals.models import Feedback, Referral
from alongside.front_door.referrals.tests.factories import referral, settled
from alongside.people.case_notes.models import Note
from alongside.people.case_notes.tests.factories import make_note
from alongside.people.people.tests.factories import person
from alongside.safeguarding.enquiries import actions as enquiries
from alongside.safeguarding.enquiries.models import Concern

pytestmark = pytest.mark.django_db
Answers = dict[str, Any]
# Where, what the first and the second send, what is kept, what that is after each.
Both = tuple[str, str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]
# Where, what the first and the second send, what the second reads, what must not change.
Done = tuple[str, str, Answers, Answers, str, Callable[[], Any]]


def day(ago: int) -> str:
    return (timezone.localdate() - timedelta(days=ago)).isoformat()


def signed_in(name: str, role: str) -> Client:
    """Somebody of that name in that role: a colleague in another may bear the same name."""
    client = Client()
    there = next((user for user in User.objects.filter(name=name) if user.holds(role)), None)
    client.force_login(there or make_user(role, name=name))
    return client


def hidden(page: str) -> dict[str, list[str]]:
    """What the page carries: the mark of its version, or somebody's answers to send again."""
    carried: dict[str, list[str]] = {}
    for one in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)
        if name and value and name[1] != "csrfmiddlewaretoken":
            carried.setdefault(name[1], []).append(unescape(value[1]))
    return carried


def seen(client: Client, address: str) -> dict[str, list[str]]:
    return {"seen": hidden(client.get(address).content.decode())["seen"]}


def who_is_named_on_a_restricted_record() -> Both:
    subject = person("Winifred", "Okafor").subject
    tom = make_user("team_manager", name="Tom Ashworth")
    amara = make_user("team_manager", name="Amara Bello")
    one, two = make_user(name="Marlon Reyes"), make_user(name="Obi Eze")
    access.restrict(subject=subject, reason="Related to a colleague", named=[amara], by=tom)
    return ("team_manager", reverse("access:restrict", args=[subject.pk]), {"named": [amara.pk, one.pk]},
            {"named": [tom.pk, two.pk]},
            lambda: set(Grant.objects.in_force().filter(user__in=[one, two]).values_list("user__name", flat=True)),
            ({"Marlon Reyes"}, {"Obi Eze"}))


def who_carries_out_an_assessment() -> Both:
    row = make_assessment()
    one, two = make_user(name="Marlon Reyes"), make_user(name="Obi Eze")
    return ("team_manager", reverse("assessments:give", args=[row.subject_id, row.pk]), {"assessor": one.pk},
            {"assessor": two.pk}, lambda: Assessment.objects.get().assessor.name, ("Marlon Reyes", "Obi Eze"))


def who_carries_out_a_carers_assessment() -> Both:
    row = make_carers_assessment()
    one, two = make_user(name="Marlon Reyes"), make_user(name="Obi Eze")
    return ("team_manager", reverse("carers:give", args=[row.subject_id, row.pk]), {"assessor": one.pk},
            {"assessor": two.pk}, lambda: CarersAssessment.objects.get().assessor.name, ("Marlon Reyes", "Obi Eze"))


def how_an_assessment_was_shared() -> Both:
    row = make_signed()
    common = {"on": day(0), "how": Assessment.Shared.values[0]}
    return ("social_worker", reverse("assessments:share", args=[row.subject_id, row.pk]),
            {**common, "with_whom": "Her sister"}, {**common, "with_whom": "Her son"},
            lambda: Assessment.objects.get().shared_with, ("Her sister", "Her son"))


def who_the_advocate_is() -> Both:
    row = make_signed()
    check = AdvocacyCheck.objects.about_the(row.about).latest("pk")
    return ("social_worker", reverse("assessments:advocate", args=[row.subject_id, check.pk]),
            {"on": day(0), "advocate": "Ann Lee"}, {"on": day(0), "advocate": "Raj Patel"},
            lambda: AdvocacyCheck.objects.get(pk=check.pk).advocate, ("Ann Lee", "Raj Patel"))


def why_a_review_is_late() -> Both:
    row = make_review(started=70)
    return ("team_manager", reverse("reviews:late", args=[row.subject_id, row.pk]),
            {"reason": "other", "note": "No worker"}, {"reason": "other", "note": "In hospital"},
            lambda: Review.objects.get(pk=row.pk).late_note, ("No worker", "In hospital"))


def what_happens_after_a_referral() -> Both:
    worker = front_door_worker()
    row = referrals.read(referral=referral(worker, somebody()), by=worker)
    outcome = [one for one in Referral.Outcome.values if one != Referral.Outcome.STEPPED_DOWN][0]
    return ("front_door_worker", reverse("referrals:settle", args=[row.pk]),
            {"outcome": outcome, "detail": "A lunch club"}, {"outcome": outcome, "detail": "A befriender"},
            lambda: Referral.objects.get().outcome_detail, ("A lunch club", "A befriender"))


def an_account() -> Both:
    row = make_user(name="Marlon Reyes")
    common = {"name": row.name, "email": row.email, "organisation": row.organisation_id}
    return ("administrator", reverse("accounts:edit_user", args=[row.pk]), {**common, "job_title": "Senior"},
            {**common, "job_title": "Manager"}, lambda: User.objects.get(pk=row.pk).job_title, ("Senior", "Manager"))


def a_team() -> Both:
    row = make_team("west")
    common = {"name": row.name, "organisation": make_organisation().pk}
    return ("administrator", reverse("accounts:edit_team", args=[row.pk]), {**common, "email": "a@wm.example"},
            {**common, "email": "b@wm.example"}, lambda: Team.objects.get(pk=row.pk).email,
            ("a@wm.example", "b@wm.example"))


BOTH = [who_is_named_on_a_restricted_record, who_carries_out_an_assessment, who_carries_out_a_carers_assessment,
        how_an_assessment_was_shared, who_the_advocate_is, why_a_review_is_late, what_happens_after_a_referral,
        an_account, a_team]


@pytest.mark.parametrize("case", BOTH, ids=lambda case: case.__name__)
def test_whoever_saves_second_is_shown_both_and_chooses(case: Callable[[], Both]) -> None:
    role, address, theirs, mine, kept, (first, second) = case()
    tom, amara = signed_in("Tom Ashworth", role), signed_in("Amara Bello", role)
    tom_saw, amara_saw = seen(tom, address), seen(amara, address)
    answer = tom.post(address, {**theirs, **tom_saw})
    assert answer.status_code == 302, answer.content.decode()
    stopped = amara.post(address, {**mine, **amara_saw})
    page = stopped.content.decode()
    assert stopped.status_code == 409, page
    assert "Tom Ashworth" in page and kept() == first
    again = amara.post(address, hidden(page))
    assert again.status_code == 302, again.content.decode()
    assert kept() == second


def a_plan_that_is_set_aside() -> Done:
    row = make_plan()
    return ("social_worker", reverse("plans:end", args=[row.subject_id, row.pk]),
            {"reason": "set_aside", "on": day(0), "note": "She moved away"},
            {"reason": "set_aside", "on": day(0), "note": "My own words"}, "Tom Ashworth ended this plan",
            lambda: Plan.objects.get().end_note)


def a_session_that_is_cancelled() -> Done:
    worker, subject = front_door_worker(), somebody()
    row = bookings.book(subject=subject, starts_at=timezone.now() + timedelta(days=1), minutes=60, place="Hub",
                        facilitator=worker, wants_to_talk_about="Company", by=worker)
    return ("front_door_worker", reverse("bookings:cancel", args=[subject.pk, row.pk]), {"because": "She is unwell"},
            {"because": "My own words"}, "cancelled", lambda: PlanningSession.objects.get().cancelled_because)


def a_referral_that_is_closed() -> Done:
    row = settled(front_door_worker(), somebody())
    why = Feedback.NotGiven.values[0]
    return ("front_door_worker", reverse("referrals:not_told", args=[row.pk]), {"because": why, "note": "No address"},
            {"because": why, "note": "My own words"}, "Tom Ashworth closed this",
            lambda: Feedback.objects.get().not_given_note)


def a_concern_that_is_decided() -> Done:
    raised = concern_about(somebody(), front_door_worker())
    lead, *_ = [make_user("safeguarding_lead", team=make_team("safeguarding"), name=name)
                for name in ("Obi Eze", "Tom Ashworth", "Amara Bello")]
    row = enquiries.take(item=raised.item, by=lead)
    facts = dict.fromkeys(("needs_care_and_support", "at_risk_of_abuse", "cannot_protect_themselves"), "yes")
    return ("safeguarding_lead", reverse("enquiries:concern", args=[row.pk]),
            {**facts, "decision": "enquiry", "reasons": "Frightened of him"},
            {**facts, "decision": "enquiry", "reasons": "My own words"}, "Tom Ashworth decided this",
            lambda: Concern.objects.get().reasons)


def an_account_that_is_closed() -> Done:
    row = make_user(name="Marlon Reyes")
    return ("administrator", reverse("accounts:close_user", args=[row.pk]), {"because": "Left on 31 May"},
            {"because": "My own words"}, "Left on 31 May", lambda: User.objects.get(pk=row.pk).deactivated_because)


def a_look_that_is_reviewed() -> Done:
    subject = person("Winifred", "Hartley").subject
    with context.within(context.Context(user_id=make_user(name="Winifred Hartley").pk,
                                        sees=context.Sees.EVERYTHING)):
        look = Look.objects.create(subject=subject, what="person")
    return ("information_governance_lead", reverse("desk:review_look", args=[look.pk]),
            {"in_order": "no", "note": "Her manager knows"}, {"in_order": "no", "note": "My own words"},
            "Tom Ashworth has reviewed this look", lambda: LookReview.objects.get().note)


DONE = [a_plan_that_is_set_aside, a_session_that_is_cancelled, a_referral_that_is_closed, a_concern_that_is_decided,
        an_account_that_is_closed, a_look_that_is_reviewed]


@pytest.mark.parametrize("case", DONE, ids=lambda case: case.__name__)
def test_what_a_colleague_has_done_already_is_said_and_no_word_is_lost(case: Callable[[], Done]) -> None:
    role, address, theirs, mine, said, kept = case()
    tom, amara = signed_in("Tom Ashworth", role), signed_in("Amara Bello", role)
    assert amara.get(address).status_code == 200
    first = tom.post(address, theirs)
    assert first.status_code == 302, first.content.decode()
    before = kept()
    again = amara.post(address, mine)
    page = again.content.decode()
    assert again.status_code == 200 and said in unescape(page) and "My own words" in page
    assert kept() == before


def test_a_second_decision_on_eligibility_is_not_taken_before_the_first_is_read() -> None:
    row = make_signed()
    address = reverse("eligibility:decide", args=[row.subject_id, row.pk])
    tom, amara = signed_in("Tom Ashworth", "social_worker"), signed_in("Amara Bello", "social_worker")
    before = seen(amara, address)
    assert tom.post(address, {"outcome": "eligible", "reasons": "Cannot cook"}).status_code == 302
    answers = {"outcome": "eligible", "reasons": "My own words", "again_because": "I saw her too"}
    page = amara.post(address, {**answers, **before}).content.decode()
    assert "Tom Ashworth decided this meanwhile" in page and "My own words" in page
    assert Determination.objects.get().reasons == "Cannot cook"
    assert amara.post(address, {**answers, "seen": hidden(page)["seen"]}).status_code == 302
    assert Determination.objects.standing().get().reasons == "My own words"


def test_a_referral_is_not_matched_to_another_person_unseen() -> None:
    worker = front_door_worker()
    row, one, two = referral(worker), somebody(), somebody("Ivo", "Broadbent")
    address = reverse("referrals:match", args=[row.pk])
    tom, amara = signed_in("Tom Ashworth", "front_door_worker"), signed_in("Amara Bello", "front_door_worker")
    tom.post(address, {"subject": one.pk, "seen": ""})
    page = amara.post(address, {"subject": two.pk, "seen": ""}, follow=True).content.decode()
    assert "A colleague found meanwhile" in page and Referral.objects.get().subject == one
    amara.post(address, {"subject": two.pk, "seen": str(one.pk)})
    assert Referral.objects.get().subject == two


def test_work_that_a_colleague_moved_meanwhile_is_not_handed_over_and_the_note_stays() -> None:
    amara = make_user(name="Amara Bello")
    left, gone, receiver = make_task(owner=amara), make_task(owner=amara), make_user()
    client = signed_in("Amara Bello", "social_worker")
    address = reverse("work:hand_over")
    before = seen(client, address)
    Task.objects.filter(pk=gone.pk).update(owner=receiver, version=gone.version + 1)
    page = client.post(address, {"tasks": [left.pk, gone.pk], "to": "colleague", "colleague": receiver.pk,
                                 "note": "My own words", **before}).content.decode()
    assert "Somebody has moved or finished some of this" in page and "My own words" in page
    left.refresh_from_db()
    assert left.owner == amara


def test_a_correction_begun_of_an_earlier_version_reads_the_newer_one_first_and_keeps_every_word() -> None:
    note = make_note(words="At seven")
    address = reverse("case_notes:correct", args=[note.pk])
    sent = {"keys": "reason,kind,on,at,with_whom,words,marks,significant_title", "do": "sign", "kind": "visit",
            "on": day(0), "reason": "Wrong hour"}
    tom, amara = signed_in("Tom Ashworth", "social_worker"), signed_in("Amara Bello", "social_worker")
    amara.get(address)
    amara.post(address, {**sent, "do": "", "words": "My own words", "revision": 0})  # kept as she writes
    tom.get(address)
    assert tom.post(address, {**sent, "words": "At eight", "revision": 0}).status_code == 302
    newer = Note.objects.get(corrects=note)
    revision = Draft.objects.get(owner__name="Amara Bello").revision
    page = amara.post(address, {**sent, "words": "My own words", "revision": revision})
    text = page.content.decode()
    assert page.status_code == 200 and "Tom Ashworth corrected this note meanwhile" in text
    assert "At eight" in text and "My own words" in text
    assert not Note.objects.filter(corrects=newer).exists()
    draft = Draft.objects.get(owner__name="Amara Bello")
    again = amara.post(reverse("case_notes:correct", args=[newer.pk]),
                       {**sent, "words": "At eight; my own words", "revision": draft.revision})
    assert again.status_code == 302
    assert Note.objects.get(corrects=newer).words == "At eight; my own words"
    assert not Draft.objects.filter(owner__name="Amara Bello").exists()
