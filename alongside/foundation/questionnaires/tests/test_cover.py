"""A colleague is away: whoever covers for them sees what they began, and may go on with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import AbsenceCover
from alongside.foundation.accounts.tests.factories import make_subject, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.questionnaires import (
    Covered,
    Question,
    Questionnaire,
    Section,
    actions,
    all_registered,
    declare,
    register,
)
from alongside.foundation.questionnaires.models import Draft

from .factories import draft_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara():
    return make_user("social_worker", name="Amara Bello")


@pytest.fixture
def ivy():
    return make_subject("Ivy Broadbent")


@pytest.fixture
def begun(amara, ivy):
    draft = draft_of(amara, subject=ivy)
    return actions.save_draft(draft=draft, sent=sent(draft, {"one_line": "Wants to swim"}), by=amara).draft


def cover(absent, by, days=1):
    today = timezone.localdate()
    return AbsenceCover.objects.create(absent=absent, cover=by, starts_on=today - timedelta(days=2),
                                       ends_on=today + timedelta(days=days), arranged_by=by)


@pytest.fixture
def tom(client, amara):
    user = make_user("social_worker", name="Tom Ashworth")
    cover(amara, user)
    client.force_login(user)
    return user


def listed(client):
    return client.get(reverse("questionnaires:drafts")).content.decode()


def test_it_is_listed_with_whose_it_is_and_that_is_a_look(client, tom, begun, ivy):
    page = listed(client)
    assert "Of colleagues you cover for" in page and "A talk with Ivy Broadbent" in page and "Amara Bello" in page
    assert Look.objects.get(what="colleagues' drafts").listed == [ivy.pk]


def test_it_is_read_before_it_is_taken(client, tom, begun, ivy):
    page = client.get(reverse("questionnaires:take_over", args=[begun.pk])).content.decode()
    assert "Wants to swim" in page and "Leave it with Amara Bello" in page
    assert Look.objects.filter(subject=ivy, what="a colleague's draft").exists()
    assert Draft.objects.get().owner != tom


def test_taken_over_it_is_theirs_with_every_word_and_the_timeline_says_so(client, tom, begun, ivy):
    answer = client.post(reverse("questionnaires:take_over", args=[begun.pk]))
    assert answer.headers["Location"] == begun.url
    draft = Draft.objects.get()
    assert draft.owner == tom and draft.answers["one_line"] == "Wants to swim"
    assert ivy.events.get(kind="questionnaires.draft_taken_over").by == tom


def test_not_over_one_of_their_own(client, tom, begun, ivy):
    draft_of(tom, subject=ivy)
    client.post(reverse("questionnaires:take_over", args=[begun.pk]))
    assert "You have begun one of your own" in listed(client)
    assert Draft.objects.get(pk=begun.pk).owner != tom


@pytest.mark.parametrize("away", [False, True])
def test_only_while_they_cover(client, amara, begun, away):
    other = make_user("social_worker")
    if away:
        cover(amara, other, days=-1)  # until yesterday
    client.force_login(other)
    assert client.get(reverse("questionnaires:take_over", args=[begun.pk])).status_code == 404
    assert "A talk with Ivy" not in listed(client)
    with pytest.raises(actions.NotCovering):
        actions.take_over_draft(draft=begun, by=other)


def test_not_of_a_record_that_is_closed_to_them(client, tom, begun, ivy):
    restrict(ivy, make_user("team_manager"))
    assert "A talk with Ivy" not in listed(client)
    assert client.post(reverse("questionnaires:take_over", args=[begun.pk])).status_code == 404


def begun_as(owner, subject, key, answers=None, covered=None):
    register(Questionnaire(key, 1, "About my year", (Section("s", "S", (Question("words", "Words"),)),)),
             covered=covered)
    draft = actions.open_draft(owner=owner, questionnaire=key, about=f"tests.{key}:1", title="About my year",
                               url="/desk/tests/year/", subject=subject)
    return actions.save_draft(draft=draft, sent=sent(draft, answers or {"words": "I am tired"}), by=owner).draft


@pytest.mark.parametrize("about_a_person", [True, False])
def test_what_they_write_for_themselves_stays_theirs(client, tom, amara, ivy, about_a_person):
    draft = begun_as(amara, ivy if about_a_person else None, "own_supervision")
    assert "About my year" not in listed(client)
    assert client.get(reverse("questionnaires:take_over", args=[draft.pk])).status_code == 404
    with pytest.raises(actions.NotCovering, match="stays with Amara Bello"):
        actions.take_over_draft(draft=draft, by=tom)


def test_work_that_one_may_not_do_is_not_opened_by_covering(client, tom, amara, ivy):
    draft = begun_as(amara, ivy, "a_closed_kind", covered=Covered("returns.export"))
    assert not tom.may("returns.export")
    assert "About my year" not in listed(client)
    with pytest.raises(actions.NotCovering):
        actions.take_over_draft(draft=draft, by=tom)


def test_what_is_marked_opens_only_to_those_who_may_read_such_things(client, amara, ivy):
    begun_as(amara, ivy, "a_marked_kind", {"words": "private"}, covered=Covered(
        "work.see", question="words", mark="private", permission_for_marked="case_notes.see_sensitive"))
    may, may_not = make_user("social_worker"), make_user("front_door_worker")
    assert may.may("case_notes.see_sensitive") and not may_not.may("case_notes.see_sensitive")
    for user, seen in ((may_not, False), (may, True)):
        AbsenceCover.objects.all().delete()
        cover(amara, user)
        client.force_login(user)
        assert ("About my year" in listed(client)) is seen


def test_every_kind_of_the_product_says_who_may_go_on_with_it():
    """A kind that is its writer's own is named here, on purpose."""
    # What people fill in by themselves, who have no account: no colleague has a draft of it.
    own = {"guided_search", "about_me_and_what_would_help", "self_assessment_adult", "self_assessment_carer",
           "self_funder", "self_assessment_sending"}
    without_law = ("case_note", "case_note_correction", "hand_over")
    ours = {one.key for one in all_registered() if one.law or one.key in without_law}
    assert ours - set(declare.covered()) - {"q", "twice"} == own
