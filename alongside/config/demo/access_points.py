"""What stands at the desks of Westmere's access points: hours to book, sessions booked online, things lent, questions,
company arranged, a concern that somebody of safeguarding is to take, and what the community book says."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alongside.foundation.accounts.personas import DemoCouncil
from alongside.front_door.access_points import actions
from alongside.front_door.access_points.models import Accompaniment
from alongside.front_door.bookings import actions as bookings
from alongside.front_door.bookings import hubs, slots
from alongside.front_door.bookings.models import Way
from alongside.front_door.directory.models import Service
from alongside.rules import bank_holidays
from alongside.rules.council_limits import AccessPoint

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = 1, 2, 3, 4
# Who has time, when, and how they meet people.
HOURS = (
    ("front_door_worker", TUESDAY, time(9, 30), time(12, 30), Way.PLACE, "mill_lane"),
    ("front_door_worker", THURSDAY, time(13), time(16), Way.PLACE, "tanners_row"),
    ("front_door_worker", FRIDAY, time(10), time(12), Way.TELEPHONE, ""),
    ("social_worker", WEDNESDAY, time(14), time(16), Way.HOME, ""),
    ("occupational_therapist", FRIDAY, time(9, 30), time(12), Way.PLACE, "northfield"),
)
# Booked by the people themselves, and with them at a desk; nobody has yet found whose record they belong to.
BOOKED = (
    (Way.PLACE, "mill_lane", "", "Maureen Kershaw", "maureen.kershaw@post.example", "",
     "Since I stopped work the days are long. I want to be useful somewhere.", "", "A chair with arms"),
    (Way.TELEPHONE, "", "", "Tariq Aslam", "", "07700 900341", "My father’s memory, and keeping my job.", "Urdu", ""),
    (Way.PLACE, "tanners_row", "access_point_volunteer", "Joan Pickering", "", "07700 900877",
     "Getting out again after my operation.", "", "No stairs"),
)
BOOK = (
    ("Westmere Central", "here", "The chapel on Corn Market is open and warm every weekday morning", "The chapel"),
    ("Westmere Central", "knows", "The hospice shop knows which volunteers like to go along with somebody new",
     "The hospice shop"),
    ("Westmere Central", "gap", "Nowhere to sit in the warm on Sundays", ""),
    ("Easterby and Harbour", "gap", "Nobody mends walking frames this side of the river", "The Lifeboat shop"),
    ("Northfield", "here", "The bowls club lends its room to groups on Mondays", "The bowls club"),
)


def fill(council: DemoCouncil) -> None:
    users, today = council.users, timezone.localdate()
    helper, volunteer = users["access_point_facilitator"], users["access_point_volunteer"]
    for persona, weekday, starts, ends, way, place in HOURS:
        bookings.publish(worker=users[persona], weekday=weekday, starts=starts, ends=ends, way=way, place=place)
    for way, place, by, name, email, telephone, wants, interpreter, needs in BOOKED:
        free = slots.free(way=way, place=place, now=timezone.now())
        if free:
            bookings.book_time(
                starts_at=free[0].starts_at, way=way, place=place, by=users.get(by),
                about=bookings.About(name=name, email=email, telephone=telephone, wants=wants, interpreter=interpreter,
                                     access_needs=needs))
    hub, library = _point("mill_lane"), _point("mill_lane_library")
    helped = actions.begin_help(by=volunteer, point=library, about_name="Mrs Jones",
                                wanted="Something useful to do, in a charity shop perhaps")
    if helped.saved_list:
        helped.saved_list.services.add(*Service.objects.published().filter(name__endswith="shop helper"))
    actions.end_help(help_given=helped, outcome="found", by=volunteer)
    actions.begin_help(by=helper, point=hub, about_name="", wanted="A group for men who garden")
    for item, name, telephone in (("kettle_tipper", "Mr Aziz", "01632 960455"), ("trolley", "Dot", "01632 960456")):
        actions.lend(by=helper, point=hub, item=item, about_name=name, telephone=telephone)
    actions.ask(by=volunteer, point=library, whom="welfare_rights", is_waiting=False,
                words="He is 67 and still works. Does attendance allowance count as income?")
    asked = actions.ask(by=helper, point=hub, whom="occupational_therapy",
                        words="She would like a second kettle tipper for her sister’s house. May we?")
    actions.answer(question=asked, kind="advice", by=users["occupational_therapist"],
                   words="Yes, if she fills it herself there too. Show her once more.")
    actions.hear(by=volunteer, point=library, about_name="Mr Ellwood", about_where="The flats behind the library",
                 what="“He takes my card on pension day and I see him a week later.”", who_told="Himself",
                 told_them="yes", wishes="He wants his card back and no police", in_danger_now=False)
    _company(council, today)
    for network, kind, words, whom in BOOK:
        actions.write_note(by=helper, network=network, kind=kind, words=words, whom_to_ask=whom)


def _company(council: DemoCouncil, today: date) -> None:
    """Mr Smith goes to the gardening club with somebody; last month Mrs Begum went to the choir, and goes alone now."""
    helper, volunteer = (council.users[key] for key in ("access_point_facilitator", "access_point_volunteer"))
    club = Service.objects.published().filter(goes_with_you=True).order_by("name").first()
    if club is None:
        return
    coming = today + timedelta(days=3)
    while bank_holidays.name_of(coming) or coming.weekday() > FRIDAY:
        coming += timedelta(days=1)
    said = {"by": helper, "point": _point("mill_lane"), "goes": volunteer, "service": club}
    actions.arrange(about_name="Mr Smith", on_day=coming, at=time(9, 30), meet_at="At his home, 4 Weir Street",
                    telephone="07700 900456", good_to_know="He walks slowly since his stroke and likes dahlias.",
                    **said)
    been = actions.arrange(about_name="Mrs Begum", on_day=coming + timedelta(days=1), at=time(13),
                           meet_at="The bus stop by the baths", **said)
    been = actions.end(accompaniment=been, met=True, went=True, stayed=True, outcome="goes_on", by=volunteer,
                       how_it_was="“I knew two of the women from school.”")
    day = timezone.make_aware(datetime.combine(today - timedelta(days=24), time(15)))
    Accompaniment.objects.filter(pk=been.pk).update(
        on_day=day.date(), entered_at=day - timedelta(days=5), ended_at=day)


def _point(key: str) -> AccessPoint:
    point = hubs.access_point(key, timezone.localdate())
    assert point is not None, key
    return point
