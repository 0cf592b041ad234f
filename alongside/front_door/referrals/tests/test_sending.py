"""A GP without an account refers somebody, comes back to it, and reads what came of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions, receipts, sharing, tasks
from alongside.front_door.referrals.models import Attachment, Draft, Feedback, Referral

from .factories import ANSWERS, GP, agreed, settled, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    return tmp_path


@pytest.fixture
def front_door():
    """The teams that a referral comes to."""
    return front_door_worker()


def begun(client, email=GP) -> Draft:
    shown(client, email)
    client.get(reverse("referrals:begin"))
    return Draft.objects.get(email=email)


def typed(client, draft, **changed) -> None:
    """Every step, as the pages ask."""
    for step, answers in ANSWERS.items():
        answer = client.post(reverse("referrals:step", args=[draft.key, step]), {**answers, **changed.get(step, {})})
        assert answer.status_code == 302, (step, answer.content.decode()[:2000])


def sent(client, draft) -> Referral:
    answer = client.post(reverse("referrals:check", args=[draft.key]))
    assert answer.status_code == 302
    return Referral.objects.get(key=draft.key)


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_from_the_first_page_to_what_came_of_it(client, front_door):
    draft = begun(client)
    assert client.get(reverse("referrals:step", args=[draft.key, "danger"])).status_code == 200
    typed(client, draft)
    page = text(client.get(reverse("referrals:check", args=[draft.key])))
    assert "Ivy Broadbent" in page and "Low since her husband died" in page and "Yes, they know and agree" in page
    found = sent(client, draft)
    assert not Draft.objects.exists()
    assert (found.referrer_email, found.channel, found.received_by, found.subject) == (GP, "online", None, None)
    assert found.needs == ["company", "health"] and found.mailbox_shown_at
    assert Task.objects.get(kind="referral_to_read").team.key == "front_door"
    letter = Notification.objects.get()
    assert found.reference in letter.words and "Ivy" not in letter.words + letter.title and letter.address == GP
    follow = reverse("referrals:follow", args=[found.key])
    assert "Not yet" in text(client.get(follow))
    subject = somebody()
    found = actions.match(referral=actions.read(referral=found, by=front_door), subject=subject, by=front_door)
    assert f"Read {timezone.localtime(found.read_at):%-d}" in text(client.get(follow)) or front_door.name in text(
        client.get(follow)
    )
    found = actions.settle(referral=found, outcome="talked", detail="She starts at the charity shop", by=front_door)
    agreed(subject, front_door)
    found = actions.make_sure(referral=found, by=front_door)
    actions.tell(referral=found, words="We talked with her and agreed what happens next.", how="online", by=front_door)
    page = text(client.get(follow))
    assert "We talked with her and agreed what happens next." in page and front_door.name in page


def test_on_their_page_they_are_told_by_a_mail_that_says_nothing(client, front_door):
    client.force_login(front_door)
    found = settled(front_door, somebody(), referrer_email=GP)
    url = reverse("referrals:tell", args=[found.pk])
    assert "On their page, which they open with a code" in client.get(url).content.decode()
    client.post(url, {"how": "online", "words": sharing.draft(found, timezone.localdate())})
    found.refresh_from_db()
    assert found.closed_at and found.feedback.told_how == "online"
    mail = found.feedback.message
    assert mail.address == GP and "/refer/find/" in mail.words
    assert "Ivy" not in mail.words + mail.title and "dealt with" not in mail.words
    client.logout()
    shown(client)
    page = text(client.get(reverse("referrals:follow", args=[found.key])))
    assert "dealt with it" in page
    found.feedback.refresh_from_db()
    assert found.feedback.read_at


def test_the_mail_that_did_not_arrive_opens_it_again(front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="online", by=front_door)
    Notification.objects.filter(pk=told.message_id).update(failed_at=timezone.now(), failure="No such mailbox")
    tasks.open_again(timestamp=0)
    found.refresh_from_db()
    assert found.closed_at is None


def test_without_an_agreement_no_more_goes_to_their_page(front_door):
    found = settled(front_door, somebody())
    with pytest.raises(actions.MayNotSay):
        actions.tell(referral=found, words="She drinks", how="online", by=front_door)


def test_why_they_are_not_told_stays_inside(client, front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    actions.explain_not_telling(referral=found, because="unsafe", note="He works at the surgery", by=front_door)
    shown(client)
    page = text(client.get(reverse("referrals:follow", args=[found.key])))
    assert "We may not tell you more" in page and "unsafe" not in page and "risk" not in page.split("Where it is")[1]
    assert "He works" not in page


def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(client):
    draft = begun(client)
    url = reverse("referrals:step", args=[draft.key, "who"])
    said = {"about_name": "Ivy", "about_nhs_number": "999 123 456", "about_reach": "Ring after ten"}
    page = client.post(url, said).content.decode()
    assert "ten figures" in page and 'href="#id_about_nhs_number"' in page and "Ring after ten" in page
    page = client.post(url, {"about_name": "Ivy"}).content.decode()
    assert "so that we can find them" in page
    assert "Ivy" in client.get(url).content.decode()


def test_it_cannot_be_sent_before_it_is_whole(client):
    draft = begun(client)
    answer = client.post(reverse("referrals:check", args=[draft.key]))
    assert answer.url == reverse("referrals:step", args=[draft.key, "danger"]) + "?check"
    assert not Referral.objects.exists()


def test_who_has_not_agreed_needs_a_reason(client):
    draft = begun(client)
    page = client.post(reverse("referrals:step", args=[draft.key, "agreed"]), {"person_knows": "no"}).content.decode()
    assert "though they have not agreed" in page


def test_danger_leads_to_the_telephone_and_makes_it_urgent(client, front_door):
    draft = begun(client)
    answer = client.post(reverse("referrals:step", args=[draft.key, "danger"]), {"danger": "yes"})
    page = text(client.get(answer.url))
    assert "Ring 999" in page and "I have rung" in page
    typed(client, draft, danger={"danger": "yes"}, urgency={"urgency": "routine"})
    assert sent(client, draft).urgency == "urgent"


def test_fear_of_harm_asks_what_the_person_wants_and_reaches_safeguarding_at_once(client, front_door):
    draft = begun(client)
    client.post(reverse("referrals:step", args=[draft.key, "harm"]), {"harm": "yes", "harm_feared": "Bruises"})
    assert "You need not be sure" in text(client.get(reverse("referrals:step", args=[draft.key, "harm"])))
    assert client.get(reverse("referrals:step", args=[draft.key, "wishes"])).status_code == 200
    client.post(
        reverse("referrals:step", args=[draft.key, "wishes"]),
        {"harm_asked": "asked", "harm_wishes": "That he moves out"},
    )
    for step, answers in ANSWERS.items():
        if step != "harm":
            client.post(reverse("referrals:step", args=[draft.key, step]), answers)
    found = sent(client, draft)
    assert (found.urgency, found.harm_feared, found.harm_wishes) == ("urgent", "Bruises", "That he moves out")
    assert Task.objects.get(kind="referral_harm").team.key == "safeguarding"
    found = actions.match(referral=actions.read(referral=found, by=front_door), subject=somebody(), by=front_door)
    with pytest.raises(actions.NotYet, match="Raise the concern first"):
        actions.settle(referral=found, outcome="talked", detail="x", by=front_door)
    actions.answer_harm(referral=found, words="The bruises were from a fall in hospital", by=front_door)
    assert actions.settle(referral=found, outcome="talked", detail="x", by=front_door).outcome == "talked"
    assert Task.objects.get(kind="referral_harm").done_at


def test_where_no_harm_is_feared_that_page_is_not_there(client):
    draft = begun(client)
    client.post(reverse("referrals:step", args=[draft.key, "harm"]), {"harm": "no", "harm_feared": "typed before"})
    assert client.get(reverse("referrals:step", args=[draft.key, "wishes"])).status_code == 404


def test_words_of_danger_make_it_urgent(client, front_door):
    draft = begun(client)
    typed(client, draft, why={"reason": "Her son hits her"})
    assert sent(client, draft).urgency == "urgent"


def test_the_draft_survives_the_session_and_what_was_typed_at_its_end_too(client):
    draft = begun(client)
    client.session.flush()
    client.cookies.clear()
    url = reverse("referrals:step", args=[draft.key, "why"])
    answer = client.post(url, {"reason": "Typed while the clock ran out", "needs": ["health"]})
    assert answer.url.startswith(reverse("referrals:work_email"))
    assert "clock ran out" not in str(Draft.objects.values())
    client.post(reverse("referrals:work_email"), {"email": GP, "next": url})
    answer = client.post(reverse("referrals:code"), {"code": OneTimeCode.objects.latest("pk").digits})
    page = client.get(answer.url).content.decode()
    assert "We kept what you had written here" in page and "Typed while the clock ran out" in page
    assert Draft.objects.get().answers["why"]["needs"] == ["health"]


def test_what_a_stranger_typed_at_a_draft_never_reaches_it(client):
    draft = begun(client)
    client.cookies.clear()
    url = reverse("referrals:step", args=[draft.key, "why"])
    client.post(url, {"reason": "Overwritten"})
    shown(client, "other@police.example")
    assert client.get(url).status_code == 404
    assert "why" not in Draft.objects.get().answers


def test_half_written_ones_are_offered_and_can_be_thrown_away(client):
    draft = begun(client)
    client.post(reverse("referrals:step", args=[draft.key, "who"]), {"about_name": "Ivy B", "about_telephone": "1"})
    page = client.get(reverse("referrals:home")).content.decode()
    assert "About Ivy B" in page and "Begin another referral" in page
    assert client.get(reverse("referrals:begin")).url.endswith("#drafts")
    client.post(reverse("referrals:throw_away", args=[draft.key]))
    assert not Draft.objects.exists()


def test_nobody_begins_without_end(client):
    shown(client)
    for _ in range(20):
        client.post(reverse("referrals:begin"))
    assert client.post(reverse("referrals:begin")).status_code == 409 and Draft.objects.count() == 20


def test_a_file_is_cleaned_kept_privately_and_opened_by_the_worker(client, front_door, store):
    draft = begun(client)
    url = reverse("referrals:files", args=[draft.key])
    page = client.post(url, {"file": SimpleUploadedFile("run.exe", b"MZ\x00\x01")}).content.decode()
    assert "is not a PDF" in page and not Attachment.objects.exists()
    for name in ("a.txt", "../../b.txt"):
        assert client.post(url, {"file": SimpleUploadedFile(name, b"What she can do")}).status_code == 302
    first, second = Attachment.objects.in_order()
    assert second.name == "b.txt" and second.name not in second.file
    client.post(reverse("referrals:take_off", args=[draft.key, first.pk]))
    typed(client, draft)
    found = sent(client, draft)
    assert [one.name for one in found.files.all()] == ["b.txt"]
    found = actions.match(referral=actions.read(referral=found, by=front_door), subject=somebody(), by=front_door)
    second.refresh_from_db()
    assert second.subject == found.subject
    client.force_login(front_door)
    address = reverse("referrals:file", args=[found.pk, second.pk])
    assert address in client.get(reverse("referrals:read", args=[found.pk])).content.decode()
    answer = client.get(address)
    assert b"".join(answer.streaming_content) if answer.streaming else answer.content == b"What she can do"
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(make_user("commissioner"))
    assert client.get(address).status_code == 403


def test_no_more_files_than_the_council_takes(client):
    draft = begun(client)
    for number in range(6):
        answer = client.post(
            reverse("referrals:files", args=[draft.key]), {"file": SimpleUploadedFile("a.txt", b"x" * (number + 1))}
        )
    assert "5 files already" in answer.content.decode() and Attachment.objects.count() == 5


def test_pressed_twice_it_is_one_referral(client, front_door):
    draft = begun(client)
    typed(client, draft)
    found = sent(client, draft)
    assert client.post(reverse("referrals:check", args=[draft.key])).url == reverse(
        "referrals:follow", args=[found.key]
    )
    with pytest.raises(actions.AlreadyDone):
        actions.send(draft=draft, said={}, where="")
    assert Referral.objects.count() == 1


def test_drafts_that_nobody_goes_on_with_are_forgotten_with_their_files(
    client, store, django_capture_on_commit_callbacks
):
    draft = begun(client)
    client.post(reverse("referrals:files", args=[draft.key]), {"file": SimpleUploadedFile("a.txt", b"Kept?")})
    kept = store / Attachment.objects.get().file
    assert kept.exists()
    tasks.forget_drafts(timestamp=0)
    assert Draft.objects.exists()
    Draft.objects.update(changed_at=timezone.now() - timedelta(days=15))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_drafts(timestamp=0)
    assert not Draft.objects.exists() and not Attachment.objects.exists() and not kept.exists()


def test_they_add_to_it_and_whoever_has_it_reads_that(client, front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    shown(client)
    url = reverse("referrals:add", args=[found.key])
    assert "Write what you want to add" in client.post(url, {"words": " "}).content.decode()
    assert client.post(url, {"words": "She fell this morning"}).status_code == 302
    assert "She fell this morning" in text(client.get(reverse("referrals:follow", args=[found.key])))
    task = Task.objects.get(kind="referral_added_to")
    assert (task.owner, task.subject, task.why) == (front_door, found.subject, "She fell this morning")
    client.force_login(front_door)
    assert "She fell this morning" in client.get(reverse("referrals:read", args=[found.pk])).content.decode()


def test_what_they_wrote_when_their_time_was_up_comes_back_after_the_code_and_to_nobody_else(client, front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    for name, box, words in (("add", "words", "She fell this morning"), ("withdraw", "because", "Wrong patient")):
        url = reverse(f"referrals:{name}", args=[found.key])
        client.cookies.clear()
        answer = client.post(url, {box: words})
        shown(client, "stranger@charity.example")
        assert client.get(url).status_code == 404
        session = client.session
        del session["work_email"]
        session.save()
        client.post(answer.url, {"email": GP, "next": url})
        answer = client.post(reverse("referrals:code"), {"code": OneTimeCode.objects.latest("pk").digits})
        page = client.get(answer.url).content.decode()
        assert "We kept what you had written here" in page and words in page
        assert words not in client.get(url).content.decode(), "given back once"
    assert not found.additions.exists()
    found.refresh_from_db()
    assert found.withdrawn_at is None


def test_taken_back_it_still_waits_for_somebody_to_decide(client, front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    shown(client)
    client.post(reverse("referrals:withdraw", args=[found.key]), {"because": "Wrong patient"})
    found.refresh_from_db()
    assert found.withdrawn_at and found.closed_at is None and found.withdrawn_because == "Wrong patient"
    assert "You took it back" in text(client.get(reverse("referrals:follow", args=[found.key])))
    client.post(reverse("referrals:withdraw", args=[found.key]), {"because": "Again"})
    found.refresh_from_db()
    assert found.withdrawn_because == "Wrong patient"


def test_what_is_answered_is_not_added_to(client, front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    actions.explain_not_telling(referral=found, because="unsafe", note="x", by=front_door)
    shown(client)
    for name, said in (("add", {"words": "More"}), ("withdraw", {"because": ""})):
        assert "refer again" in client.post(reverse(f"referrals:{name}", args=[found.key]), said).content.decode()
    assert not Feedback.objects.get().referral.additions.exists()


def test_an_account_has_its_own_in_a_list(client, front_door):
    referrer, other = make_user("referrer"), make_user("referrer", name="Somebody Else")
    client.force_login(referrer)
    client.get(reverse("referrals:begin"))
    draft = Draft.objects.get()
    typed(client, draft)
    found = sent(client, draft)
    assert found.sent_by == referrer
    actions.match(referral=actions.read(referral=found, by=front_door), subject=somebody(), by=front_door)
    page = client.get(reverse("referrals:mine"))
    assert "Ivy Broadbent" in text(page) and reverse("referrals:follow", args=[found.key]) in page.content.decode()
    assert client.get(reverse("desk:my_work")).url == reverse("referrals:mine")
    client.force_login(other)
    assert "Ivy Broadbent" not in text(client.get(reverse("referrals:mine")))
    assert client.get(reverse("referrals:follow", args=[found.key])).status_code == 404
    assert client.get(reverse("referrals:read", args=[found.pk])).status_code == 403


def test_the_receipt_of_an_old_referral_gets_an_address(front_door):
    found = settled(front_door, somebody(), referrer_email=GP, key=None)
    receipt = receipts.with_reference(found.reference, GP)
    assert receipt.key and receipts.at_address(receipt.key, GP).pk == found.pk


def test_what_was_said_aloud_is_not_put_on_their_page(client, front_door):
    found = settled(front_door, somebody(), referrer_email=GP)
    actions.tell(referral=found, words="Her son drinks, and she told me so", how="telephone", by=front_door)
    shown(client)
    page = text(client.get(reverse("referrals:follow", args=[found.key])))
    assert "We told you by telephone" in page and "drinks" not in page
