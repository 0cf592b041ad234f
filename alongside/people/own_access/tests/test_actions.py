"""Letting in, asking again, closing; papers; a code read out; what is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.people.agreements import actions as agreeing
from alongside.people.agreements.sharing import may_share
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.involvements import actions as involvements
from alongside.people.own_access import actions, presenters, selectors
from alongside.people.own_access.models import Access, Coercion, Part, Release
from alongside.people.people import actions as people
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions as relationships

from .factories import EMAIL, let_in, let_in_power, make_person, make_power

pytestmark = pytest.mark.django_db


def stands(access: Access) -> bool:
    return Access.objects.standing(timezone.localdate()).filter(pk=access.pk).exists()


class TestLettingIn:
    def test_who_checked_how_and_that_they_were_asked_alone_is_kept(self):
        worker = make_user()
        access = let_in(by=worker, verified_how="paper", verified_words="Her passport")
        check = access.checks.get()
        assert (access.verified_by, access.verified_words) == (worker, "Her passport")
        assert (check.by, check.how, check.words) == (worker, "in_person", "I want to see it myself")
        assert stands(access)
        assert Event.objects.get(kind="own_access.given").permission == "own_access.see"

    def test_a_power_whose_paper_nobody_saw_opens_nothing(self):
        subject = make_person()
        with pytest.raises(actions.CannotGive, match="seen the registered paper"):
            let_in_power(subject, authority=make_power(subject, seen_on=None))

    @pytest.mark.parametrize("kind", ["lpa_finance", "deputy_finance", "epa"])
    def test_a_power_over_money_opens_what_is_about_money(self, kind):
        access = let_in_power(make_person(), kind)
        assert access.parts_open == {Part.MONEY, Part.MESSAGES}

    def test_and_no_more_whatever_somebody_ticks(self):
        subject = make_person()
        with pytest.raises(actions.CannotGive, match="does not reach so far"):
            let_in_power(subject, "lpa_finance", parts=[Part.PLAN])
        assert not Access.objects.exists()

    def test_a_row_with_more_parts_than_its_power_still_reads_no_more(self):
        access = let_in_power(make_person(), "lpa_finance")
        Access.objects.filter(pk=access.pk).update(parts=list(Part.values))
        assert Access.objects.get(pk=access.pk).parts_open == {Part.MONEY, Part.MESSAGES}

    def test_a_power_over_welfare_says_why_the_person_cannot_decide(self):
        with pytest.raises(actions.CannotGive, match="say why they cannot decide"):
            let_in_power(make_person(), capacity_words=" ")

    def test_an_appointee_looks_after_benefits_alone(self):
        subject = make_person()
        with pytest.raises(actions.CannotGive, match="benefits alone"):
            let_in(subject, authority=make_power(subject, "appointee"), parts=[])

    def test_a_code_needs_a_way_to_them(self):
        with pytest.raises(actions.CannotGive, match="how the code is to reach them"):
            let_in(ways=[("email", " ")])
        assert not Access.objects.exists()

    def test_nobody_is_let_in_to_a_restricted_record_or_after_a_death(self):
        subject = make_person()
        people.record_death(subject=subject, died_on=timezone.localdate(), told_by="A ward", by=make_user())
        with pytest.raises(actions.CannotGive, match="alive"):
            let_in(subject)

    def test_once_at_a_time(self):
        access = let_in()
        with pytest.raises(actions.CannotGive, match="already"):
            let_in(access.subject)


class TestWhatClosesIt:
    def test_the_end_of_a_power_on_its_very_day(self):
        access = let_in_power(make_person())
        today = timezone.localdate()
        relationships.end_authority(authority=access.authority, on=today, reason="Revoked", by=make_user())
        assert not stands(access)

    def test_that_they_are_no_longer_around_the_person(self):
        subject = make_person()
        friend = relationships.record(subject=subject, kind="friend", name="Joan Pike", by=make_user())
        access = let_in(subject, relationship=friend)
        relationships.end(relationship=friend, on=timezone.localdate(), by=make_user())
        assert not stands(access)

    def test_that_they_are_not_to_be_told_for_somebody_chosen_and_not_for_a_power(self):
        subject, worker = make_person(), make_user()
        friend = relationships.record(subject=subject, kind="friend", name="Joan Pike", by=worker)
        chosen, attorney = let_in(subject, relationship=friend), let_in_power(subject)
        for row in (friend, attorney.relationship):
            type(row).objects.filter(pk=row.pk).update(may_be_told="no")
        assert not stands(chosen) and stands(attorney)
        assert [one for one, _ in selectors.reached_now(subject)] == [attorney]
        chosen.relationship.refresh_from_db()
        assert presenters.state(chosen, timezone.localdate(), None, {attorney.pk}).text == "Closed: not to be told"

    def test_nobody_who_is_not_to_be_told_is_offered_or_let_in(self):
        subject, worker = make_person(), make_user()
        friend = relationships.record(subject=subject, kind="friend", name="Joan Pike", may_be_told="no", by=worker)
        assert selectors.candidates(subject, worker)[0] == []
        with pytest.raises(actions.CannotGive, match="not to be told"):
            let_in(subject, relationship=friend)

    def test_a_join_until_somebody_asks_again(self):
        access, worker = let_in(), make_user("team_manager")
        again = person("Winnie", "Okafor").subject
        people.join_records(survivor=access.subject, other=again, reason="Twice", by=worker)
        assert not stands(access)
        actions.ask_again(access=access, how="in_person", words="Still", on=timezone.localdate(), by=worker)
        assert stands(access)

    def test_a_year_in_which_nobody_asked_after_some_days_of_grace(self):
        access, today = let_in(), timezone.localdate()
        for days, open_still in ((28, True), (29, False)):
            Access.objects.filter(pk=access.pk).update(review_on=today - timedelta(days=days))
            assert stands(access) is open_still

    def test_a_sign_of_coercion_closes_every_one_silently(self):
        access, worker = let_in(), make_user()
        son = let_in_power(access.subject)
        told = Notification.objects.count()
        actions.close_for_safety(subject=access.subject, words="He holds her telephone", by=worker)
        assert not stands(access) and not stands(son)
        assert Notification.objects.count() == told
        assert selectors.reached_now(access.subject) == []
        with pytest.raises(actions.CannotGive, match="stand over"):
            let_in(access.subject, relationship=relationships.record(
                subject=access.subject, kind="friend", name="Joan Pike", by=worker))
        with pytest.raises(actions.AlreadyStands, match="He holds her telephone"):
            actions.close_for_safety(subject=access.subject, words="Again", by=worker)

    def test_and_what_was_given_stands_again_once_they_are_safe(self):
        access, worker = let_in(), make_user()
        sign = actions.close_for_safety(subject=access.subject, words="He holds her telephone", by=worker)
        actions.lift(sign=sign, words="He moved out; I saw her alone", by=worker)
        assert stands(access)
        with pytest.raises(IntegrityError), transaction.atomic():
            Coercion.objects.filter(pk=sign.pk).update(lifted_words="")


class TestAskingAgain:
    def test_work_comes_a_month_before_once_and_is_done_by_asking(self):
        subject, worker = make_person(), make_user(team=make_team("east"))
        held = involvements.ask(subject=subject, team=worker.memberships.get().team, reason="A fall", by=worker)
        held = involvements.allocate(involvement=held, worker=worker, by=make_user("team_manager"))
        involvements.accept(involvement=held, by=worker)
        access = let_in(subject)
        assert actions.raise_what_is_due(access.review_on - timedelta(days=29)) == 0
        assert actions.raise_what_is_due(access.review_on - timedelta(days=28)) == 1
        assert actions.raise_what_is_due(access.review_on) == 0
        task = Task.objects.get(kind="my_plan_ask_again")
        assert (task.owner, task.due_on) == (worker, access.review_on)
        actions.ask_again(access=access, how="telephone", words="Yes, still", on=timezone.localdate(), by=worker)
        task.refresh_from_db()
        assert task.done_by == worker

    def test_a_finding_about_capacity_asks_somebody_to_look_again_and_closes_nothing(self):
        access = let_in()
        assert actions.look_again(subject=access.subject, why="Lacks capacity for one decision", by=make_user()) == 1
        assert stands(access)


class TestWaysToThem:
    def test_no_code_goes_where_it_was_ended(self):
        access, worker = let_in(), make_user()
        actions.add_way(access=access, channel="text", address="07700 900123", by=worker)
        actions.end_way(way=access.ways.get(channel="email"), by=worker)
        assert actions.ask_for_code(channel="email", address=EMAIL, visitor="").address == ""
        assert actions.ask_for_code(channel="text", address="+44 7700 900 123", visitor="").address == "07700900123"

    @pytest.mark.parametrize("mine, theirs", [
        (("spoken", "01632 960001"), ("spoken", "+44 1632 960001")),
        (("text", "07700 900123"), ("spoken", "07700900123")),
        (("email", EMAIL), ("email", EMAIL.upper())),
    ])
    def test_one_mailbox_or_telephone_never_opens_two_accesses_of_one_record(self, mine, theirs):
        own, worker = let_in(ways=[mine]), make_user()
        husband = relationships.record(subject=own.subject, kind="spouse_or_partner", name="Emeka Okafor", by=worker)
        with pytest.raises(actions.CannotGive, match="open both"):
            let_in(own.subject, relationship=husband, parts=[Part.PLAN], ways=[theirs])
        his = let_in(own.subject, relationship=husband, parts=[Part.PLAN], ways=[("email", "emeka@example.org")])
        with pytest.raises(actions.CannotGive, match="open both"):
            actions.add_way(access=his, channel=theirs[0], address=theirs[1], by=worker)
        assert not his.ways.filter(normal=own.ways.get().normal).exists()
        actions.close(access=own, because="asked", by=worker)
        actions.add_way(access=his, channel=theirs[0], address=theirs[1], by=worker)

    def test_after_a_join_one_telephone_of_both_is_not_asked_about_again_before_it_is_parted(self):
        own, worker = let_in(ways=[("spoken", "01632 960001")]), make_user("team_manager")
        twice = person("Winnie", "Okafor").subject
        husband = relationships.record(subject=twice, kind="spouse_or_partner", name="Emeka Okafor", by=worker)
        his = let_in(twice, relationship=husband, parts=[Part.PLAN], ways=[("spoken", "01632 960001")])
        people.join_records(survivor=own.subject, other=twice, reason="Twice", by=worker)
        his.refresh_from_db()
        assert his.subject == own.subject
        with pytest.raises(actions.CannotGive, match="open both"):
            actions.ask_again(access=his, how="in_person", words="Still", on=timezone.localdate(), by=worker)
        assert not stands(his)

    def test_whom_a_note_reaches_never_by_voice(self):
        access = let_in(ways=[("email", EMAIL), ("spoken", "01632 960417")])
        assert [(one, way.channel) for one, way in selectors.reached_now(access.subject)] == [(access, "email")]


class TestPapers:
    def test_one_by_one_and_taken_back(self):
        subject, worker = make_person(), make_user()
        letter = make_letter(by=worker, about=subject)
        said = {"part": "documents", "about_others": "nothing", "harm_words": "She knows it all", "by": worker}
        with pytest.raises(actions.CannotRelease, match="sent or handed over"):
            actions.release(document=letter, **said)
        documents.send_letter(document=letter, how="handed", by=worker)
        released = actions.release(document=letter, **said)
        with pytest.raises(actions.CannotRelease, match="already"):
            actions.release(document=letter, **said)
        assert list(Release.objects.of(subject).readable_with(frozenset({"documents"}))) == [released]
        assert list(Release.objects.of(subject).readable_with(frozenset({"money"}))) == []
        actions.take_back(release=released, because="It names her neighbour", by=worker)
        assert not Release.objects.of(subject).standing().exists()

    def test_a_letter_to_somebody_else_is_not_read_here(self):
        subject, worker = make_person(), make_user()
        letter = make_letter(by=worker, about=subject, to_the_person=False)
        documents.send_letter(document=letter, how="handed", by=worker)
        with pytest.raises(actions.CannotRelease, match="somebody else"):
            actions.release(document=letter, part="documents", about_others="known", harm_words="None", by=worker)


class TestTakingBack:
    def test_it_holds_at_once_and_is_somebodys_work_the_same_day(self):
        make_team("front_door")
        access = let_in()
        agreed = make_agreement(access.subject)
        actions.take_back_agreement(access=access, agreement=agreed, words="I changed my mind")
        assert not may_share(access.subject, "Mill Lane Surgery", "health", timezone.localdate()).yes
        task = Task.objects.get(kind="agreement_taken_back")
        assert (task.team.key, task.due_on, task.priority) == ("front_door", timezone.localdate(), "soon")
        assert "I changed my mind" in Event.objects.get(kind="agreements.withdrawn").detail
        worker = make_user()
        agreeing.say_effect(agreement=agreed, effect="The surgery asks her itself from now on", by=worker)
        task.refresh_from_db()
        assert task.done_by == worker

    def test_twice_is_once(self):
        make_team("front_door")
        access = let_in()
        agreed = make_agreement(access.subject)
        actions.take_back_agreement(access=access, agreement=agreed)
        with pytest.raises(actions.TakenBackAlready):
            actions.take_back_agreement(access=access, agreement=agreed)

    def test_what_the_law_asks_for_cannot_be_taken_back(self):
        access = let_in()
        agreed = make_agreement(access.subject, lawful_basis="legal_obligation", how_given="not_needed")
        with pytest.raises(actions.NotTheirs, match="The law asks"):
            actions.take_back_agreement(access=access, agreement=agreed)

    def test_an_attorney_takes_back_what_an_attorney_gave_and_not_what_she_did(self):
        make_team("front_door")
        access = let_in_power(make_person())
        hers = make_agreement(access.subject)
        his = make_agreement(access.subject, given_by="attorney", given_by_name="Chidi Okafor",
                             capacity_words="She could not weigh it")
        with pytest.raises(actions.NotTheirs, match="Only the person"):
            actions.take_back_agreement(access=access, agreement=hers)
        assert actions.take_back_agreement(access=access, agreement=his).withdrawn_themselves == "Chidi Okafor"

    def test_those_who_must_act_together_do_not_act_alone(self):
        subject = make_person()
        access = let_in_power(subject, authority=make_power(subject, how="jointly"))
        his = make_agreement(subject, given_by="attorney", given_by_name="Chidi Okafor", capacity_words="She could not")
        with pytest.raises(actions.NotTheirs, match="together"):
            actions.take_back_agreement(access=access, agreement=his)
