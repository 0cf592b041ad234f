"""When, how much, for whom, how far: the parts of an entry in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from ..models import Accessibility, CostOption, Schedule, Service
from ..occurrences import DAYS, Timing, month_days, weekdays

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
WAYS = {"at_home": "Comes to your home", "by_telephone": "By telephone", "online": "Online"}
FEATURES: dict[str, str] = {**dict(Accessibility.Feature.choices), **WAYS}
STATUS_TAGS = {
    "draft": Tag("Draft", "soon"), "published": Tag("Published", "done"), "withdrawn": Tag("Withdrawn", "neutral"),
}


def hour(clock: str) -> str:
    """10am, 2.30pm, noon"""
    if clock == "12:00":
        return "noon"
    hours, minutes = int(clock[:2]), clock[3:5]
    return f"{(hours - 1) % 12 + 1}{'' if minutes == '00' else '.' + minutes}{'am' if hours < 12 else 'pm'}"


def hours(opens: str, closes: str) -> str:
    """10am to noon"""
    if opens and closes:
        return f"{hour(opens)} to {hour(closes)}"
    return f"from {hour(opens)}" if opens else f"until {hour(closes)}" if closes else ""


def timing_words(timing: Timing) -> str:
    """Tuesdays and Thursdays, 10am to noon · Every other Friday · The last Friday of the month, 2pm to 4pm"""
    return ", ".join(filter(None, (_days(timing), hours(timing.opens, timing.closes))))


def _days(timing: Timing) -> str:
    if not timing.freq:
        return words.full_date(timing.dtstart)
    named = sorted({day for _, day in weekdays(timing.byday)})
    if timing.freq == "WEEKLY" and not named and timing.dtstart:
        named = [timing.dtstart.weekday()]
    if timing.freq == "MONTHLY":
        return _of_the_month(timing)
    if len(named) == 7 or (timing.freq == "DAILY" and not named):
        return "Every day" if timing.interval == 1 else f"Every {timing.interval} days"
    if timing.interval > 1:
        every = "Every other" if timing.interval == 2 else f"Every {timing.interval} weeks on"
        return f"{every} {words.sentence_list([words.WEEKDAYS[day] for day in named])}"
    if named == [0, 1, 2, 3, 4]:
        return "Monday to Friday"
    return words.sentence_list([f"{words.WEEKDAYS[day]}s" for day in named])


def _of_the_month(timing: Timing) -> str:
    of = "of the month" if timing.interval == 1 else f"of every {timing.interval} months"
    if numbers := month_days(timing.bymonthday):
        return f"Day {words.sentence_list([str(number) for number in numbers])} {of}"
    named = [f"{NTH.get(nth, 'every')} {words.WEEKDAYS[day]}" for nth, day in weekdays(timing.byday)]
    return f"The {words.sentence_list(named)} {of}" if named else "Every month"


def schedule_words(schedule: Schedule) -> str:
    return timing_words(Timing.of(schedule)) or schedule.description


def schedules_of(service: Service) -> list[Schedule]:
    """Its own, and those of it at its places."""
    return [*service.schedules.all(), *(one for place in service.places.all() for one in place.schedules.all())]


def cost_of(service: Service, today: date | None = None) -> str:
    """Free · £2 · £2 to £5 · what is said of it in words; nothing where nobody said."""
    return cost_words([one for one in service.cost_options.all()
                       if today is None or one.valid_to is None or one.valid_to >= today], service.fees)


def cost_words(options: Iterable[CostOption], fees: str) -> str:
    options = list(options)
    amounts = sorted({one.amount for one in options if one.amount is not None})
    if not amounts:
        described = next((one.amount_description or one.option for one in options), "")
        return described or (fees if len(fees) <= 60 else "")
    low, high = amounts[0], amounts[-1]
    if high == 0:
        return "Free"
    if low == high:
        only = next(one for one in options if one.amount == low)
        return " ".join(filter(None, (pounds(low), only.amount_description)))
    return f"{'Free' if low == 0 else pounds(low)} to {pounds(high)}"


def pounds(amount: Decimal) -> str:
    """£2, £2.50"""
    return words.money(amount).removesuffix(".00")


def ages(service: Service) -> str:
    low, high = service.minimum_age, service.maximum_age
    if low and high:
        return f"Ages {low} to {high}"
    return f"{low} and over" if low else f"Up to {high}" if high else ""


def ways_of(service: Service) -> list[str]:
    return [way for way in WAYS if getattr(service, way)]


def words_up_to(text: str, most: int) -> str:
    """As many whole words as fit."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def miles(distance: float | None) -> str:
    """Less than half a mile is said in tenths; far away, whole miles do."""
    if distance is None:
        return ""
    if distance < 0.1:
        return "Very near"
    return f"{distance:.1f} {'mile' if f'{distance:.1f}' == '1.0' else 'miles'}" if distance < 10 else (
        f"{distance:.0f} miles")


def day_soon(day: date, today: date) -> str:
    """Today, tomorrow, Wednesday"""
    ahead = (day - today).days
    return ("Today", "Tomorrow")[ahead] if ahead in (0, 1) else words.weekday(day)


def weekday_choices() -> list[tuple[int, str]]:
    return list(enumerate(words.WEEKDAYS[: len(DAYS)]))


def spoken(items: list[str]) -> str:
    return words.sentence_list([item[:1].lower() + item[1:] if item[1:2].islower() else item for item in items])


def lower_first(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
