"""What every record of the directory has: a number of its own for the world outside, and where it came from."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Identified(models.Model):
    """`uid` is the record's name in the feed and in public addresses, and never changes."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Imported(Identified):
    """Something that may be kept elsewhere: whose feed or file it came from, and what it is called there.

    Written here, both are empty. An import finds its own by them, and so can be repeated.
    """

    origin = models.CharField(max_length=300, blank=True)
    origin_key = models.CharField(max_length=200, blank=True)
    last_modified = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "origin_key"], condition=~Q(origin=""), name="%(class)s_once_from_an_origin"
            ),
            models.CheckConstraint(
                condition=Q(origin="", origin_key="") | (~Q(origin="") & ~Q(origin_key="")),
                name="%(class)s_origin_has_a_key",
            ),
        ]
