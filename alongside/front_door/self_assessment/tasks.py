"""Every night, what was begun and not sent is forgotten after the council's days. And links go out behind the pages."""

from __future__ import annotations

import base64
import json
import secrets
from functools import cache

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting
from alongside.foundation.limits.counting import allow
from alongside.foundation.notifications.channels import SENDERS, Message

from . import addresses

# To one address, whoever asks.
MOST_AN_HOUR = 5


@cache
def _seal(secret: str) -> Fernet:
    key = salted_hmac("self_assessment.job", "1", secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def send_link(address: str, link: str, days: int) -> None:
    """The link to something saved, to whoever saved it. In the queue the address cannot be read, and it is kept
    nowhere else."""
    if not allow("self_assessment.link", addresses.plain(address), most=MOST_AN_HOUR, seconds=3600):
        return
    told = json.dumps([addresses.channel_of(address), addresses.to_send(address), link, days, secrets.randbits(52)])
    send_in_the_background.defer(sealed=_seal(settings.SECRET_KEY).encrypt(told.encode()).decode())


@app.task(name="self_assessment.send_link", retry=RetryStrategy(max_attempts=4, wait=20))
def send_in_the_background(sealed: str) -> None:
    channel, address, link, days, number = json.loads(_seal(settings.SECRET_KEY).decrypt(sealed.encode()))
    SENDERS[channel](Message(
        kind="link", id=number, channel=channel, to_name="", made_at=timezone.now(), address=address,
        title="What you saved", words=f"Go on with what you saved, within {days} days: {link}\n"
        "We send you a code when you open it. If you saved nothing, you need do nothing."))


@app.periodic(cron="40 2 * * *")
@app.task(name="self_assessment.forget", queueing_lock="self_assessment.forget")
def forget(timestamp: int) -> None:
    from .actions import forget_old

    forget_old()


@app.periodic(cron="45 2 * * *")
@app.task(name="self_assessment.forget_unmatched", queueing_lock="self_assessment.forget_unmatched")
def forget_unmatched(timestamp: int) -> None:
    from .actions import forget_unmatched as forget_them

    with acting(why="Forgetting what people wrote that is on nobody’s record"):
        forget_them()
