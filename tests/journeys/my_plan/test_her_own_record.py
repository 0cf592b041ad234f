"""Given somebody who was let in, when they sign in by a code, then they read what is theirs; and a stranger nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from alongside.care_management.plans.tests import factories as plans
from alongside.foundation.accounts.models import Membership, User
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.foundation.audit.models import Look
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.people.about_me.tests.factories import make_words
from alongside.people.agreements.models import Agreement
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.involvements import actions as involvements
from alongside.people.own_access import actions
from alongside.people.own_access.models import Access
from alongside.people.own_access.tests.factories import let_in, make_power
from alongside.people.people.tests.factories import person
from alongside.people.visits.tests.factories import make_visit
from tests.browser import axe, fits, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL, RINGS_FROM = "winnie@example.org", "01632 960417"
PAGES = ["", "about-me/", "plan/", "costs/", "who-helps/", "papers/", "agreements/", "who-looked/", "keep/"]


@dataclass
class Scene:
    winnie: Subject
    own: Access
    worker: User
    agreement: Agreement
    release: Any


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    council = ensure_demo_council()
    worker = council.users["social_worker"]
    with acting(why="test"):
        winnie = person("Winifred", "Okafor", by=worker).subject
        make_words(winnie, by=worker, words="I want to be useful again, not looked after.")
        plans.make_signed_off(plans.make_plan(plans.make_determination(winnie, by=worker), by=worker),
                              by=council.users["team_manager"])
        team = Membership.objects.filter(user=worker).first().team
        work = involvements.ask(subject=winnie, team=team, reason="A fall", by=worker)
        involvements.accept(involvement=involvements.allocate(
            involvement=work, worker=worker, by=council.users["team_manager"]), by=worker)
        make_visit(winnie, worker=worker, starts_at=timezone.now() + timedelta(days=2))
        agreement = make_agreement(winnie, by=worker)
        letter = make_letter(by=worker, about=winnie, title="What we agreed")
        documents.send_letter(document=letter, how="handed", by=worker)
        release = actions.release(document=letter, part="documents", about_others="nothing", harm_words="None",
                                  by=worker)
        own = let_in(winnie, by=worker, ways=[("email", EMAIL), ("spoken", RINGS_FROM)])
    return Scene(winnie, own, worker, agreement, release)


def ask_for_code(page: Any, live_server: Any, how: str, label: str, address: str) -> str:
    page.goto(f"{live_server.url}/my-plan/")
    page.get_by_label(how).check()
    page.get_by_label(label).fill(address)
    page.get_by_role("button", name="Ask for a code").click()
    page.wait_for_load_state()
    return str(OneTimeCode.objects.latest("pk").digits)


def signed_in(page: Any, live_server: Any, address: str = EMAIL) -> None:
    digits = ask_for_code(page, live_server, "By email", "Your email address", address)
    page.get_by_label("The six digits").fill(digits)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def test_a_code_read_out_over_the_telephone_opens_her_plan_and_she_takes_an_agreement_back(
        scene, small_page, page, live_server):
    """On her telephone; the worker at the desk checks who rings."""
    hers, desk = small_page, page
    ask_for_code(hers, live_server, "By telephone: I ring you", "Your telephone number", RINGS_FROM)
    axe(hers)
    picture(hers, "my_plan_code_small")
    sign_in(desk, live_server, "front_door_worker")
    desk.goto(f"{live_server.url}/desk/people/{scene.winnie.pk}/my-plan/")
    axe(desk)
    picture(desk, "my_plan_worker")
    desk.get_by_role("link", name="Read out a code").click()
    desk.get_by_label("I know their voice").check()
    desk.get_by_label("I asked by questions to answer yes or no").check()
    desk.get_by_role("button", name="Show the code").click()
    axe(desk)
    picture(desk, "my_plan_read_out")
    digits = desk.locator(".al-h1.al-numbers").inner_text()
    hers.get_by_label("The six digits").fill(digits)
    hers.get_by_role("button", name="Sign in").click()
    assert "Signed in as Winifred Okafor" in hers.locator(".mp-who").inner_text()
    axe(hers)
    picture(hers, "my_plan_home_small")
    hers.get_by_role("link", name="My goals and my plan").click()
    axe(hers)
    picture(hers, "my_plan_plan_small")
    hers.goto(f"{live_server.url}/my-plan/agreements/")
    hers.get_by_role("link", name="Take it back").click()
    axe(hers)
    hers.get_by_label("Is there anything you want to say about it?").fill("They know enough")
    hers.get_by_role("button", name="Take it back").click()
    assert "You have taken it back" in hers.content()
    axe(hers)
    task = Task.objects.get(kind="agreement_taken_back")
    assert task.owner == scene.worker
    sign_in(desk, live_server, "social_worker")
    desk.goto(f"{live_server.url}{task.url}")
    axe(desk)
    desk.get_by_label("What does that mean for their support?").fill("The surgery asks you itself")
    desk.get_by_role("button", name="Save what it means").click()
    hers.goto(f"{live_server.url}/my-plan/agreements/")
    assert "The surgery asks you itself" in hers.content()


def test_every_page_is_accessible_wide_and_narrow(scene, page, live_server):
    page.goto(f"{live_server.url}/my-plan/sign-in/")
    axe(page)
    picture(page, "my_plan_sign_in")
    page.get_by_role("button", name="Ask for a code").click()
    axe(page)  # with what is wrong
    signed_in(page, live_server)
    for path in [*PAGES, f"papers/{scene.release.pk}/", f"agreements/{scene.agreement.pk}/take-back/", "keep/print/",
                 "papers/99999/"]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{live_server.url}/my-plan/{path}")
        axe(page)
        picture(page, f"my_plan_{path.strip('/').replace('/', '_') or 'home'}")
        page.set_viewport_size({"width": 390, "height": 844})
        axe(page)
        page.set_viewport_size({"width": 320, "height": 256})
        fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/my-plan/")
    page.get_by_role("button", name="Sign out").click()
    axe(page)
    page.goto(f"{live_server.url}/my-plan/about-me/")
    assert page.url.endswith("/my-plan/sign-in/")


def test_by_keyboard_alone(scene, page, live_server):
    page.goto(f"{live_server.url}/my-plan/")
    page.get_by_label("By email").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(EMAIL)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_label("The six digits").focus()
    page.keyboard.type(str(OneTimeCode.objects.latest("pk").digits))
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_role("link", name="About me").press("Enter")
    assert "I want to be useful again" in page.content()


def test_without_scripts(scene, no_script_page, live_server):
    page = no_script_page
    page.goto(f"{live_server.url}/my-plan/")
    page.get_by_label("By email").check()
    page.get_by_label("Your email address").fill(EMAIL)
    page.get_by_role("button", name="Ask for a code").click()
    page.get_by_label("The six digits").fill(str(OneTimeCode.objects.latest("pk").digits))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="My papers").click()
    page.get_by_role("link", name="What we agreed").click()
    assert "We will come to see you." in page.content()


def test_an_attorney_reads_within_what_the_paper_reaches(scene, page, live_server):
    with acting(why="test"):
        money = make_power(scene.winnie, "lpa_finance", by=scene.worker)
        let_in(scene.winnie, by=scene.worker, authority=money, parts=["money"], ways=[("email", "chidi@example.org")])
    signed_in(page, live_server, "chidi@example.org")
    said = page.locator(".mp-who").inner_text()
    assert "Signed in as Chidi Okafor for Winifred Okafor" in said and "property and financial affairs" in said
    axe(page)
    picture(page, "my_plan_attorney")
    assert page.locator(".mp-lines a strong").all_inner_texts() == [
        "What the support costs", "Papers", "Print or keep all this"]
    for path in ("about-me/", "plan/", "who-helps/", "agreements/", "who-looked/", f"papers/{scene.release.pk}/"):
        assert page.goto(f"{live_server.url}/my-plan/{path}").status == 404
        assert "useful again" not in page.content() and "We will come" not in page.content()
    assert Look.objects.filter(subject=scene.winnie, why__contains="Chidi Okafor, attorney").exists()


def test_it_closes_silently_when_somebody_stands_over_her(scene, page, small_page, live_server):
    desk, his = page, small_page
    signed_in(his, live_server)  # who has her mailbox
    sign_in(desk, live_server, "social_worker")
    desk.goto(f"{live_server.url}/desk/people/{scene.winnie.pk}/my-plan/")
    desk.get_by_role("link", name="Close it silently").click()
    axe(desk)
    picture(desk, "my_plan_close_silently")
    desk.get_by_label("What makes you think").fill("Her grandson answers for her and holds her tablet")
    desk.get_by_role("button", name="Close it silently").click()
    axe(desk)
    assert "Her grandson answers for her" in desk.content()
    picture(desk, "my_plan_closed_silently")
    his.goto(f"{live_server.url}/my-plan/about-me/")
    assert his.url.endswith("/my-plan/sign-in/")
    ask_for_code(his, live_server, "By email", "Your email address", EMAIL)
    assert f"If we know {EMAIL}, a code is on its way to it" in his.content()
    his.get_by_label("The six digits").fill("123456")
    his.get_by_role("button", name="Sign in").click()
    page_of_hers = his.content().replace(EMAIL, "…")
    ask_for_code(his, live_server, "By email", "Your email address", "wendy@example.org")
    his.get_by_label("The six digits").fill("123456")
    his.get_by_role("button", name="Sign in").click()
    assert words(his.content().replace("wendy@example.org", "…")) == words(page_of_hers)


def test_a_stranger_with_her_references_learns_nothing(scene, page, live_server):
    with acting(why="test"):
        omar = person("Omar", "Farouk", by=scene.worker).subject
        let_in(omar, by=scene.worker, ways=[("email", "omar@example.org")])
    hers = [f"papers/{scene.release.pk}/", f"papers/{scene.release.pk}/paper.pdf",
            f"agreements/{scene.agreement.pk}/take-back/"]
    for path in [*PAGES, *hers]:
        page.goto(f"{live_server.url}/my-plan/{path}")
        assert page.url.endswith("/my-plan/sign-in/"), path
    signed_in(page, live_server, "omar@example.org")
    for path in [*PAGES, *hers]:
        answer = page.goto(f"{live_server.url}/my-plan/{path}")
        assert answer.status == (404 if path in hers else 200), path
        assert "Okafor" not in page.content() and "useful again" not in page.content()


def words(page: str) -> str:
    """Without what differs at every showing: the token of a form."""
    return re.sub(r'value="[^"]{20,}"', "", re.sub(r"\s+", " ", page))
