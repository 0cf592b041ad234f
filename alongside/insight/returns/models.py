"""A return that somebody asked for: its period, how far it is, what is in it and what fails."""

from __future__ import annotations

from collections import Counter

from django.core.cache import cache
from django.db import models
from django.db.models import F, Q

from alongside.rules.national_return.columns import BY_NAME
from alongside.rules.national_return.row import Period


class BuiltReturnQuerySet(models.QuerySet):
    def newest_first(self) -> BuiltReturnQuerySet:
        return self.select_related("asked_by").order_by("-asked_at", "-pk")

    def of_the_night(self) -> BuiltReturnQuerySet:
        return self.filter(asked_by=None)

    def whole(self) -> BuiltReturnQuerySet:
        return self.filter(finished_at__isnull=False, failure="")

    def ready(self, period: Period) -> BuiltReturn | None:
        """The newest whole one of just these days."""
        return (
            self.newest_first()
            .whole()
            .filter(starts_on=period.start, ends_on=period.end)
            .first()
        )

    def latest_whole(self) -> BuiltReturn | None:
        """The one whose faults are worked on."""
        return self.newest_first().whole().first()


class BuiltReturn(models.Model):
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Nobody: the night's own, which keeps one ready.
    asked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be built, in a sentence.
    failure = models.CharField(max_length=300, blank=True)
    # {"Request": 457, …} and {"NHS Number": 3, …}
    by_type = models.JSONField(default=dict)
    failing = models.JSONField(default=dict)
    failing_rows = models.PositiveIntegerField(default=0)
    # How many failing values each worker and each team recorded: {"12": 3, "": 1}.
    by_worker = models.JSONField(default=dict)
    by_team = models.JSONField(default=dict)
    # When its faults were last looked at again, and how many have been put right since it was built.
    looked_again_at = models.DateTimeField(null=True, blank=True)
    put_right = models.PositiveIntegerField(default=0)
    # The first failing values one by one, each with the record to put right; nothing of its content.
    problems = models.JSONField(default=list)
    # The file in the store.
    file = models.CharField(max_length=200, blank=True)

    objects = BuiltReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="return_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="return_finished_with_a_file_or_failed",
                condition=Q(finished_at=None, failure="", file="")
                | (Q(finished_at__isnull=False, failure="") & ~Q(file=""))
                | (Q(finished_at__isnull=False, file="") & ~Q(failure="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Return for {self.starts_on:%-d %B %Y} to {self.ends_on:%-d %B %Y}"

    @property
    def is_being_built(self) -> bool:
        return self.finished_at is None

    @property
    def rows_so_far(self) -> int:
        """Told through the cache: what is written in the middle of a transaction nobody sees."""
        return self.rows or int(cache.get(self._key, 0))

    def say_how_far(self, rows: int) -> None:
        cache.set(self._key, rows, timeout=3600)

    @property
    def _key(self) -> str:
        return f"return-{self.pk}"

    @property
    def failing_values(self) -> int:
        return sum(self.failing.values())

    @property
    def by_module(self) -> dict[str, int]:
        counted: Counter[str] = Counter()
        for field, count in self.failing.items():
            counted[BY_NAME[field].module] += count
        return dict(counted.most_common())

    @property
    def commonest(self) -> list[tuple[str, int]]:
        return Counter(self.failing).most_common(3)
