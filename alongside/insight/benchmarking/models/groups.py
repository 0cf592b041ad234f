"""Groups of councils that a council made: its nearest neighbours, a city region, any list."""

from __future__ import annotations

from django.db import models

from .. import places


class PeerGroupQuerySet(models.QuerySet):
    def newest(self) -> list[PeerGroup]:
        """The newest list of each name."""
        return list({one.name: one for one in self.select_related("made_by").order_by("pk")}.values())

    def in_use(self) -> list[places.Group]:
        return [one.as_group() for one in self.newest()]


class PeerGroup(models.Model):
    name = models.CharField(max_length=80)
    # [["327", "2015-16", ""], …]: council, first year, last year; kept whole, for a list is only right as a whole.
    membership = models.JSONField()
    source = models.CharField(max_length=300)
    # The day from which the list holds, as its maker says it.
    as_of = models.DateField(null=True, blank=True)
    # Whose nearest neighbours they are; nothing: a group of equals.
    whose = models.CharField(max_length=5, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PeerGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_has_a_name_and_a_source", condition=~models.Q(name="") & ~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_group(self) -> places.Group:
        return places.Group(
            self.name,
            "peers",
            tuple((code, first, last) for code, first, last in self.membership),
            source=self.source,
            whose=self.whose,
        )
