"""A list somebody saved. Nothing in it says whose: who has its link can read it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from alongside.foundation.secret_links import OpenedByLink, digest_of

from .services import Service

MOST_ON_A_LIST = 50


class SavedListQuerySet(models.QuerySet):
    def by_secret(self, secret: str) -> SavedList | None:
        return self.filter(link_digest=digest_of(secret)).first() if secret else None

    def unused_since(self, moment: datetime) -> Self:
        return self.filter(used_at__lt=moment)


class SavedList(OpenedByLink):
    """Whoever has the link may read the list, nobody can guess it."""

    audited = False  # anonymous, and gone when nobody has opened it for the council's days

    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(db_index=True)
    services = models.ManyToManyField(Service, through="SavedService", related_name="+")

    objects = SavedListQuerySet.as_manager()

    def __str__(self) -> str:
        return "A saved list"

    @property
    def is_full(self) -> bool:
        return self.saved.count() >= MOST_ON_A_LIST


class ListOnItsWay(models.Model):
    """A list that is being sent by email. The row goes as soon as it is sent, and the address with it."""

    audited = False  # whom it goes to is nobody's business afterwards

    saved_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="on_their_way")
    address = models.EmailField()
    title = models.CharField(max_length=200)
    words = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "A list on its way"


class SavedService(models.Model):
    audited = False

    saved_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="saved")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["saved_list", "service"], name="saved_once_in_a_list")]

    def __str__(self) -> str:
        return str(self.service)
