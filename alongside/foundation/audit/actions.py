"""Reviewing a look."""

from __future__ import annotations

from django.db import transaction

from alongside.foundation.accounts.models import User

from .models import Look, LookReview


class OwnLook(Exception):
    """Nobody reviews what they looked at themselves."""


class AlreadyReviewed(Exception):
    """Somebody has looked into this already."""


@transaction.atomic
def review_look(*, look: Look, in_order: bool, note: str, by: User) -> LookReview:
    """Say whether a look was part of the work, and what was done if it was not."""
    if look.user_id == by.pk:
        raise OwnLook("This look was your own: somebody else reviews it.")
    if first := LookReview.objects.select_related("reviewed_by").filter(look=look).first():
        raise AlreadyReviewed(f"{first.reviewed_by} has reviewed this look already: “{first.note}”")
    return LookReview.objects.create(look=look, in_order=in_order, note=note, reviewed_by=by)
