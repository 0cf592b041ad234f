"""Given a person whose record is full, when a worker reads each part of it, then it reads well on any screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.people.about_me import actions as about_me
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.case_notes import actions as case_notes
from alongside.people.circumstances import actions as circumstances
from alongside.people.involvements import actions as involvements
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions as relationships
from alongside.people.risks.tests.factories import make_risk
from alongside.people.visits.tests.factories import make_visit
from alongside.people.warnings import actions as warnings
from alongside.people.warnings.tests.factories import make_warning
from tests.browser import axe, expect, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PARTS = [
    "about_me:index", "about_me:write", "circumstances:index", "warnings:index", "warnings:record",
    "relationships:index", "relationships:add", "involvements:index", "involvements:ask", "agreements:index",
    "agreements:record", "case_notes:index", "case_notes:write", "case_notes:chronology",
    "case_notes:chronology_print", "case_notes:decisions", "visits:index", "visits:plan", "risks:index", "risks:record",
]
LISTS = ["involvements:waiting_list", "warnings:overdue", "warnings:emergency_list", "case_notes:supervision",
         "visits:today"]


@pytest.fixture
def winnie():
    council = ensure_demo_council()
    amara, helen, north = council.users["social_worker"], council.users["team_manager"], council.teams["north"]
    winnie = person(known_as="Winnie", by=amara).subject
    tobi = person("Tobi", "Okafor", by=amara).subject
    today = timezone.localdate()
    make_warning(winnie, by=amara, review_on=today - timedelta(days=2))
    warnings.record_support_failure(
        subject=winnie, if_what_fails="The morning call", then="No insulin.", ring_first="Jean, 01632 960 222",
        within_hours=4, review_on=today, by=amara)
    about_me.write_down(subject=winnie, topic="matters", by=amara, words="I want to be useful again, not looked after.")
    about_me.record_strength(subject=winnie, words="Cooks most days, and for her neighbour on Fridays", by=amara)
    circumstances.record(subject=winnie, kind="accommodation", code="owner_occupier", by=amara)
    circumstances.record(subject=winnie, kind="health_condition", code="stroke", by=amara)
    grandson = relationships.record(subject=winnie, kind="grandchild", other=tobi, by=amara)
    relationships.record_care(relationship=grandson, hours="up_to_19", what_they_do="Saturdays", by=amara)
    relationships.record_authority(relationship=grandson, kind="lpa_welfare", by=amara)
    relationships.record(subject=winnie, kind="neighbour", name="Jean Lofthouse", telephone="01632 960 222",
                         emergency_order=1, words="next door, has a key", by=amara)
    involvements.start(subject=winnie, team=north, worker=amara, reason="Yearly review", by=helen)
    wait = involvements.ask(subject=tobi, team=north, reason="Carer's assessment", by=amara)
    involvements.judge_risk(involvement=wait, risk="high", why="Works nights", by=helen)
    make_agreement(winnie, by=amara)
    note = case_notes.write(subject=winnie, kind="visit", words="Fell in the garden, no injury.", by=amara,
                            significant_title="Third fall since January", third_party=True)
    case_notes.correct(note=note, reason="Second fall", words="Fell by the shed, no injury.", kind="visit", by=amara,
                       happened_at=note.happened_at, significant_title="Second fall since January")
    case_notes.ask_for_decision(subject=winnie, question="Two more hours a week?", asked_of=helen, by=amara)
    make_visit(winnie, worker=amara, team=north)
    make_risk(winnie, by=amara)
    return winnie


def test_every_part_reads_well_on_a_wide_and_a_small_screen(page, small_page, live_server, winnie):
    for browser, size in ((page, "wide"), (small_page, "small")):
        sign_in(browser, live_server, "team_manager")
        for name in [*PARTS, *LISTS]:
            address = reverse(name, args=[winnie.pk]) if name in PARTS else reverse(name)
            answer = browser.goto(live_server.url + address)
            assert answer.status == 200, f"{name} answered {answer.status}"
            axe(browser)
            picture(browser, f"people_{name.replace(':', '_')}_{size}")


def test_a_note_is_written_and_found_without_a_mouse(page, live_server, winnie):
    sign_in(page, live_server, "social_worker")
    page.goto(live_server.url + reverse("case_notes:write", args=[winnie.pk]))
    page.get_by_label("What happened, what was said").focus()
    page.keyboard.type("The rail at the back step is loose again.")
    page.get_by_role("button", name="Save the note").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The note is saved.").wait_for()
    page.get_by_label("Words in the notes").fill("rail loose")
    page.keyboard.press("Enter")
    page.get_by_text("The rail at the back step is loose again.").wait_for()
    expect(page.get_by_text("Fell by the shed")).to_have_count(0)
    axe(page)


def test_somebody_who_waits_is_allocated_and_accepted(page, live_server, winnie):
    sign_in(page, live_server, "team_manager")
    page.goto(live_server.url + reverse("involvements:waiting_list"))
    page.get_by_role("link", name="Allocate Tobi Okafor").click()
    page.get_by_label("Amara Bello").check()
    axe(page)
    page.get_by_role("button", name="Allocate", exact=True).click()
    page.get_by_text("Allocated to Amara Bello").first.wait_for()
    page.context.clear_cookies()
    sign_in(page, live_server, "social_worker")
    tobi = winnie.relationships.get(kind="grandchild").other
    page.goto(live_server.url + reverse("involvements:index", args=[tobi.pk]))
    page.get_by_role("button", name="Accept Carer's assessment").click()
    page.get_by_text("You work with them now.").wait_for()
    axe(page)
