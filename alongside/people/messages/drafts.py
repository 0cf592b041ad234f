"""What a colleague has begun to answer, where somebody wrote since."""

from __future__ import annotations

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires.models import Draft

from .models import Thread

ANSWER = "message_answer"


def begun_before(thread: Thread, user: User) -> Draft | None:
    """The answer that this user began before the last message of the thread came."""
    every = [events.source_of(message) for message in thread.messages.all()]
    mine = Draft.objects.filter(owner=user, questionnaire=ANSWER)
    if mine.filter(about=every[-1]).exists():
        return None
    return mine.filter(about__in=every[:-1], revision__gt=0).first()
