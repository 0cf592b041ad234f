"""Pictures of easy read: places declared here, filled by each council.

We bring no pictures. A council puts its own into `pictures/` of its pack, named by the place (`telephone.png`), once
people with learning disabilities have tried them; a page reads well with none. Each stands beside its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# The place, and what its picture shows, for somebody who does not see it.
PICTURES: dict[str, Promise] = {
    "alone": gettext_lazy("A person alone in a room"),
    "carer": gettext_lazy("A person looking after another person"),
    "child": gettext_lazy("A grown-up with a child"),
    "complain": gettext_lazy("A person who is not happy"),
    "computer": gettext_lazy("A computer"),
    "cooking": gettext_lazy("A person cooking"),
    "danger": gettext_lazy("A person who is in danger"),
    "doctor": gettext_lazy("A doctor"),
    "dressing": gettext_lazy("A person getting dressed"),
    "eating": gettext_lazy("A person eating"),
    "family": gettext_lazy("A family"),
    "friends": gettext_lazy("Friends together"),
    "frightened": gettext_lazy("A person who is frightened"),
    "good_at": gettext_lazy("A person doing something they are good at"),
    "group": gettext_lazy("People in a group"),
    "help": gettext_lazy("One person helping another"),
    "home": gettext_lazy("A home"),
    "hospital": gettext_lazy("A hospital"),
    "interpreter": gettext_lazy("Two people who speak different languages, and a third who helps them"),
    "keyboard": gettext_lazy("A keyboard"),
    "law": gettext_lazy("A book of the law"),
    "letter": gettext_lazy("A letter"),
    "listen": gettext_lazy("A person listening"),
    "lock": gettext_lazy("A lock"),
    "matters": gettext_lazy("A person with the things they care about"),
    "money": gettext_lazy("Money"),
    "night": gettext_lazy("The night"),
    "record": gettext_lazy("A page of words about a person"),
    "relax": gettext_lazy("A person having a rest"),
    "send": gettext_lazy("A letter being posted"),
    "shopping": gettext_lazy("A person shopping"),
    "sleep": gettext_lazy("A person asleep"),
    "talk": gettext_lazy("Two people talking"),
    "telephone": gettext_lazy("A telephone"),
    "text_size": gettext_lazy("A small letter and a large letter"),
    "think": gettext_lazy("A person thinking"),
    "toilet": gettext_lazy("A toilet"),
    "travel": gettext_lazy("A bus"),
    "washing": gettext_lazy("A person washing"),
    "worker": gettext_lazy("A worker with a badge"),
    "working": gettext_lazy("A person at work"),
    "worried": gettext_lazy("A person who is worried"),
}
# Photographs and drawings, not SVG: that may hold scripts.
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}


@dataclass(frozen=True)
class Picture:
    address: str
    alt: Promise


def picture(key: str) -> Picture | None:
    """The council's own picture for this place, if there is one. A place that is not declared is a mistake of ours."""
    alt = PICTURES[key]
    return Picture(reverse("design:picture", args=[key]), alt) if key in files(settings.COUNCIL_PACK) else None


@cache
def files(pack: Path) -> dict[str, Path]:
    """Read once: a new picture is seen at the next start."""
    found = {file.stem: file for file in sorted((pack / "pictures").glob("*")) if file.suffix.lower() in TYPES}
    return {key: file for key, file in found.items() if key in PICTURES}
