"""What somebody came away with: information and simple equipment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class InformationGiven(models.Model):
    class How(models.TextChoices):
        SPOKEN = "spoken", "Said aloud"
        PRINTED = "printed", "Printed and handed over"
        POST = "post", "By post"
        EMAIL = "email", "By email"
        TEXT = "text", "By text message"
        LOOKED_UP_TOGETHER = "looked_up_together", "Looked up together"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="information_given")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.PROTECT, related_name="information_given"
    )
    what = models.CharField(max_length=300)
    how = models.CharField(max_length=60, choices=How.choices)
    # An information prescription, filled here: who wrote it.
    prescribed_by = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class EquipmentIssued(models.Model):
    """Simple equipment from the council's list, issued without a specialist's assessment."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="equipment")
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="equipment"
    )
    # The key of an item on the council's list, and what the list called it that day.
    item = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    quantity = models.PositiveSmallIntegerField(default=1)
    advice = models.TextField(blank=True)
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="equipment_quantity_is_at_least_one", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="equipment_returned_after_issue",
                condition=Q(returned_on=None) | Q(returned_on__gte=models.F("issued_on")),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="equipment_subject")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.label}" if self.quantity > 1 else self.label
