import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from procrastinate.contrib.django.models import ProcrastinateJob

from alongside.foundation.accounts.tests.factories import make_subject, make_user
from alongside.foundation.audit.context import acting
from alongside.foundation.events.models import Event
from alongside.foundation.notifications import actions, channels, contact
from alongside.foundation.notifications.contact import Contact
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.SMTP_URL = ""
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}}
    return tmp_path


@pytest.fixture
def reached(monkeypatch):
    """Say how everybody may be reached in this test."""

    def said(**details):
        monkeypatch.setattr(contact, "_lookup", [lambda subject: Contact(name=subject.display_name, **details)])

    said(email="winnie@example.org", mobile="07700900123", address=("4 Alder Row", "WM4 2AB"))
    return said


def dropped(home, channel):
    return [json.loads(path.read_text()) for path in sorted((home / "outbox" / channel).glob("*.json"))]


def deliver(notification, last_try=10):
    problem = actions.deliver(notification_id=notification.pk, last_try=last_try)
    notification.refresh_from_db()
    return problem


def test_a_colleague_is_told_in_the_product_at_once():
    user, subject = make_user(), make_subject()
    told = actions.notify(user=user, subject=subject, title="Handed to you", by=None)
    assert told.status == "sent"
    assert list(Notification.objects.for_user(user).unread()) == [told]
    assert actions.mark_read(user=user) == 1
    assert Notification.objects.get().status == "read"


def test_a_message_waits_for_its_job_which_is_part_of_the_transaction(reached):
    told = actions.notify(subject=make_subject(), channel="text", title="Please ring us", by=make_user())
    assert told.status == "queued"
    job = ProcrastinateJob.objects.get(task_name="notifications.deliver")
    assert job.args == {"notification_id": told.pk}


def test_it_goes_once_however_often_the_job_runs(home, reached):
    told = actions.notify(subject=make_subject(), channel="text", title="Please ring us", by=make_user())
    for _ in range(3):
        assert deliver(told) is None
    assert told.status == "sent"
    assert [(one["address"], one["words"]) for one in dropped(home, "text")] == [("07700900123", "Please ring us")]
    assert Event.objects.filter(kind="notifications.sent").count() == 1


def test_the_same_key_is_the_same_message(reached):
    asks = [actions.notify(subject=make_subject(), channel="text", title="Ring us", by=None, key="review 1")
            for _ in range(2)]
    assert asks[0].pk == asks[1].pk


def test_no_texts_means_no_texts(home, reached):
    reached(email="winnie@example.org", mobile="07700900123", preferred="email", refused=(("text", "No texts"),))
    told = actions.notify(subject=make_subject(), channel="text", title="Please ring us", by=make_user())
    assert (told.channel, told.address) == ("email", "winnie@example.org")


def test_no_texts_and_no_other_way_is_kept_and_not_sent(reached):
    reached(mobile="07700900123", refused=(("text", "No texts"),))
    told = actions.notify(subject=make_subject(), channel="text", title="Please ring us", by=make_user())
    assert (told.status, told.stopped_why) == ("stopped", "No texts")
    assert not ProcrastinateJob.objects.exists()


def test_nothing_goes_to_somebody_who_has_died(home, reached):
    subject = make_subject(died_on=date(2026, 5, 1))
    told = actions.notify(subject=subject, channel="email", title="Your review", by=make_user())
    assert (told.status, told.stopped_why) == ("stopped", "The person has died.")


def test_what_is_on_its_way_stops_at_death(home, reached):
    subject = make_subject()
    told = actions.notify(subject=subject, channel="email", title="Your review", by=make_user())
    subject.died_on = date(2026, 5, 1)
    subject.save()
    deliver(told)
    assert told.status == "stopped"
    assert dropped(home, "email") == []


def test_a_colleague_is_still_told_about_somebody_who_has_died():
    told = actions.notify(user=make_user(), subject=make_subject(died_on=date(2026, 5, 1)), title="Has died", by=None)
    assert told.status == "sent"


def test_a_carrier_that_is_down_is_tried_again_and_then_somebody_is_asked(reached, monkeypatch):
    user = make_user()
    told = actions.notify(subject=make_subject(), channel="email", title="Your review", by=user)

    def down(message):
        raise OSError("refused")

    monkeypatch.setitem(channels.SENDERS, "email", down)
    assert isinstance(deliver(told, last_try=2), OSError)
    assert (told.status, told.tries) == ("queued", 1)
    assert deliver(told, last_try=2) is None
    assert (told.status, told.failure) == ("failed", "It could not be sent after 2 tries.")
    assert Task.objects.get(kind="check_address").owner == user


def test_a_text_to_a_landline_fails_for_good_and_says_so(reached):
    reached(mobile="01632960123")
    told = actions.notify(subject=make_subject(), channel="text", title="Please ring us", by=make_user())
    deliver(told)
    assert told.failure == "This is not the number of a mobile telephone."


def test_a_letter_is_dropped_with_its_pdf(home, reached):
    name = default_storage.save("documents/aa/letter.pdf", ContentFile(b"%PDF letter"))
    told = actions.notify(subject=make_subject(), channel="post", title="Your review", by=make_user(), attachment=name,
                          attachment_name="letter.pdf")
    deliver(told)
    (described,) = dropped(home, "post")
    assert described["address"] == "4 Alder Row\nWM4 2AB"
    assert (home / "outbox" / "post" / described["attachment"]).read_bytes() == b"%PDF letter"


def test_only_a_letter_can_be_posted():
    with pytest.raises(ValueError, match="Only a letter"):
        actions.notify(subject=make_subject(), channel="post", title="Hello", by=make_user())


def test_a_text_is_short():
    with pytest.raises(actions.TooLong, match="300 characters"):
        actions.notify(subject=make_subject(), channel="text", title="x" * 301, by=make_user())


def test_somebody_else_is_told_at_the_address_given(home):
    told = actions.notify(to_name="Dr Rao", address="surgery@example.org", channel="email", subject=make_subject(),
                          title="About your referral", words="Please ring us.", by=make_user())
    deliver(told)
    assert dropped(home, "email")[0]["to"] == "Dr Rao"


def test_what_came_back_is_somebodys_task(reached):
    user = make_user()
    told = actions.notify(subject=make_subject(), channel="email", title="Your review", by=user)
    deliver(told)
    actions.came_back(notification=told, why="Mailbox full", by=user)
    assert list(Notification.objects.not_arrived()) == [told]
    assert Task.objects.get(kind="check_address").why == "Mailbox full"


def test_everything_on_its_way_can_be_kept_back(reached):
    subject = make_subject()
    told = actions.notify(subject=subject, channel="email", title="Your review", by=make_user())
    assert actions.stop_all(subject=subject, why="The person has died.") == 1
    deliver(told)
    assert told.status == "stopped"


def test_email_goes_by_the_mail_server_where_there_is_one(settings, reached, monkeypatch):
    settings.SMTP_URL, settings.EMAIL_FROM = "smtp://us:secret@mail.example:587", "care@westmere.example"
    sent = []
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages",
                        lambda server, messages: sent.append((server, messages)) or 1)
    told = actions.notify(subject=make_subject(), channel="email", title="Your review", words="Please ring us.",
                          by=None)
    deliver(told)
    (server, (email,)), = sent
    assert (server.host, server.port, server.use_tls, server.username) == ("mail.example", 587, True, "us")
    assert (email.to, email.subject, email.body) == (["winnie@example.org"], "Your review", "Please ring us.")
    assert told.status == "sent"


@pytest.mark.usefixtures("web_role")
def test_the_web_role_can_ask_and_deliver(home, reached):
    with acting(why="A test"):
        told = actions.notify(subject=make_subject(), channel="text", title="Please ring us", by=make_user())
        deliver(told)
    assert told.status == "sent"
