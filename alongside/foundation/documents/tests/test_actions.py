import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.accounts.tests.factories import make_subject, make_user
from alongside.foundation.documents import actions, blocks
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task

from .factories import make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_store_of_our_own(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}


def test_a_letter_is_first_a_draft_with_its_pdf_kept_by_digest():
    document = make_letter(by=make_user())
    assert document.status == "draft"
    assert hashlib.sha256(document.pdf()).hexdigest() == document.sha256
    assert document.size == len(document.pdf())
    assert Event.objects.get(subject=document.subject).title == "Written: Your review"


def test_a_draft_may_change_and_what_was_sent_may_not():
    user = make_user()
    document = make_letter(by=user)
    before = document.sha256
    document = actions.change_draft(document=document, by=user, blocks=[blocks.Paragraph("We will ring first.")])
    assert document.sha256 != before
    document = actions.send_letter(document=document, how="post", by=user)
    with pytest.raises(actions.CannotSend, match="no longer a draft: sent"):
        actions.change_draft(document=document, by=user, title="Another title")


def test_posting_queues_one_message_with_the_sealed_pdf():
    user = make_user()
    document = actions.send_letter(document=make_letter(by=user), how="post", by=user)
    message = Notification.objects.get()
    assert (message.channel, message.attachment, message.status) == ("post", document.file, "queued")
    assert message.address == "4 Alder Row\nWestmere\nWM4 2AB"
    with pytest.raises(actions.CannotSend):
        actions.send_letter(document=document, how="post", by=user)
    assert Notification.objects.count() == 1


def test_no_letter_goes_to_somebody_who_has_died():
    user, subject = make_user(), make_subject()
    document = make_letter(by=user, about=subject)
    subject.died_on = date(2026, 5, 1)
    subject.save()
    with pytest.raises(actions.CannotSend, match="has died"):
        actions.send_letter(document=document, how="handed", by=user)
    assert Document.objects.get().status == "draft"


def test_a_letter_about_somebody_who_has_died_may_go_to_their_family():
    user, subject = make_user(), make_subject(died_on=date(2026, 5, 1))
    document = make_letter(by=user, about=subject, to_the_person=False, addressee="Jean Hartley")
    assert actions.send_letter(document=document, how="post", by=user).status == "sent"


def test_nothing_more_goes_to_an_address_that_letters_came_back_from():
    user, subject = make_user(), make_subject()
    first = actions.send_letter(document=make_letter(by=user, about=subject), how="post", by=user)
    actions.came_back(document=first, why="Gone away", by=user)
    assert Task.objects.get(kind="check_address").owner == user
    with pytest.raises(actions.CannotSend, match="came back"):
        actions.send_letter(document=make_letter(by=user, about=subject), how="post", by=user)
    moved = make_letter(by=user, about=subject, address=["9 Mill Street", "Westmere", "WM1 3CD"])
    assert actions.send_letter(document=moved, how="post", by=user).status == "sent"


def test_a_letter_without_an_address_is_not_posted():
    user = make_user()
    with pytest.raises(actions.CannotSend, match="no address"):
        actions.send_letter(document=make_letter(by=user, address=[]), how="post", by=user)


def test_what_we_cannot_print_ourselves_becomes_somebodys_task():
    user = make_user()
    actions.send_letter(document=make_letter(by=user, format="braille"), how="handed", by=user)
    task = Task.objects.get(kind="letter_format")
    assert (task.owner, task.title) == (user, "Have “Your review” made in braille")


def test_a_letter_that_cannot_be_printed_is_not_kept():
    with pytest.raises(CannotBePrinted):
        make_letter(by=make_user(), blocks=[blocks.Paragraph("See you soon 🙂")])
    assert not Document.objects.exists()


def test_setting_a_draft_aside_keeps_it_as_not_sent():
    user = make_user()
    assert actions.set_aside(document=make_letter(by=user), by=user).status_words == "Not sent, set aside"


def test_sent_needs_a_name_and_a_way():
    document = make_letter(by=make_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(sent_how="post")
