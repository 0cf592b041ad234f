"""From the pharmacist's counter to the person's page and back, without an account and without scripts."""

from __future__ import annotations

import re
import time

import pytest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from lxml import html

from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.prescriptions import actions
from alongside.front_door.prescriptions.models import Came, Prescription
from alongside.front_door.prescriptions.views import by_link, staff
from alongside.people.people.search import find as searching
from alongside.people.people.search import refresh_search

from .factories import by_colleague, club, from_outside

pytestmark = pytest.mark.django_db
BORN = {"day": "27", "month": "3"}


def shows_their_email(client, email: str = "nadia.rahman@pharmacy.example") -> None:
    session = client.session
    session["work_email"] = {"email": email, "seen": int(time.time())}
    session.save()


def opens(client, prescription: Prescription):
    page = reverse("prescriptions:opened", args=[prescription.secret])
    assert client.post(page, BORN).url == page
    return client.get(page)


def test_a_pharmacist_prescribes_and_sees_it_filled(client):
    there = club()
    page = reverse("prescriptions:new_outside")
    assert client.get(page).url.startswith(reverse("referrals:work_email"))
    shows_their_email(client)
    found = client.post(page, {"look": "1", "looking_for": "gardening", "why": "You miss the garden"}).content.decode()
    assert "Gentle gardening club" in found and "You miss the garden" in found and "There is a problem" not in found
    answer = client.post(page, {
        "services": [str(there.pk)], "information": ["volunteering"], "why": "You miss the garden", "name": "Ivy",
        "born_day": "27", "born_month": "3", "born_year": "1946", "agrees": "on", "how": "text",
        "mobile": "07700 900456", "your_name": "Nadia Rahman", "your_role": "Pharmacist",
        "your_organisation": "Dyeworks Street Pharmacy"})
    made = Prescription.objects.get()
    assert answer.url.startswith(reverse("prescriptions:given", args=[made.reference]))
    assert made.subject is None and made.prescriber_email == "nadia.rahman@pharmacy.example"
    sent = Notification.objects.get()
    assert made.address in sent.words and "garden" not in sent.words
    assert "Nothing said yet" in client.get(answer.url).content.decode()
    # The person, on her telephone
    hers = type(client)()
    assert "You miss the garden" in opens(hers, made).content.decode()
    for line in made.lines.all():
        said = {"what": "went" if line.service_id else "read", "filled_by": "volunteer", "volunteer": "Joan Pike",
                "words": "Joan came along"}
        answer = hers.post(reverse("prescriptions:opened_say", args=[made.secret, line.pk]), said)
        assert "Thank you" in hers.get(answer.url).content.decode()
    # And the pharmacist sees that, but not her words
    seen = client.get(reverse("prescriptions:given", args=[made.reference])).content.decode()
    assert "Filled" in seen and "A volunteer" in seen and "Joan came along" not in seen


@pytest.mark.usefixtures("within_a_minute")
def test_a_strangers_link_or_reference_tells_nothing(client):
    made = from_outside()
    page = reverse("prescriptions:opened", args=[made.secret])
    for path in (page, reverse("prescriptions:opened_print", args=[made.secret]),
                 reverse("prescriptions:opened_say", args=[made.secret, made.lines.first().pk])):
        asked = client.get(path).content.decode()
        assert "Which day were you born?" in asked
        assert not [word for word in ("Ivy", "Broadbent", "Harold", "Nadia", "somebody has died") if word in asked]
    for _ in range(5):
        assert "not the day we were given" in client.post(page, {"day": "1", "month": "1"}).content.decode()
    assert client.post(page, BORN).status_code == 429
    made.refresh_from_db()
    assert made.opened_at is None
    shows_their_email(client, "somebody.else@pharmacy.example")
    others = client.get(reverse("prescriptions:given", args=[made.reference]))
    none = client.get(reverse("prescriptions:given", args=["P26-99999"]))
    assert others.status_code == none.status_code == 404
    assert others.content.split(b"<main")[1].split(b"</main")[0] == none.content.split(b"<main")[1].split(b"</main")[0]


def test_a_birthday_cannot_be_tried_out_however_slowly(client, monkeypatch):
    monkeypatch.setattr(by_link, "TRIES_AN_HOUR", 1000)  # as if an hour went by between them
    made = from_outside()
    page = reverse("prescriptions:opened", args=[made.secret])
    for _ in range(16):  # what she types right counts for nothing
        assert opens(type(client)(), made).status_code == 200
    hers = type(client)()
    opens(hers, made)
    for _ in range(by_link.WRONG_IN_ALL):
        assert "not the day we were given" in client.post(page, {"day": "1", "month": "1"}).content.decode()
    for visitor in (client, type(client)()):
        for answer in (visitor.post(page, BORN), visitor.get(page)):
            assert answer.status_code == 404 and "This page is not open" in answer.content.decode()
    assert hers.get(page).status_code == 200
    actions.new_link(prescription=made, by=front_door_worker())
    made.refresh_from_db()
    assert opens(client, made).status_code == 200


def test_asking_how_far_it_is_looks_the_same_for_any_reference(client):
    made = from_outside()
    pages = []
    for reference in (made.reference, "P26-99999"):
        visitor = type(client)()
        answer = visitor.post(reverse("prescriptions:status"), {
            "reference": reference, "email": "stranger@elsewhere.example"})
        pages.append(visitor.get(answer.url).content.decode().split("<main")[1].replace(reference, ""))
    import re

    assert len({re.sub(r'value="[^"]{40,}"', "", page) for page in pages}) == 1


def test_a_link_that_is_over_wrong_or_withdrawn_gives_one_and_the_same_page(client):
    worker, made = front_door_worker(), from_outside()
    wrong = client.get(reverse("prescriptions:opened", args=["x" * 32]))
    actions.withdraw(prescription=made, because="The wrong person", by=worker)
    withdrawn = client.get(reverse("prescriptions:opened", args=[made.secret]))
    assert wrong.status_code == withdrawn.status_code == 404
    assert "This page is not open" in wrong.content.decode() and "This page is not open" in withdrawn.content.decode()


def test_a_new_link_closes_the_old_one(client):
    made = from_outside()
    old = made.secret
    actions.new_link(prescription=made, by=front_door_worker())
    made.refresh_from_db()
    assert client.get(reverse("prescriptions:opened", args=[old])).status_code == 404
    assert opens(client, made).status_code == 200


def test_what_is_missing_is_named_and_nothing_is_lost(client):
    shows_their_email(client)
    page = client.post(reverse("prescriptions:new_outside"), {"why": "You miss the garden"}).content.decode()
    for words in ("choose at least one group", "Ask them first", "Their date of birth", "You miss the garden"):
        assert words in page, words
    assert not Prescription.objects.exists()


def test_a_number_that_reaches_nobody_is_named_before_it_goes(client):
    shows_their_email(client)
    said = {"information": ["volunteering"], "why": "You miss the garden", "name": "Ivy", "born_day": "27",
            "born_month": "3", "born_year": "1946", "agrees": "on", "your_name": "Nadia Rahman",
            "your_role": "Pharmacist", "your_organisation": "Dyeworks Street Pharmacy"}
    page = client.post(reverse("prescriptions:new_outside"), {
        **said, "how": "text", "mobile": "01632 960123", "nhs_number": "999 000 0001"}).content.decode()
    for words in ("Write a mobile number, like", "That is not an NHS number", "01632 960123", "999 000 0001"):
        assert words in page, words
    assert not Prescription.objects.exists()
    client.post(reverse("prescriptions:new_outside"), {
        **said, "how": "text", "mobile": "+44 (0)7700 900456", "nhs_number": "999 000 0018"})
    assert Prescription.objects.get().for_nhs_number == "9990000018"


def test_a_colleague_matches_it_by_search_and_it_is_on_the_record(client):
    worker, subject, made = front_door_worker(), somebody(), from_outside()
    refresh_search([subject.pk])
    client.force_login(worker)
    assert made.reference in client.get(reverse("prescriptions:index") + "?state=unmatched").content.decode()
    page = reverse("prescriptions:match", args=[made.pk])
    assert "Ivy Broadbent" in client.get(page).content.decode()
    client.post(page, {"subject": subject.pk})
    made.refresh_from_db()
    assert made.subject == subject and made.matched_by == worker
    assert set(made.lines.values_list("subject", flat=True)) == {subject.pk}
    assert Look.objects.filter(subject=subject, what="matching a prescription").exists()
    person = client.get(reverse("prescriptions:read", args=[made.pk])).content.decode()
    assert "Nadia Rahman" in person


def test_the_second_who_matches_it_hears_who_was_first(client, monkeypatch):
    worker, ann, beryl, made = front_door_worker(), somebody("Ann"), somebody("Beryl"), from_outside()
    client.force_login(worker)
    before = Prescription.objects.get(pk=made.pk)
    actions.match(prescription=made, subject=ann, by=front_door_worker(name="Priya Nair"))
    monkeypatch.setattr(staff, "_prescription", lambda *args: before)  # as it was when this page was asked for
    answer = client.post(reverse("prescriptions:match", args=[made.pk]), {"subject": beryl.pk}, follow=True)
    assert "Priya Nair found meanwhile whose record it goes on" in answer.content.decode()
    made.refresh_from_db()
    assert made.subject == ann


def test_the_page_asks_once_who_works_with_those_it_found(client, monkeypatch):
    subjects = [somebody(f"Ivy{letter}", "Broadbent") for letter in "abcdef"]
    refresh_search([subject.pk for subject in subjects])
    client.force_login(front_door_worker())
    asked: list[int] = []
    monkeypatch.setattr(staff, "workers_of", lambda ids: asked.append(1) or searching.workers_of(ids))
    page = client.get(reverse("prescriptions:match", args=[from_outside().pk]), {"q": "Broadbent"}).content.decode()
    assert page.count('name="subject"') == 6 and len(asked) == 1


def test_a_prescriber_whose_domain_left_the_pack_still_follows_what_they_gave(client):
    made = from_outside(outside=actions.Outside("nadia.rahman@gmail.com", "Nadia Rahman"))
    shows_their_email(client, "nadia.rahman@gmail.com")
    assert client.get(reverse("prescriptions:new_outside")).status_code == 302
    page = client.get(reverse("prescriptions:given", args=[made.reference]))
    assert page.status_code == 200 and "Nothing said yet" in page.content.decode()


KEPT = "We kept what you had written here"


def test_what_she_wrote_when_her_hour_was_over_comes_back_after_her_birthday(client):
    made = from_outside()
    line = made.lines.first()
    here = reverse("prescriptions:opened_say", args=[made.secret, line.pk])
    said = {"what": "read", "filled_by": "person", "words": "It made me cry, and then it helped"}
    assert "Which day were you born?" in client.post(here, said).content.decode()
    assert "cry" not in str(dict(client.session)) and made.secret not in str(dict(client.session))
    page = reverse("prescriptions:opened", args=[made.secret])
    assert KEPT not in client.post(page, {"day": "1", "month": "1"}).content.decode()
    answer = client.post(page, BORN)
    assert answer.url == here
    back = client.get(here).content.decode()
    assert KEPT in back and "It made me cry, and then it helped" in back and not Came.objects.exists()
    assert KEPT not in client.get(here).content.decode(), "given back once"
    client.post(here, said)
    assert Came.objects.get().words == said["words"]


def test_what_the_prescriber_wrote_comes_back_after_the_code_and_a_guessed_reference_looks_the_same(client):
    made = from_outside()
    line = made.lines.first()
    here = reverse("prescriptions:given_say", args=[made.reference, line.pk])
    guessed = type(client)().post(reverse("prescriptions:given_say", args=["P26-99999", line.pk]), {"words": "x"})
    answer = client.post(here, {"what": "read", "words": "She told me so on Monday"})
    assert (answer.status_code, answer.url, set(answer.cookies)) == (
        guessed.status_code, guessed.url, set(guessed.cookies))
    client.post(answer.url, {"reference": made.reference, "email": "nadia.rahman@pharmacy.example"})
    answer = client.post(reverse("referrals:code"), {"code": OneTimeCode.objects.latest("pk").digits})
    assert answer.url == here
    page = client.get(here).content.decode()
    assert KEPT in page and "She told me so on Monday" in page


def test_a_whole_prescription_written_longer_than_an_hour_comes_back_after_the_code(client):
    there, page = club(), reverse("prescriptions:new_outside")
    shows_their_email(client)
    writer = re.search(r'name="writer" value="([^"]+)"', client.get(page).content.decode())[1]
    said = {"services": [str(there.pk)], "information": ["volunteering"], "why": "You miss the garden", "name": "Ivy",
            "born_day": "27", "born_month": "3", "born_year": "1946", "agrees": "on", "how": "text",
            "mobile": "07700 900456", "your_name": "Nadia Rahman", "your_role": "Pharmacist",
            "your_organisation": "Dyeworks Street Pharmacy"}

    def after_the_code(email: str) -> str:
        client.session.flush()
        asked = client.post(page, {**said, "writer": writer}).url
        assert "garden" not in str(dict(client.session))
        client.post(asked, {"email": email, "next": page})
        answer = client.post(reverse("referrals:code"), {"code": OneTimeCode.objects.latest("pk").digits})
        assert answer.url == page
        return client.get(page).content.decode()

    assert "You miss the garden" not in after_the_code("somebody.else@pharmacy.example")
    back = after_the_code("nadia.rahman@pharmacy.example")
    assert KEPT in back and "There is a problem" not in back and not Prescription.objects.exists()
    form = next(one for one in html.fromstring(back).forms if "writer" in one.fields)
    sent = MultiValueDict()
    for name, value in form.form_values():
        sent.appendlist(name, value.strip())
    assert {name: sent.getlist(name) for name in said} == {
        name: value if isinstance(value, list) else [value] for name, value in said.items()}
    client.post(page, sent)
    assert Prescription.objects.get().why == "You miss the garden"


@pytest.mark.parametrize("writer", ["", "nadia.rahman@pharmacy.example", "\x00"])
def test_a_page_that_is_not_ours_leaves_nothing_behind(client, writer):
    page = reverse("prescriptions:new_outside")
    client.post(page, {"why": "Read this instead", "writer": writer})
    shows_their_email(client)
    assert "Read this instead" not in client.get(page).content.decode()


def test_the_pharmacist_never_sees_the_record(client):
    subject, made = somebody(), from_outside()
    actions.match(prescription=made, subject=subject, by=front_door_worker())
    shows_their_email(client)
    assert client.get(reverse("prescriptions:read", args=[made.pk])).status_code == 302
    page = client.get(reverse("prescriptions:given", args=[made.reference]))
    assert page.status_code == 200 and not Look.objects.filter(subject=subject).exists()


def test_a_worker_prescribes_from_the_record_and_the_letter_is_kept(client):
    worker, subject, there = front_door_worker(), somebody(), club()
    client.force_login(worker)
    page = reverse("prescriptions:new_for", args=[subject.pk])
    assert "Search the directory" in client.get(page).content.decode()
    client.post(page, {"services": [str(there.pk)], "why": "You miss the garden", "how": "paper"})
    made = Prescription.objects.get()
    letter = made.givings.get().document
    assert letter.subject == subject and letter.sent_how == "handed" and letter.pdf().startswith(b"%PDF")
    assert made.address in letter.body[-1]["address"]
    pdf = client.get(reverse("prescriptions:letter", args=[made.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    line = made.lines.get()
    client.post(reverse("prescriptions:say", args=[made.pk, line.pk]), {
        "what": "waiting_list", "filled_by": "organisation", "organisation": "Weir Allotments", "words": "Until March"})
    came = Came.objects.get()
    assert (came.by, came.filled_by, came.filler_name) == (worker, "organisation", "Weir Allotments")
    read = client.get(reverse("prescriptions:read", args=[made.pk])).content.decode()
    assert "On a waiting list" in read and "Until March" in read


def test_nobody_who_may_not_open_the_record_reads_it(client):
    worker, subject = front_door_worker(), somebody()
    made = by_colleague(worker, subject)
    restrict(subject, make_user("team_manager"))
    client.force_login(make_user("social_worker"))
    assert client.get(reverse("prescriptions:read", args=[made.pk])).status_code == 404
    assert made.reference not in client.get(reverse("prescriptions:index")).content.decode()


def test_a_colleague_without_a_record_open_prescribes_and_sees_their_own(client):
    there, giver = club(), make_user("access_point_facilitator")
    client.force_login(giver)
    client.post(reverse("prescriptions:new"), {
        "services": [str(there.pk)], "why": "You miss the garden", "name": "Ivy", "born": "1946-03-27", "agrees": "on",
        "how": "paper"})
    mine, others = Prescription.objects.get(), from_outside()
    assert mine.prescribed_by == giver and mine.subject is None
    listed = client.get(reverse("prescriptions:index")).content.decode()
    assert mine.reference in listed and others.reference not in listed
    assert client.get(reverse("prescriptions:read", args=[others.pk])).status_code == 404
    # On somebody's record it is not theirs to open any more; how far it is, they still see.
    subject = somebody()
    actions.match(prescription=mine, subject=subject, by=front_door_worker())
    own = client.get(reverse("prescriptions:read", args=[mine.pk])).content.decode()
    assert "Nothing said yet" in own and "You miss the garden" not in own and "Broadbent" not in own
    assert Look.objects.get(subject=subject, what="own prescription").user_id == giver.pk
    assert mine.reference in client.get(reverse("prescriptions:index") + "?state=mine").content.decode()
    assert Look.objects.get(what="own prescriptions").listed == [subject.pk]
    restrict(subject, make_user("team_manager"))
    assert client.get(reverse("prescriptions:read", args=[mine.pk])).status_code == 404
