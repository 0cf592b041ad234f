from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.carers import actions
from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task

from .factories import carers_centre, make_carers_assessment, make_draft, make_signed

pytestmark = pytest.mark.django_db


def sign_in(client, user=None):
    user = user or make_user()
    client.force_login(user)
    return user


def test_the_centre_works_its_own_carers_and_finds_no_others(client, django_assert_max_num_queries):
    _, team, bronagh = carers_centre()
    sign_in(client, bronagh)
    own = make_carers_assessment(team=team, assessor=None)
    other = make_carers_assessment(make_person("Dipti", "Shah"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("assessments:board") + "?show=all").content.decode()
    assert "Joan Pickering" in page and "Dipti Shah" not in page
    for name in ("read", "write", "print", "end", "give", "bring_back"):
        assert client.get(reverse(f"carers:{name}", args=[other.subject_id, other.pk])).status_code == 404
    assert client.get(reverse("assessments:index", args=[own.subject_id])).status_code == 403
    assert client.get(reverse("carers:index", args=[own.subject_id])).status_code == 200
    client.post(reverse("carers:take_on", args=[own.subject_id, own.pk]))
    own.refresh_from_db()
    assert own.assessor == bronagh


def test_nobody_helps_themselves_to_what_a_colleague_has(client):
    _, team, bronagh = carers_centre()
    own = make_carers_assessment(team=team, assessor=bronagh)
    sign_in(client)
    answer = client.post(reverse("carers:take_on", args=[own.subject_id, own.pk]), follow=True)
    own.refresh_from_db()
    assert own.assessor == bronagh and f"It is with {bronagh}" in answer.content.decode()


def test_opening_what_waits_on_another_teams_list_does_not_take_it(client):
    _, team, _ = carers_centre()
    waits = make_carers_assessment(team=team, assessor=None)
    sign_in(client)
    answer = client.get(reverse("carers:write", args=[waits.subject_id, waits.pk]), follow=True)
    waits.refresh_from_db()
    assert waits.assessor is None and f"It is on the list of {team}" in answer.content.decode()


def test_from_the_start_to_the_signature_in_plain_pages(client):
    user = sign_in(client)
    joan, today = make_person("Joan", "Pickering"), timezone.localdate()
    address = reverse("carers:start", args=[joan.pk])
    given = {
        "kind": "carer",
        "complex": "no",
        "team": make_team().pk,
        "myself": "on",
        "asked_for_on": today.isoformat(),
    }
    assert "Choose whom they care for, or write the name" in client.post(address, given).content.decode()
    began = client.post(address, {**given, "cared_for_name": "Her mother"})
    assessment = CarersAssessment.objects.get(subject=joan)
    assert client.get(began.url).status_code == 200
    make_draft(assessment)
    sign = reverse("carers:to_sign", args=[joan.pk, assessment.pk])
    assert "Her daughter comes the same night" in client.get(sign).content.decode()
    client.post(sign)
    assessment.refresh_from_db()
    assert assessment.signed_by == user
    page = client.get(reverse("carers:read", args=[joan.pk, assessment.pk])).content.decode()
    assert "Willing and able in part, or for now" in page and "50 hours or more a week" in page
    decide = client.get(reverse("eligibility:decide_carer", args=[joan.pk, assessment.pk])).content.decode()
    assert "They meet the national criteria" in decide and "takes much longer" not in decide


def test_complex_work_is_not_given_to_the_centre(client):
    _, team, _ = carers_centre()
    sign_in(client)
    joan = make_person("Joan", "Pickering")
    page = client.post(
        reverse("carers:start", args=[joan.pk]),
        {
            "kind": "carer",
            "complex": "yes",
            "team": team.pk,
            "cared_for_name": "Mother",
            "asked_for_on": timezone.localdate().isoformat(),
        },
    ).content.decode()
    assert "Highly complex work stays with the council" in page
    assert not CarersAssessment.objects.exists()


def test_the_centre_is_told_when_it_turns_out_complex(client):
    _, team, bronagh = carers_centre()
    sign_in(client, bronagh)
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    make_draft(assessment, complex="yes")
    address = reverse("carers:to_sign", args=[assessment.subject_id, assessment.pk])
    assert "Give it to the council" in client.get(address).content.decode()
    assert "stays with the council" in client.post(address).content.decode()
    assert Draft.objects.filter(about=assessment.about).exists()


@pytest.mark.parametrize(
    ("name", "answers", "said"),
    [
        ("bring_back", {"reason": "Her mother is unsafe"}, "has it now."),
        ("end", {"reason": "declined", "words": "Rings us in spring"}, "Ended. What was written stays readable."),
    ],
)
def test_the_centre_is_told_that_its_work_is_closed_and_is_led_to_its_own_list(client, web_role, name, answers, said):
    with context.acting(why="test"):
        _, team, bronagh = carers_centre()
        assessment = make_carers_assessment(team=team, assessor=bronagh)
        make_draft(assessment)
        north = make_team("north")
    sign_in(client, bronagh)
    address = reverse(f"carers:{name}", args=[assessment.subject_id, assessment.pk])
    assert "cannot open the record any more" in client.get(address).content.decode()
    answer = client.post(address, answers | ({"team": north.pk} if name == "bring_back" else {}), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(reverse("assessments:board"), 302)] and answer.status_code == 200
    assert said in page and "Your work with Joan Pickering is closed" in page
    assert client.get(reverse("carers:read", args=[assessment.subject_id, assessment.pk])).status_code == 404
    assert client.get(reverse("carers:index", args=[assessment.subject_id])).status_code == 404


def test_a_worker_of_the_council_stays_on_the_page_when_they_end_it(client):
    _, team, bronagh = carers_centre()
    sign_in(client)
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    address = reverse("carers:end", args=[assessment.subject_id, assessment.pk])
    answer = client.post(address, {"reason": "declined", "words": "Not now"})
    assert answer.url == reverse("carers:read", args=[assessment.subject_id, assessment.pk])


def test_without_the_permission_the_pages_say_what_is_needed(client):
    sign_in(client, make_user("finance_officer"))
    assessment = make_signed()
    for name in ("read", "write", "to_sign"):
        assert client.get(reverse(f"carers:{name}", args=[assessment.subject_id, assessment.pk])).status_code == 403


def test_the_paper_carries_the_answers(client):
    sign_in(client)
    assessment = make_signed()
    page = client.get(reverse("carers:print", args=[assessment.subject_id, assessment.pk])).content.decode()
    assert "One evening a week at choir" in page


class TestSomebodySaysItIsWrong:
    def begun(self, client, assessment, **answers):
        return client.post(
            reverse("carers:correct", args=[assessment.subject_id, assessment.pk]),
            {"said_by": "carer", "reason": "I can lift him again.", **answers},
        )

    def test_both_versions_can_be_read_while_it_is_written_and_once_it_is_signed(self, client):
        user = sign_in(client)
        assessment = make_signed(by=user)
        home = actions.page_of(assessment)
        assert "Somebody says this is wrong" in client.get(home).content.decode()
        answer = self.begun(client, assessment)
        assert answer.status_code == 302 and answer.url == actions.page_of(assessment, "write")
        client.get(answer.url, follow=True)
        draft = Draft.objects.get()
        assert draft.answers["limits"] == "No lifting any more"  # it begins with what was signed
        draft.answers = {**draft.answers, "limits": "Lifting with the hoist"}
        draft.revision, draft.saved_at = draft.revision + 1, timezone.now()
        draft.save()
        page = client.get(home).content.decode()
        assert "The carer says: I can lift him again." in page and "Being corrected" in page
        assert "No lifting any more" in page and "Lifting with the hoist" in page
        assert client.post(reverse("carers:to_sign", args=[assessment.subject_id, assessment.pk])).status_code == 302
        assessment.refresh_from_db()
        assert assessment.being_corrected_because == ""
        assert assessment.response.correction_reason == "The carer says: I can lift him again."
        page = client.get(home).content.decode()
        assert "This version corrects what was signed on" in page
        assert "No lifting any more" in page and "Lifting with the hoist" in page
        assert assessment.subject.events.filter(kind="carers.disputed").count() == 1
        assert assessment.subject.events.filter(kind="carers.corrected").count() == 1

    def test_it_is_asked_who_says_so_and_what_is_wrong(self, client):
        user = sign_in(client)
        page = self.begun(client, make_signed(by=user), said_by="", reason="").content.decode()
        assert "Say who says it is wrong" in page and "Say what is wrong" in page

    def test_what_is_not_signed_is_changed_as_it_is(self, client):
        user = sign_in(client)
        page = self.begun(client, make_carers_assessment(by=user)).content.decode()
        assert "It is not signed yet" in page and "I can lift him again." in page

    def test_two_who_hear_it_at_once_are_told_of_each_other(self, client):
        user = sign_in(client)
        assessment = make_signed(by=user)
        self.begun(client, assessment)
        page = self.begun(client, assessment, reason="The hours are wrong.").content.decode()
        assert "is being written already" in page and "I can lift him again." in page and "The hours are wrong." in page

    def test_it_may_stay_as_it_was_signed_with_why(self, client):
        user = sign_in(client)
        assessment = make_signed(by=user)
        signed = assessment.response_id
        client.get(self.begun(client, assessment).url, follow=True)
        assert Draft.objects.exists()
        client.post(reverse("carers:leave", args=[assessment.subject_id, assessment.pk]), {"why": "It was so then."})
        assessment.refresh_from_db()
        assert (assessment.response_id, assessment.being_corrected_because) == (signed, "")
        assert not Draft.objects.exists()
        detail = assessment.subject.events.get(kind="carers.not_corrected").detail
        assert "It was so then." in detail and "I can lift him again." in detail
        owed = Task.objects.open().get(kind="tell_not_corrected")
        assert (owed.owner, owed.why, owed.subject) == (user, "It was so then.", assessment.subject)
        assert owed.due_on

    def test_not_without_the_permission(self, client):
        assessment = make_signed()
        sign_in(client, make_user("director"))
        assert self.begun(client, assessment).status_code == 403
