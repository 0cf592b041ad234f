"""An event as a line of the timeline."""

from __future__ import annotations

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Happening, Tag

from .models import Category, Event

# The few whose dot is not plain, and the kind of tag each category wears.
MARKS = {Category.DECISION: "decision", Category.SAFEGUARDING: "decision", Category.SAFETY: "soon"}
TAGS = {
    Category.CONTACT: "neutral", Category.DECISION: "decision", Category.SUPPORT: "work", Category.HEALTH: "neutral",
    Category.SAFETY: "soon", Category.MONEY: "neutral", Category.SAFEGUARDING: "decision", Category.DETAILS: "neutral",
}


def happening(event: Event) -> Happening:
    """Its day, what happened, who recorded it; a tag says the category in words."""
    category = Category(event.category)
    by = event.by.name if event.by else ""
    return Happening(
        day=words.date(event.happened_at), title=event.title, href=event.url,
        words=" · ".join(part for part in (event.detail, by) if part),
        tag=Tag(str(category.label), TAGS[category]), marked=MARKS.get(category, ""),
    )
