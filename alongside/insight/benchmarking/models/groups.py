"""Groups of councils that a council made: its nearest neighbours, a city region, any list."""

from __future__ import annotations

from django.db import models

from .. import places


class PeerGroupQuerySet(models.QuerySet):
    def in_use(self) -> list[places.Group]:
        """The newest list of each name, as groups."""
        newest: dict[str, places.Group] = {}
        for one in self.order_by("pk"):
            newest[one.name] = one.as_group()
        return list(newest.values())


class PeerGroup(models.Model):
    name = models.CharField(max_length=80)
    # [["327", "2015-16", ""], …]: council, first year, last year; kept whole, for a list is only right as a whole.
    membership = models.JSONField()
    source = models.CharField(max_length=300)
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
            self.name, "peers", tuple((code, first, last) for code, first, last in self.membership), source=self.source
        )
