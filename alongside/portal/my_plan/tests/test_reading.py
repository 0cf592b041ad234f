"""What stands on the pages of My plan, and what does not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans.tests import factories as plans
from alongside.foundation.accounts.models import AbsenceCover, Membership
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.audit.models import Change, Look
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.work import actions as work
from alongside.front_door.bookings import actions as bookings
from alongside.front_door.bookings.tests.factories import at, open_day
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.tests.factories import make_words
from alongside.people.agreements.models import Agreement
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.involvements import actions as involvements
from alongside.people.messages.models import outsider
from alongside.people.own_access import actions
from alongside.people.own_access.models import Access
from alongside.people.own_access.tests.factories import EMAIL, let_in, make_person, make_power
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.tests.factories import make_contact
from alongside.people.visits.tests.factories import make_visit
from alongside.people.warnings.tests.factories import make_warning

from .signing_in import sign_in

pytestmark = pytest.mark.django_db
SON = "chidi@example.org"


def quietly() -> Any:
    return context.acting(why="test")


@pytest.fixture(autouse=True)
def as_the_pages_run(web_role: None) -> None:
    context.enter(context.NOBODY)


@pytest.fixture
def worker() -> Any:
    with quietly():
        return make_user("social_worker", name="Callum Lees", telephone="01632 960200", team=make_team("east"))


@pytest.fixture
def hers(worker: Any) -> Access:
    with quietly():
        subject = make_person()
        manager = make_user("team_manager")
        asked = involvements.ask(subject=subject, team=worker.memberships.get().team, reason="A fall", by=worker)
        involvements.accept(involvement=involvements.allocate(involvement=asked, worker=worker, by=manager), by=worker)
        return let_in(subject, by=worker)


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"my_plan:{name}", args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def test_she_reads_her_own_words_her_plan_and_who_helps(client, hers, worker):
    her = hers.subject
    with quietly():
        make_words(her, by=worker, words="I want to be useful")
        about_me.record_strength(subject=her, words="Cooks most days", by=worker)
        make_contact(her, by=worker, name="Jean Lofthouse", telephone="01632 960778", words="Has a key, and a temper")
        make_warning(her, by=worker, headline="Ring before you visit")
        plans.make_signed_off(plans.make_plan(plans.make_determination(her, by=worker), by=worker),
                              by=make_user("team_manager"), matters="To get to church")
    sign_in(client)
    assert "I want to be useful" in page(client, "about_me") and "Cooks most days" in page(client, "about_me")
    assert "To get to church" in page(client, "plan")
    people = page(client, "people")
    assert "Jean Lofthouse" in people and "Callum Lees" in people
    pages = ("home", "about_me", "plan", "people", "agreements", "on_paper")
    everything = "".join(page(client, name) for name in pages)
    for kept in ("960778", "temper", "Ring before you visit"):
        assert kept not in everything


def test_what_somebody_else_told_of_her_stays_with_the_workers(client, hers, worker):
    with quietly():
        make_words(hers.subject, by=worker, words="She forgets the gas", whose="told", told_by="Jean, next door")
    sign_in(client)
    assert "gas" not in page(client, "about_me") and "gas" not in page(client, "on_paper")


def test_home_says_what_comes_next_and_who_answers_while_the_worker_is_away(client, hers, worker):
    today = timezone.localdate()
    with quietly():
        make_visit(hers.subject, worker=worker, starts_at=timezone.now() + timedelta(days=2), why="Money worries")
        work.promise(subject=hers.subject, what="Ring the church", owner=worker, due_on=today + timedelta(days=1),
                     by=worker)
        cover = make_user("social_worker", name="Sara Idris", telephone="01632 960201")
        AbsenceCover.objects.create(absent=worker, cover=cover, starts_on=today, ends_on=today + timedelta(days=3),
                                    arranged_by=cover)
    sign_in(client)
    home = page(client, "home")
    assert home.index("Ring the church") < home.index("Callum Lees visits")
    assert "Money worries" not in home
    assert "Callum Lees is away until" in home and "Sara Idris answers" in home


def test_a_team_whose_name_says_too_much_is_not_named(client, hers, worker):
    with quietly():
        lead = make_user("safeguarding_lead", name="Yasmin Haddad", team=make_team("safeguarding", name="Safeguarding"))
        involvements.ask(subject=hers.subject, team=lead.memberships.get().team, reason="A concern", by=lead)
        make_visit(hers.subject, worker=lead, team=lead.memberships.get().team,
                   starts_at=timezone.now() + timedelta(days=2))
        Look.objects.create(subject=hers.subject, what="person", user_id=lead.pk)
        with context.within(context.Context(user_id=lead.pk, sees=context.Sees.EVERYTHING)):
            Look.objects.create(subject=hers.subject, what="person")
    sign_in(client)
    for name in ("home", "people", "looks", "on_paper"):
        said = page(client, name)
        assert "Safeguarding" not in said and "Haddad" not in said, name
    assert "Adult social care" in page(client, "looks")


def test_who_looked_says_teams_and_days_and_no_names(client, hers, worker):
    with quietly(), context.within(context.Context(user_id=worker.pk, sees=context.Sees.EVERYTHING)):
        Look.objects.create(subject=hers.subject, what="person")
    sign_in(client)
    said = page(client, "looks")
    assert str(Membership.objects.get(user=worker).team) in said and "Callum" not in said
    assert "You, in My plan" in said


def test_a_paper_is_read_only_once_released_and_only_by_who_may(client, hers, worker):
    with quietly():
        letter = make_letter(by=worker, about=hers.subject, title="What we agreed")
        documents.send_letter(document=letter, how="handed", by=worker)
    sign_in(client)
    assert "What we agreed" not in page(client, "papers")
    with quietly():
        row = actions.release(document=letter, part="money", about_others="nothing", harm_words="None", by=worker)
    assert "What we agreed" in page(client, "papers")
    assert "We will come to see you." in page(client, "paper", row.pk)
    assert client.get(reverse("my_plan:paper_file", args=[row.pk])).content.startswith(b"%PDF")
    with quietly():
        actions.take_back(release=row, because="It names somebody", by=worker)
    assert client.get(reverse("my_plan:paper", args=[row.pk])).status_code == 404
    assert client.get(reverse("my_plan:paper_file", args=[row.pk])).status_code == 404


def test_an_attorney_for_money_reads_what_it_costs_and_nothing_of_her(client, hers, worker):
    with quietly():
        make_words(hers.subject, by=worker, words="I want to be useful")
        plans.make_signed_off(plans.make_plan(plans.make_determination(hers.subject, by=worker), by=worker),
                              by=make_user("team_manager"))
        let_in(hers.subject, by=worker, authority=make_power(hers.subject, "lpa_finance", by=worker), parts=["money"],
               ways=[("email", SON)], limits="Not the house")
    sign_in(client, SON)
    assert "a week" in page(client, "costs") and "Limits: Not the house" in page(client, "costs")
    for name in ("about_me", "plan", "people", "agreements", "looks"):
        assert client.get(reverse(f"my_plan:{name}")).status_code == 404, name
    kept = page(client, "on_paper")
    assert "useful" not in kept and "What the support costs" in kept


def test_somebody_she_chose_reads_what_she_said_and_not_whom_she_keeps_out(client, hers, worker):
    with quietly():
        make_agreement(hers.subject, by=worker, not_with=["Tobi Okafor"])
        tobi = relationships.record(subject=hers.subject, kind="grandchild", name="Tobi Okafor", by=worker)
        let_in(hers.subject, by=worker, relationship=tobi, parts=["agreements"], ways=[("email", "tobi@example.org")])
    sign_in(client, "tobi@example.org")
    said = page(client, "agreements")
    assert "Mill Lane Surgery" in said and "Not with" not in said
    assert "Only the person who agreed to this can take it back" in said
    sign_in(client)
    assert "Not with Tobi Okafor" in page(client, "agreements")


def test_what_is_promised_to_her_is_read_by_her_alone_and_nothing_of_a_team_that_says_too_much(client, hers, worker):
    with quietly():
        day = timezone.localdate() + timedelta(days=1)
        lead = make_user("safeguarding_lead", name="Amina Shah", team=make_team("safeguarding"))
        for owner, what in ((lead, "Ring her alone about the bruises"), (worker, "Ring the church")):
            work.promise(subject=hers.subject, what=what, owner=owner, due_on=day, by=worker)
        tobi = relationships.record(subject=hers.subject, kind="grandchild", name="Tobi Okafor", by=worker)
        let_in(hers.subject, by=worker, relationship=tobi, parts=["plan"], ways=[("email", "tobi@example.org")])
    sign_in(client)
    said = page(client, "home")
    assert "Ring the church" in said and "bruises" not in said and "Amina" not in said
    sign_in(client, "tobi@example.org")
    said = page(client, "home")
    assert "Tobi Okafor" in said and "Ring the church" not in said and "bruises" not in said


def test_every_version_of_what_she_says_stays_with_its_day(client, hers, worker):
    with quietly():
        make_words(hers.subject, by=worker, words="Not being a burden")
        for said in ("My garden", "My garden, and Tobi"):
            about_me.add(subject=hers.subject, topic="matters", words=said, who=outsider(hers))
    sign_in(client)
    said = page(client, "about_me")
    first, second, third = (said.index(one) for one in ("My garden, and Tobi", "Before that", "Not being a burden"))
    assert first < second < said.rindex("My garden") < third
    assert said.count("You wrote this here on") == 2 and said.count("You said this on") == 1


def test_she_takes_an_agreement_back_and_reads_what_it_means(client, hers, worker):
    with quietly():
        agreed = make_agreement(hers.subject, by=worker)
    sign_in(client)
    address = reverse("my_plan:take_back", args=[agreed.pk])
    assert "From now on we share nothing more on this" in client.get(address).content.decode()
    assert client.post(address, {"words": "They know enough"}).url == reverse("my_plan:agreements")
    with quietly():
        agreed = Agreement.objects.get(pk=agreed.pk)
        assert (agreed.withdrawn_themselves, agreed.withdrawal_words) == ("the person themselves", "They know enough")
        change = Change.objects.filter(table="agreements_agreement", operation="update").latest("pk")
        assert context.who_by_themselves(change.why) == f"the person themselves (access {hers.pk})"
    assert "Your worker will say here" in page(client, "agreements")
    assert client.get(address).status_code == 404


def test_all_of_it_as_a_paper_and_as_a_file(client, hers, worker):
    with quietly():
        make_words(hers.subject, by=worker, words="I want to be useful")
    sign_in(client)
    assert "I want to be useful" in page(client, "on_paper")
    for size in ("", "?size=large"):
        file = client.get(reverse("my_plan:download") + size)
        assert file["Content-Type"] == "application/pdf" and file.content.startswith(b"%PDF")
        assert file["Content-Disposition"] == 'attachment; filename="my-plan.pdf"'


def test_the_colleague_reads_that_she_looked_herself(client, hers, worker):
    sign_in(client)
    page(client, "plan")
    desk = Client()
    desk.force_login(worker)
    said = desk.get(reverse("desk:looks", args=[hers.subject_id])).content.decode()
    assert "The person themselves" in said and "in My plan" in said


@pytest.mark.parametrize("name", ["home", "about_me", "plan", "people", "looks", "agreements"])
def test_no_page_asks_the_database_too_often(client, hers, name, django_assert_max_num_queries):
    sign_in(client)
    with django_assert_max_num_queries(40):
        client.get(reverse(f"my_plan:{name}"))


def test_the_other_address_of_hers_is_in_use(client, hers):
    assert sign_in(client, EMAIL.upper()).url == "/my-plan/"


def test_where_a_planning_session_is_held_is_read_by_her_alone(client, hers, worker):
    with quietly():
        bookings.book(subject=hers.subject, starts_at=at(open_day(), 11), minutes=45, place="Mill Lane hub",
                      facilitator=worker, by=worker)
        tobi = relationships.record(subject=hers.subject, kind="grandchild", name="Tobi Okafor", by=worker)
        let_in(hers.subject, by=worker, relationship=tobi, parts=["plan"], ways=[("email", "tobi@example.org")])
    sign_in(client)
    assert "A planning session with Callum Lees, Mill Lane hub" in page(client, "home")
    sign_in(client, "tobi@example.org")
    said = page(client, "home")
    assert "A planning session with Callum Lees" in said and "Mill Lane hub" not in said


def test_whoever_reads_for_her_does_not_learn_who_else_has_my_plan(client, hers, worker):
    with quietly():
        readers = {}
        for name in ("Tobi", "Ngozi"):
            kin = relationships.record(subject=hers.subject, kind="grandchild", name=f"{name} Okafor", by=worker)
            readers[name] = f"{name.lower()}@example.org"
            let_in(hers.subject, by=worker, relationship=kin, parts=["looks"], ways=[("email", readers[name])])
    for address in (EMAIL, *readers.values()):
        sign_in(client, address)
        page(client, "looks")
    said = page(client, "looks")
    assert "Ngozi Okafor, somebody they chose, in My plan" in said and "Winifred Okafor, in My plan" in said
    assert "Tobi" not in said
    sign_in(client)
    said = page(client, "looks")
    assert "Tobi Okafor" in said and "Ngozi Okafor" in said


def test_whom_to_ring_is_who_reads_what_she_writes(client, hers, worker):
    sign_in(client)
    assert "Callum Lees" in page(client, "home")
    today = timezone.localdate()
    with quietly():
        cover = make_user(name="Sara Idris")
        for absent, by in ((worker, cover), (cover, worker)):
            AbsenceCover.objects.create(absent=absent, cover=by, starts_on=today, ends_on=today + timedelta(days=3),
                                        arranged_by=by)
    home = page(client, "home")
    assert "Sara Idris" not in home and "Callum Lees is away until" in home
    assert "Callum Lees is away. The" in page(client, "messages")
