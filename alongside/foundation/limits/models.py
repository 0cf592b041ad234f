"""How often somebody asked within a window of time."""

from __future__ import annotations

from django.db import models


class Count(models.Model):
    """`who` is a digest under the secret key: whose it was cannot be read back."""

    audited = False  # no record of anybody; gone within hours

    what = models.CharField(max_length=60)
    who = models.CharField(max_length=64)
    window = models.BigIntegerField()
    asked = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "who", "window"], name="limits_one_count_a_window")]

    def __str__(self) -> str:
        return f"{self.what}: {self.asked}"
