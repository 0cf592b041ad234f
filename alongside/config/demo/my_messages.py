"""What people wrote in My plan in the demo: messages that wait and are answered, words added, and seen differently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.personas import DemoCouncil
from alongside.foundation.events.models import Event
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.models import Words
from alongside.people.messages import actions
from alongside.people.messages.models import Message, Thread, outsider
from alongside.people.own_access.models import Access, Part


def fill(council: DemoCouncil, accesses: Iterable[Access], *, now: datetime) -> list[Message]:
    by = council.users["social_worker"]
    written = []
    for access in accesses:
        if Part.MESSAGES not in access.parts_open:
            continue
        if access.is_the_person:
            written += _hers(access, by, now)
        elif access.authority:
            written.append(_asks(access, now, "The Thursday carer", "The new carer on Thursdays comes at nine, before "
                                 "Gerald is awake. It was to be half past ten. Can it go back to what it was?", days=1))
        else:
            written.append(_asks(access, now, "His hearing aid", "Dad’s left hearing aid whistles. Who looks at it? I "
                                 "can take him if somebody tells me where.", days=0))
    return written


def _hers(access: Access, by: User, now: datetime) -> list[Message]:
    """Asked, answered, asked for something; and a question that waits."""
    first = _asks(access, now, "The rail by the back step", "When does the rail by the back step come? I went out on "
                  "my own on Sunday and held on to the wall.", days=6)
    answer = actions.write_from_colleague(
        thread=first.thread, by=by, words="Thank you for telling me. The handyperson comes on Tuesday between ten and "
        "twelve. Please wait for it before you go out that way.", asks_for="A photograph of the step",
        asks_by=timezone.localdate(now) + timedelta(days=3))
    actions.read_from_outside(thread=first.thread, who=outsider(access))
    _was_written(answer, now - timedelta(days=5), read=now - timedelta(days=4, hours=3))
    _was_written(first, now - timedelta(days=6), read=now - timedelta(days=5, minutes=4))
    waiting = _asks(access, now, "Sundays", "Could somebody walk with me to church until the snow has gone? Jean is "
                    "away till the new year.", days=0)
    subject = access.subject
    about_me.add(subject=subject, topic="changed", who=outsider(access), words="I do the knitting table again. I get "
                 "there on the 12, and Tobi fetches me. My hip is worse when it is cold.")
    about_me.add(subject=subject, topic="good_day", who=outsider(access), words="Up by eight, hymns while the kettle "
                 "boils, somebody to talk to before dinner.")
    entry = Words.objects.filter(subject=subject, added_by="", topic="matters").newest_first().first()
    if entry is not None:
        about_me.see_differently(entry=entry, what=entry.get_topic_display(), wants="right", who=outsider(access),
                                 words="I ran it for forty-two years, not forty. Please put that right.")
    return [first, answer, waiting]


def _asks(access: Access, now: datetime, about: str, words: str, *, days: int) -> Message:
    message = actions.write_from_outside(subject=access.subject, who=outsider(access), words=words, about=about)
    _was_written(message, now - timedelta(days=days, hours=2))
    return message


def _was_written(message: Message, moment: datetime, read: datetime | None = None) -> None:
    """What was written then says so, there and on the timeline."""
    Message.objects.filter(pk=message.pk).update(written_at=moment, **({"read_at": read} if read else {}))
    Thread.objects.filter(pk=message.thread_id, begun_at__gt=moment).update(begun_at=moment)
    Event.objects.filter(source=events.source_of(message)).update(happened_at=moment)
