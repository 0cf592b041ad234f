"""Numbers, ranks and gaps as sentences say them. Per cent is a share; their difference is percentage points."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from .measures import Measure
from .places import Group
from .ranking import Rank

ENDINGS = {1: "st", 2: "nd", 3: "rd"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def number(of: Measure, value: Decimal) -> str:
    """As published: as many decimals as it has, a score always all of its own."""
    least = of.places if of.unit == "score" else min(of.places, 1)
    exponent = value.as_tuple().exponent
    shown = max(least, -exponent if isinstance(exponent, int) else 0)
    return f"{value:,.{shown}f}"


def amount(of: Measure, value: Decimal) -> str:
    if of.unit == "percent":
        return f"{number(of, value)}%"
    if of.unit == "per_100000":
        return f"{number(of, value)} per 100,000"
    return f"{number(of, value)} out of {of.out_of}" if of.out_of else number(of, value)


def gap(of: Measure, difference: Decimal) -> str:
    size = number(of, abs(difference))
    if of.unit == "percent":
        # One decimal place: an area's average has no more, whatever a council's own figure has.
        size = f"{abs(difference).quantize(Decimal(1).scaleb(-min(of.places, 1)), ROUND_HALF_UP):f}"
        return f"{size} percentage point{'' if abs(difference) == 1 else 's'}"
    return f"{size} per 100,000" if of.unit == "per_100000" else f"{size} points"


def per_cent_of(part: Decimal, whole: Decimal, places: int = 0) -> str:
    share = (part * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{share}%"


def rose(of: Measure, then: Decimal, now: Decimal, years: tuple[str, str] | None = None) -> str:
    """rose by 10.1 percentage points, from 66.1% to 76.2%; fell by 39%, from 812 to 498 per 100,000."""
    verb = "rose" if now > then else "fell"
    between = f" between {years[0]} and {years[1]}" if years else ""
    return f"{verb} by {_far(of, then, now)}{between}, {_ends(of, then, now)}"


def which_is(improved: bool) -> str:
    return "which is better" if improved else "which is worse"


def moved(of: Measure, then: Decimal, now: Decimal) -> str:
    """up 10.1 percentage points, from 66.1% to 76.2%; down 39%, from 812 to 498 per 100,000."""
    return f"{'up' if now > then else 'down'} {_far(of, then, now)}, {_ends(of, then, now)}"


def _far(of: Measure, then: Decimal, now: Decimal) -> str:
    if of.unit == "per_100000" and then:
        return per_cent_of(abs(now - then), then)
    return gap(of, now - then)


def _ends(of: Measure, then: Decimal, now: Decimal) -> str:
    first = amount(of, then) if of.unit == "percent" else number(of, then)
    return f"from {first} to {amount(of, now)}"


def ranked(rank: Rank, group: Group) -> str:
    """joint 2nd of 23 in the North West."""
    within = "in" if group.kind != "peers" or not group.name.lower().endswith("neighbours") else "among"
    return f"{'joint ' if rank.joint else ''}{ordinal(rank.rank)} of {rank.of} {within} {group.spoken}"


def extreme(of: Measure, rank: Rank) -> str:
    """highest, 2nd lowest …: where it stands by its size, counted from the nearer end."""
    from_best = rank.rank <= rank.from_bottom
    place = rank.rank if from_best else rank.from_bottom
    end = "lowest" if of.low_is_good == from_best else "highest"
    return f"{'joint ' if rank.joint else ''}{end if place == 1 else f'{ordinal(place)} {end}'}"


def which_way(of: Measure) -> str:
    return "lower is better" if of.low_is_good else "higher is better"


def beside_the_way(of: Measure) -> str:
    """Said where a reader might take it the wrong way round."""
    return f" ({which_way(of)})" if of.low_is_good else ""


def times(value: Decimal, other: Decimal) -> str:
    """almost double, less than half …; nothing where a multiple would say less than the gap does."""
    if not other or not value:
        return ""
    ratio = value / other
    for least, words in (
        (Decimal("3.5"), ""),
        (Decimal("2.8"), "about three times"),
        (Decimal("2.1"), "more than double"),
        (Decimal("1.95"), "double"),
        (Decimal("1.8"), "almost double"),
    ):
        if ratio >= least:
            return words or f"more than {count(int(ratio))} times"
    return "less than half" if ratio < Decimal("0.5") else ""


def count(how_many: int) -> str:
    return NUMBERS[how_many] if how_many < len(NUMBERS) else str(how_many)


def some(how_many: int, of: int) -> str:
    """none of the seven, all seven, five of the seven, 13 of the 22: words up to nine."""
    whole = count(of)
    if how_many == of and of > 1:
        return "both" if of == 2 else f"all {whole}"
    if not how_many:
        return f"none of the {whole}"
    return f"{count(how_many)} of the {whole}"


def none_or(how_many: int) -> str:
    return count(how_many) if how_many else "none"


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def lower(name: str) -> str:
    """A measure's name inside a sentence."""
    return name[:1].lower() + name[1:]
