"""Files in the making that something spoils: encodings, signs, headings, days, quotes, lines, formulas, bytes.

Every file is made from the same thirty events by one to three injuries, always the same for one seed.
"""

from collections.abc import Callable
from random import Random

from .factories import event

ROWS = 30


class Mutilated:
    """A file in the making: values first, then text, then bytes; `touched` are the events whose values may differ."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.rows = [event(number) for number in range(1, ROWS + 1)]
        self.headers = list(self.rows[0])
        self.names = {header: header for header in self.headers}
        self.touched: set[str] = set()
        self.encoding, self.separator, self.ending, self.quoting = "utf-8", ",", "\n", 0
        self.text: list[Callable[[str], str]] = []
        self.bytes: list[Callable[[bytes], bytes]] = []

    def content(self) -> bytes:
        lines = [self._line([self.names[header] for header in self.headers])]
        lines += [self._line([row[header] for header in self.headers]) for row in self.rows]
        text = "".join(lines)
        for change in self.text:
            text = change(text)
        content = text.encode(self.encoding, errors="replace")
        for injure in self.bytes:
            content = injure(content)
        return content

    def _line(self, values: list[str]) -> str:
        shown = [
            '"' + value.replace('"', '""') + '"'
            if self.quoting or any(sign in value for sign in (self.separator, '"', "\n", "\r"))
            else value
            for value in values
        ]
        return self.separator.join(shown) + self.ending

    def a_line(self, text: str) -> tuple[list[str], int]:
        lines = text.splitlines(keepends=True)
        return lines, self.draw.randrange(1, len(lines))


def _note_touched(made: Mutilated, lines: list[str], *numbers: int) -> None:
    for number in numbers:
        made.touched |= {row["Event Reference"] for row in made.rows if row["Event Reference"] in lines[number]}


def other_encoding(made: Mutilated) -> None:
    made.encoding = made.draw.choice(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])


def other_separator(made: Mutilated) -> None:
    made.separator = made.draw.choice(";\t|")


def other_endings(made: Mutilated) -> None:
    made.ending = made.draw.choice(["\r\n", "\r", "\n\n"])


def mixed_endings(made: Mutilated) -> None:
    made.text.append(lambda text: "".join(
        line.rstrip("\r\n") + made.draw.choice(["\n", "\r\n"]) for line in text.splitlines(keepends=True)
    ))  # fmt: skip


def quotes_everywhere(made: Mutilated) -> None:
    made.quoting = 1


def headings_in_another_order(made: Mutilated) -> None:
    made.draw.shuffle(made.headers)


def headings_spelt_otherwise(made: Mutilated) -> None:
    turn = made.draw.choice([str.upper, str.lower, lambda name: f"  {name} ", lambda name: name.replace(" ", "_")])
    made.names = {header: turn(name) for header, name in made.names.items()}


def heading_missing(made: Mutilated) -> None:
    made.headers.remove(made.draw.choice([name for name in made.headers if name != "Event Reference"]))


def heading_unknown(made: Mutilated) -> None:
    header = made.draw.choice([name for name in made.headers if name != "Event Reference"])
    made.names[header] = "Something else"


def heading_twice(made: Mutilated) -> None:
    made.names["Gender"] = made.names["Client Type"]


def no_headings(made: Mutilated) -> None:
    made.text.append(lambda text: text.split(made.ending, 1)[-1])


def days_written_otherwise(made: Mutilated) -> None:
    form = made.draw.choice(["{2}-{1}-{0}", "{2}{1}{0}", "{1}/{0}/{2}", "{0}.{1}.{2}", "{2}-{1}-{0} 00:00:00"])
    for row in made.rows:
        for name in row:
            if "Date" in name and row[name].count("/") == 2:
                row[name] = form.format(*row[name].split("/"))


def a_day_that_is_none(made: Mutilated) -> None:
    row = made.draw.choice(made.rows)
    row[made.draw.choice(["Event Start Date", "Date of Birth", "Event End Date"])] = made.draw.choice(
        ["31/02/2024", "soon", "2024", "99/99/9999", "0"]
    )


def a_number_that_is_none(made: Mutilated) -> None:
    made.draw.choice(made.rows)["Unit Cost"] = made.draw.choice(["12,50", "n/a", "1e9", "--3"])


def a_formula(made: Mutilated) -> None:
    row = made.draw.choice(made.rows)
    row["Event Description"] = made.draw.choice(["=1+1", '=HYPERLINK("x","y")', "+1", "@A1", "-2"])


def words_with_signs(made: Mutilated) -> None:
    row = made.draw.choice(made.rows)
    row["Event Description"] = made.draw.choice(['said "yes", then', "two\nlines", "a;b|c\td", "naïve £5 – fine"])


def the_word_null(made: Mutilated) -> None:
    for row in made.rows:
        if not row["Date of Death"]:
            row["Date of Death"] = "NULL"


def blank_lines(made: Mutilated) -> None:
    def change(text: str) -> str:
        lines, place = made.a_line(text)
        return "".join([*lines[:place], made.ending, made.separator * 18 + made.ending, *lines[place:]])

    made.text.append(change)


def lines_of_title(made: Mutilated) -> None:
    made.text.append(lambda text: f"Client level data{made.ending}{made.ending}{text}")


def a_line_of_totals(made: Mutilated) -> None:
    made.text.append(lambda text: f"{text}Total rows: 30{made.ending}")


def _in_a_line(sign: str) -> Callable[[Mutilated], None]:
    def injury(made: Mutilated) -> None:
        def change(text: str) -> str:
            lines, place = made.a_line(text)
            _note_touched(made, lines, place)
            at = made.draw.randrange(len(lines[place]))
            lines[place] = lines[place][:at] + sign.replace("SEP", made.separator) + lines[place][at:]
            return "".join(lines)

        made.text.append(change)

    return injury


def a_separator_lost(made: Mutilated) -> None:
    def change(text: str) -> str:
        lines, place = made.a_line(text)
        _note_touched(made, lines, place)
        lines[place] = lines[place].replace(made.separator, "", 1)
        return "".join(lines)

    made.text.append(change)


def an_ending_lost(made: Mutilated) -> None:
    def change(text: str) -> str:
        lines, place = made.a_line(text)
        _note_touched(made, lines, place, min(place + 1, len(lines) - 1))
        lines[place] = lines[place].rstrip("\r\n")
        return "".join(lines)

    made.text.append(change)


def cut_off(made: Mutilated) -> None:
    def change(text: str) -> str:
        lines, place = made.a_line(text)
        _note_touched(made, lines, *range(place, len(lines)))
        return "".join(lines[:place]) + lines[place][: made.draw.randrange(1, len(lines[place]) + 1)]

    made.text.append(change)


def a_byte_that_is_no_letter(made: Mutilated) -> None:
    def injure(content: bytes) -> bytes:
        at = made.draw.randrange(200, len(content))
        before, _, after = content[:at].rpartition(b"\n")[2], None, content[at:].partition(b"\n")[0]
        line = (before + after).decode(made.encoding, errors="replace").replace("\0", "")
        made.touched |= {row["Event Reference"] for row in made.rows if row["Event Reference"] in line}
        return content[:at] + made.draw.choice([b"\xff", b"\x81", b"\0", b"\xc3"]) + content[at:]

    if made.encoding in ("utf-8", "utf-8-sig"):
        made.bytes.append(injure)


INJURIES: list[Callable[[Mutilated], None]] = [
    other_encoding, other_separator, other_endings, mixed_endings, quotes_everywhere, headings_in_another_order,
    headings_spelt_otherwise, heading_missing, heading_unknown, heading_twice, no_headings, days_written_otherwise,
    a_day_that_is_none, a_number_that_is_none, a_formula, words_with_signs, the_word_null, blank_lines, lines_of_title,
    a_line_of_totals, _in_a_line('"'), _in_a_line("SEP"), _in_a_line("\n"), _in_a_line("\0"), _in_a_line("\r"),
    _in_a_line('""'), _in_a_line('",'), a_separator_lost, an_ending_lost, cut_off, a_byte_that_is_no_letter,
]  # fmt: skip
# A value has to be given before it is written and a text before it is cut.
STAGE = {injury: place for place, injury in enumerate(INJURIES)}


def mutilated(seed: int) -> tuple["Mutilated", set[str]]:
    """The file of a seed, and the names of what was done to it."""
    draw = Random(seed)
    made = Mutilated(draw)
    chosen = sorted(draw.sample(INJURIES, draw.choice([1, 1, 2, 3])), key=lambda injury: STAGE[injury])
    for injury in chosen:
        injury(made)
    return made, {injury.__name__ for injury in chosen}
