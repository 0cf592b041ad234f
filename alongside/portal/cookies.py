"""Every small file that the public pages may lay on somebody's device, why, and for how long. There is no other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from alongside.foundation.design import reading
from alongside.foundation.design.languages import middleware as languages
from alongside.front_door.bookings.views import public as booking
from alongside.front_door.directory import saved
from alongside.front_door.prescriptions.views import by_link
from alongside.front_door.self_assessment import keeping
from alongside.portal.my_plan import guard


@dataclass(frozen=True)
class Cookie:
    name: str
    why: str | Promise
    how_long: str | Promise


COOKIES = (
    Cookie("csrftoken", gettext_lazy("You open a form. It shows that the form came from you."), gettext_lazy("a year")),
    Cookie("sessionid", gettext_lazy("You signed in, or showed us your email address with a code."),
           gettext_lazy("until you sign out, or stop for a while")),
    Cookie(reading.COOKIE, gettext_lazy("You chose how to read these pages."), gettext_lazy("a year")),
    Cookie(languages.COOKIE, gettext_lazy("You chose a language."), gettext_lazy("a year")),
    Cookie(saved.COOKIE, gettext_lazy("You saved something to a list."), gettext_lazy("as long as the list is kept")),
    Cookie(keeping.COOKIE, gettext_lazy("You began to answer our questions."),
           gettext_lazy("until you close the browser")),
    Cookie(booking.COOKIE, gettext_lazy("You began to book a time to talk."), gettext_lazy("a few days")),
    Cookie(by_link.COOKIE, gettext_lazy("You opened an information prescription."), gettext_lazy("an hour")),
    Cookie(guard.COOKIE, gettext_lazy("You signed in to My plan."),
           gettext_lazy("until you sign out, or stop for a while")),
)
