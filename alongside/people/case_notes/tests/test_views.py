from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.questionnaires.models import Draft
from alongside.people.case_notes import actions
from alongside.people.case_notes.models import ManagementDecision, Note
from alongside.people.involvements import actions as involvements

from .factories import make_note, make_person

pytestmark = pytest.mark.django_db
KEYS = "kind,on,at,with_whom,words,marks,significant_title"


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _post(client, address, *, keys=KEYS, do="sign", **answers):
    client.get(address)
    draft = Draft.objects.get()
    given = {"kind": "visit", "on": "2026-05-12", "words": "Saw her at home", **answers}
    return client.post(address, {"keys": keys, "revision": draft.revision, "do": do, **given})


def test_a_draft_survives_and_becomes_a_note_when_it_is_saved(client):
    user = _sign_in(client)
    subject = make_person()
    address = reverse("case_notes:write", args=[subject.pk])
    _post(client, address, do="save", words="Half a thou")
    assert "Half a thou" in client.get(address).content.decode() and not Note.objects.exists()
    _post(client, address, at="10.42", with_whom="Winnie", marks=["significant"], significant_title="First fall")
    note = Note.objects.get()
    assert (note.words, note.written_by, note.significant_title) == ("Saw her at home", user, "First fall")
    assert timezone.localtime(note.happened_at).strftime("%d.%m.%Y %H.%M") == "12.05.2026 10.42"
    assert not Draft.objects.exists()


def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(client):
    _sign_in(client)
    address = reverse("case_notes:write", args=[make_person().pk])
    page = _post(client, address, words="").content.decode()
    assert "Write the note before you save it" in page
    page = _post(client, address, words="Long and careful", at="tea time").content.decode()
    assert "for example 10.42" in page and "Long and careful" in page and not Note.objects.exists()


def test_correcting_asks_why_and_both_versions_are_read(client):
    _sign_in(client)
    note = make_note()
    address = reverse("case_notes:correct", args=[note.pk])
    page = _post(client, address, keys="reason," + KEYS, words="At eight").content.decode()
    assert "Say what was wrong, or missing" in page
    _post(client, address, keys="reason," + KEYS, words="At eight", reason="Wrong hour")
    read = client.get(reverse("case_notes:note", args=[note.pk])).content.decode()
    assert "At eight" in read and "seven again" in read and "Wrong hour" in read


def test_the_list_searches_filters_pages_and_holds_its_queries_at_a_thousand(client, django_assert_max_num_queries):
    user = _sign_in(client)
    subject = make_person()
    now = timezone.now()
    Note.objects.bulk_create(
        Note(subject=subject, kind="visit" if number % 2 else "telephone_call", words=f"Note number {number}",
             happened_at=now, written_by=user) for number in range(1000))
    make_note(subject, words="The rail at the back step")
    address = reverse("case_notes:index", args=[subject.pk])
    with django_assert_max_num_queries(20):
        page = client.get(address).content.decode()
    assert page.count("Note number") <= 25
    found = client.get(address, {"q": "rail step"}).content.decode()
    assert "The rail at the back step" in found and "Note number" not in found
    assert "No note fits" in client.get(address, {"q": "rail", "kind": "visit"}).content.decode()
    assert client.get(address, {"page": 40}).status_code == 200


def test_sensitive_notes_are_counted_and_not_shown(client):
    _sign_in(client, "broker")
    note = make_note(words="Private matter", sensitive=True)
    page = client.get(reverse("case_notes:index", args=[note.subject_id])).content.decode()
    assert "Private matter" not in page and "1 note is marked sensitive" in page
    assert client.get(reverse("case_notes:note", args=[note.pk])).status_code == 404


def test_the_chronology_as_page_and_print(client):
    _sign_in(client)
    note = make_note(significant_title="First fall")
    for name in ("chronology", "chronology_print"):
        assert "First fall" in client.get(reverse(f"case_notes:{name}", args=[note.subject_id])).content.decode()
    assert Look.objects.filter(what="significant events, printed").exists()


def test_a_decision_is_asked_and_given(client):
    manager = make_user("team_manager", name="Helen Cho")
    _sign_in(client)
    subject = make_person()
    client.post(reverse("case_notes:ask", args=[subject.pk]), {"question": "More hours?", "asked_of": manager.pk})
    asked = ManagementDecision.objects.get()
    assert client.get(reverse("case_notes:decide", args=[asked.pk])).status_code == 403
    client.force_login(manager)
    client.post(reverse("case_notes:decide", args=[asked.pk]), {"decision": "Yes", "reasons": "Her carer is ill"})
    client.post(reverse("case_notes:record_decision", args=[subject.pk]),
                {"question": "Close?", "decision": "Not yet", "reasons": "She fell"})
    page = client.get(reverse("case_notes:decisions", args=[subject.pk])).content.decode()
    assert "Her carer is ill" in page and "Decided by Helen Cho" in page and "She fell" in page


def test_supervision_of_oneself_and_of_ones_team_only(client, django_assert_max_num_queries):
    worker = _sign_in(client, name="Tom Ashworth")
    for name in ("Ama Mensah", "Carl Boothroyd", "Dipti Shah"):
        involvements.start(subject=make_person(name), team=make_team(), worker=worker, reason="Review", by=worker)
    with django_assert_max_num_queries(14):
        assert "Ama Mensah" in client.get(reverse("case_notes:supervision")).content.decode()
    assert "Ama Mensah" in client.get(reverse("case_notes:supervision"), {"print": ""}).content.decode()
    assert client.get(reverse("case_notes:supervision_of", args=[worker.pk])).status_code == 403
    _sign_in(client, "team_manager")
    assert "Tom Ashworth" in client.get(reverse("case_notes:supervision_of", args=[worker.pk])).content.decode()
    _sign_in(client, "team_manager", team=make_team("south"))
    assert client.get(reverse("case_notes:supervision_of", args=[worker.pk])).status_code == 404


def test_no_permission_and_restricted(client):
    note = make_note()
    asked = actions.ask_for_decision(subject=note.subject, question="More?", asked_of=make_user("team_manager"),
                                     by=make_user())
    _sign_in(client, "finance_officer")
    assert client.get(reverse("case_notes:index", args=[note.subject_id])).status_code == 403
    restrict(note.subject, make_user())
    _sign_in(client, "team_manager", team=make_team("south"))
    for name, key in (("index", note.subject_id), ("note", note.pk), ("decide", asked.pk)):
        found = client.get(reverse(f"case_notes:{name}", args=[key]))
        assert found.status_code in (403, 404) and note.words not in found.content.decode()


def _corrected(note, **said):
    return actions.correct(note=note, reason="It was not right", kind=note.kind, happened_at=note.happened_at,
                           by=make_user("team_manager"), **said)


@pytest.mark.parametrize("page", ["note", "correct"])
def test_a_note_made_sensitive_is_closed_by_its_earlier_number_too(client, page):
    first = make_note(words="Rang")
    now = _corrected(first, words="Private matter", sensitive=True)
    _sign_in(client, "front_door_worker")
    for note in (first, now):
        answer = client.get(reverse(f"case_notes:{page}", args=[note.pk]))
        assert answer.status_code == 404 and "Private matter" not in answer.content.decode()
    _sign_in(client)
    assert "Private matter" in client.get(reverse(f"case_notes:{page}", args=[first.pk])).content.decode()


def test_an_earlier_version_that_was_sensitive_stays_closed(client):
    first = make_note(words="Private matter", sensitive=True)
    now = _corrected(first, words="Rang")
    _sign_in(client, "front_door_worker")
    page = client.get(reverse("case_notes:note", args=[now.pk])).content.decode()
    assert "Rang" in page and "Private matter" not in page
