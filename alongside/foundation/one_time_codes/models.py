"""A code that was sent to somebody: six digits that are worked out, never kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

DIGITS = 6
MINUTES = 10
TRIES = 5
CHANNELS = (("email", "Email"), ("text", "Text message"), ("spoken", "Read out by telephone"))


def _seed() -> str:
    return secrets.token_hex(32)


class CodeQuerySet(models.QuerySet["OneTimeCode"]):
    def over(self) -> CodeQuerySet:
        return self.filter(ends_at__lt=timezone.now())

    def of(self, handle: str, purpose: str) -> CodeQuerySet:
        return self.filter(handle=handle, purpose=purpose)


class OneTimeCode(models.Model):
    """`handle` is what the visitor's session keeps; the digits follow from `seed` under the secret key."""

    audited = False  # no record of anybody; gone within the hour

    handle = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe)
    purpose = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    # Where it goes. Empty where nobody has that address and nothing is sent: it then has no right answer.
    address = models.CharField(max_length=254, blank=True)
    seed = models.CharField(max_length=64, default=_seed)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="one_time_code_has_few_tries", condition=Q(tries__lte=TRIES))]

    def __str__(self) -> str:
        return f"Code for {self.purpose}"

    @staticmethod
    def end() -> datetime:
        return timezone.now() + timedelta(minutes=MINUTES)

    @property
    def digits(self) -> str:
        worked_out = salted_hmac("one_time_codes.digits", self.seed, algorithm="sha256").hexdigest()
        return f"{int(worked_out, 16) % 10**DIGITS:0{DIGITS}}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.tries < TRIES and timezone.now() < self.ends_at
