"""Two colleagues at one form. Whoever saves second is shown what the first saved and chooses; or, where what they
meant to do is done already, is told who did it, with their own words still in the form."""

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

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.agreements.models import Agreement
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.case_notes import actions as notes
from alongside.people.case_notes.models import ManagementDecision
from alongside.people.circumstances.models import Fact
from alongside.people.circumstances.tests.factories import make_fact
from alongside.people.involvements import actions as involvements
from alongside.people.involvements.models import Involvement
from alongside.people.involvements.tests.factories import make_wait
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.models import Authority, Relationship, UnpaidCare
from alongside.people.relationships.tests.factories import make_contact
from alongside.people.risks.models import RiskAssessment
from alongside.people.risks.tests.factories import make_risk, particulars
from alongside.people.visits.models import Visit
from alongside.people.visits.tests.factories import make_visit
from alongside.people.warnings.models import StaffWarning, WarningReview
from alongside.people.warnings.tests.factories import make_warning

pytestmark = pytest.mark.django_db
Answers = dict[str, Any]


def day(ago: int) -> str:
    return (timezone.localdate() - timedelta(days=ago)).isoformat()


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(make_user("team_manager", name=name))
    return client


def hidden(page: str) -> Answers:
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    read = {re.search(r'name="([^"]*)"', one)[1]: unescape(re.search(r'value="([^"]*)"', one)[1]) for one in found}
    return {name: value for name, value in read.items() if name != "csrfmiddlewaretoken"}


def a_fact_that_ends() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    fact = make_fact(since=timezone.localdate() - timedelta(days=900))
    return (reverse("circumstances:end", args=[fact.pk]), {"on": day(9)}, {"on": day(4)},
            lambda: Fact.objects.get().until.isoformat(), (day(9), day(4)))


def a_fact_in_place_of_another() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    subject = person("Winifred", "Okafor").subject
    common = {"source": "person"}
    return (reverse("circumstances:record", args=[subject.pk, "accommodation"]),
            {"code": "owner_occupier", "since": day(9), **common}, {"code": "care_home", "since": day(4), **common},
            lambda: Fact.objects.current().get().code, ("owner_occupier", "care_home"))


def a_relationship_that_ends() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_contact()
    return (reverse("relationships:end", args=[row.pk]), {"on": day(9)}, {"on": day(4)},
            lambda: Relationship.objects.get().ended_on.isoformat(), (day(9), day(4)))


def a_relationship_that_changes() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_contact()
    common = {"name": row.name, "kind": row.kind, "may_be_told": "ask"}
    return (reverse("relationships:change", args=[row.pk]), {**common, "words": "Next door"},
            {**common, "words": "Across the road"}, lambda: Relationship.objects.get().words,
            ("Next door", "Across the road"))


def care_that_somebody_gives() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_contact()
    common = {"hours": "up_to_19", "starts_on": day(1)}
    return (reverse("relationships:care", args=[row.pk]), {**common, "what_they_do": "Shopping"},
            {**common, "what_they_do": "Her pills"}, lambda: UnpaidCare.objects.get(ended_on=None).what_they_do,
            ("Shopping", "Her pills"))


def _power() -> Authority:
    return relationships.record_authority(relationship=make_contact(), kind="lpa_welfare", by=make_user())


def a_power_whose_paper_is_seen() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    return (reverse("relationships:see_paper", args=[_power().pk]), {"on": day(9), "reference": "LP 1"},
            {"on": day(4), "reference": "LP 2"}, lambda: Authority.objects.get().reference, ("LP 1", "LP 2"))


def a_power_that_ends() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    return (reverse("relationships:end_authority", args=[_power().pk]), {"on": day(9), "reason": "Revoked by her"},
            {"on": day(4), "reason": "By the court"}, lambda: Authority.objects.get().end_reason,
            ("Revoked by her", "By the court"))


def a_home() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    subject = person("Winifred", "Okafor").subject
    common = {"kind": "home", "postcode": "WM4 1AB"}
    return (reverse("people:move_home", args=[subject.pk]), {**common, "line_1": "3 Mill Lane"},
            {**common, "line_1": "8 Elm Court"}, lambda: subject.addresses.current().get().line_1,
            ("3 Mill Lane", "8 Elm Court"))


def a_practice() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    subject = person("Winifred", "Okafor").subject
    return (reverse("people:gp_practice", args=[subject.pk]), {"name": "Mill Lane Surgery"}, {"name": "Elm Practice"},
            lambda: subject.gp_practices.current().get().name, ("Mill Lane Surgery", "Elm Practice"))


def a_warning_that_is_kept() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_warning()
    return (reverse("warnings:keep", args=[row.pk]), {"why": "He is home again", "next_review_on": day(-30)},
            {"why": "The dog is back", "next_review_on": day(-60)},
            lambda: WarningReview.objects.latest("pk").why_kept, ("He is home again", "The dog is back"))


def a_risk_that_is_looked_at_again() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_risk()
    common = {**particulars(), "talked_through_on": day(0), "review_on": day(-90), "why": "She fell"}
    del common["assessed_on"]
    return (reverse("risks:look_again", args=[row.pk]), {**common, "wishes": "To go by bus"},
            {**common, "wishes": "To be driven"}, lambda: RiskAssessment.objects.latest_versions().get().wishes,
            ("To go by bus", "To be driven"))


def the_risk_while_they_wait() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_wait()
    return (reverse("involvements:judge_risk", args=[row.pk]), {"risk": "low", "why": "Her son is there"},
            {"risk": "high", "why": "Her son has left"}, lambda: Involvement.objects.get().risk, ("low", "high"))


def who_keeps_in_touch() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_wait()
    one, two = make_user(name="Marlon Reyes"), make_user(name="Obi Eze")
    return (reverse("involvements:keeper", args=[row.pk]), {"keeper": one.pk}, {"keeper": two.pk},
            lambda: Involvement.objects.get().keeps_in_touch.name, ("Marlon Reyes", "Obi Eze"))


def to_whom_work_goes() -> tuple[str, Answers, Answers, Callable[[], Any], tuple[Any, Any]]:
    row = make_wait()
    one, two = make_user(name="Marlon Reyes"), make_user(name="Obi Eze")
    return (reverse("involvements:allocate", args=[row.pk]), {"worker": one.pk}, {"worker": two.pk},
            lambda: Involvement.objects.get().worker.name, ("Marlon Reyes", "Obi Eze"))


BOTH = [a_fact_that_ends, a_fact_in_place_of_another, a_relationship_that_ends, a_relationship_that_changes,
        care_that_somebody_gives, a_power_whose_paper_is_seen, a_power_that_ends, a_home, a_practice,
        a_warning_that_is_kept, a_risk_that_is_looked_at_again, the_risk_while_they_wait, who_keeps_in_touch,
        to_whom_work_goes]


@pytest.mark.parametrize("case", BOTH, ids=lambda case: case.__name__)
def test_whoever_saves_second_is_shown_both_and_chooses(case: Callable[[], Any]) -> None:
    address, theirs, mine, kept, (first, second) = case()
    tom, amara = signed_in("Tom Ashworth"), signed_in("Amara Bello")
    seen = {"seen": hidden(amara.get(address).content.decode())["seen"]}
    first_answer = tom.post(address, {**theirs, **seen})
    assert first_answer.status_code == 302, first_answer.content.decode()
    stopped = amara.post(address, {**mine, **seen})
    assert stopped.status_code == 409, stopped.status_code
    page = stopped.content.decode()
    assert "Tom Ashworth" in page
    assert kept() == first
    assert amara.post(address, hidden(page)).status_code == 302
    assert kept() == second


def an_agreement() -> tuple[str, Answers, Answers, str, Callable[[], Any]]:
    row = make_agreement()
    return (reverse("agreements:withdraw", args=[row.pk]), {"on": day(1), "effect": "The surgery hears no more"},
            {"on": day(0), "effect": "My own words"}, "The surgery hears no more",
            lambda: Agreement.objects.get().withdrawal_effect)


def a_warning() -> tuple[str, Answers, Answers, str, Callable[[], Any]]:
    row = make_warning()
    return (reverse("warnings:end", args=[row.pk]), {"reason": "The dog has died"}, {"reason": "My own words"},
            "ended this warning on", lambda: StaffWarning.objects.get().end_reason)


def a_risk() -> tuple[str, Answers, Answers, str, Callable[[], Any]]:
    row = make_risk()
    return (reverse("risks:end", args=[row.pk]), {"reason": "She moved in with him"}, {"reason": "My own words"},
            "She moved in with him", lambda: RiskAssessment.objects.get().end_reason)


def a_visit() -> tuple[str, Answers, Answers, str, Callable[[], Any]]:
    row = make_visit()
    return (reverse("visits:outcome", args=[row.pk]), {"outcome": "completed", "words": "Saw her"},
            {"outcome": "completed", "words": "My own words"}, "recorded already",
            lambda: Visit.objects.get().outcome_words)


def a_decision() -> tuple[str, Answers, Answers, str, Callable[[], Any]]:
    manager = make_user("team_manager")
    row = notes.ask_for_decision(subject=person("Winifred", "Okafor").subject, question="May we?", asked_of=manager,
                                 by=make_user())
    return (reverse("case_notes:decide", args=[row.pk]), {"decision": "Yes, for a week", "reasons": "It is safe"},
            {"decision": "No", "reasons": "My own words"}, "Yes, for a week",
            lambda: ManagementDecision.objects.get().reasons)


def work_that_is_closed() -> tuple[str, Answers, Answers, str, Callable[[], Any]]:
    row = make_wait()
    common = {"reason": "declined", "on": day(0)}
    return (reverse("involvements:close", args=[row.pk]), {**common, "left_agreed": "Jean calls in"},
            {**common, "left_agreed": "My own words"}, "Tom Ashworth closed this",
            lambda: Involvement.objects.get().left_agreed)


DONE = [an_agreement, a_warning, a_risk, a_visit, a_decision, work_that_is_closed]


@pytest.mark.parametrize("case", DONE, ids=lambda case: case.__name__)
def test_what_a_colleague_has_done_already_is_said_and_no_word_is_lost(case: Callable[[], Any]) -> None:
    address, theirs, mine, said, kept = case()
    tom, amara = signed_in("Tom Ashworth"), signed_in("Amara Bello")
    assert amara.get(address).status_code == 200
    first = tom.post(address, theirs)
    assert first.status_code == 302, first.content.decode()
    before = kept()
    again = amara.post(address, mine)
    page = again.content.decode()
    assert again.status_code == 200 and said in unescape(page) and "My own words" in page
    assert kept() == before


def test_ending_a_risk_that_a_colleague_looked_at_again_asks_to_read_theirs_first() -> None:
    row = make_risk()
    address = reverse("risks:end", args=[row.pk])
    tom, amara = signed_in("Tom Ashworth"), signed_in("Amara Bello")
    seen = {"seen": hidden(amara.get(address).content.decode())["seen"]}
    again = {**particulars(level="high"), "talked_through_on": day(0), "review_on": day(-90), "why": "She fell"}
    assert tom.post(reverse("risks:look_again", args=[row.pk]), again).status_code == 302
    page = amara.post(address, {"reason": "She stays in", **seen}).content.decode()
    assert "Tom Ashworth has looked at it again meanwhile" in page and "She stays in" in page
    assert amara.post(address, {"reason": "She stays in", **hidden(page)}).status_code == 302
    assert RiskAssessment.objects.latest_versions().get().end_reason == "She stays in"


def test_work_that_was_handed_on_meanwhile_is_said_beside_the_form() -> None:
    row = make_wait()
    worker = make_user(name="Marlon Reyes")
    involvements.allocate(involvement=row, worker=worker, by=make_user())
    involvements.accept(involvement=row, by=worker)
    page = signed_in("Amara Bello").post(reverse("involvements:allocate", args=[row.pk]), {"worker": worker.pk})
    assert "Marlon Reyes has already taken this on" in page.content.decode()


def test_a_fact_cannot_have_been_so_after_another_took_its_place() -> None:
    fact = make_fact(kind="accommodation", code="owner_occupier", since=timezone.localdate() - timedelta(days=900))
    tom, amara = signed_in("Tom Ashworth"), signed_in("Amara Bello")
    address = reverse("circumstances:end", args=[fact.pk])
    tom.post(reverse("circumstances:record", args=[fact.subject_id, "accommodation"]),
             {"code": "care_home", "since": day(9), "source": "person"})
    page = amara.post(address, {"on": day(4)}).content.decode()
    assert "so this cannot have been so until later" in page
    fact.refresh_from_db()
    assert fact.until is not None and fact.until.isoformat() == day(9)
