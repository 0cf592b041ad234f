"""A spreadsheet of services as somebody keeps it, with some rows damaged, and what is wrong with each of them."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

HEADINGS = ["Ref", "Title of group", "Run by", "About", "Category", "Tel", "E-mail", "Web", "Venue", "Street", "Town",
            "Post code", "Day", "Start", "End", "Price", "Min age", "Max age", "Languages", "Step free?"]
COLUMNS = {"reference": "Ref", "name": "Title of group", "organisation": "Run by", "description": "About",
           "headings": "Category", "telephone": "Tel", "email": "E-mail", "url": "Web", "place": "Venue",
           "address_1": "Street", "city": "Town", "postcode": "Post code", "days": "Day", "opens_at": "Start",
           "closes_at": "End", "cost": "Price", "minimum_age": "Min age", "maximum_age": "Max age",
           "languages": "Languages", "accessibility": "Step free?"}
# What is put into a cell, and which: each of them is wrong.
DAMAGE: list[tuple[str, Any]] = [
    ("Title of group", ""), ("Run by", None), ("Tel", "ring Mo"), ("E-mail", "mo at club"), ("Web", "not a site"),
    ("Post code", "WM4"), ("Day", "Whenever"), ("Start", "25:00"), ("End", "late"), ("Price", "a little"),
    ("Min age", "grown up"), ("Max age", -4), ("Category", "Hovercraft"), ("Title of group", "x" * 201),
    ("Title of group", "bell \x07 rings"), ("Post code", "90210"), ("Price", "2.505"), ("Web", "javascript:alert(1)"),
]


def row(number: int, draw: Random) -> dict[str, Any]:
    return {
        "Ref": f"R{number:05}", "Title of group": f"{draw.choice(('Tea', 'Choir', 'Walk', 'Chess'))} {number}",
        "Run by": f"Society {number % 400}", "About": "A friendly hour with tea. New people are welcome.",
        "Category": draw.choice(("Groups and clubs", "arts; outdoors", "Befriending")), "Tel": "01632 960 123",
        "E-mail": f"g{number}@clubs.example", "Web": "www.clubs.example", "Venue": f"Hall {number % 900}",
        "Street": f"{number % 90 + 1} Mill Street", "Town": "Westmere", "Post code": draw.choice(("wm1 1aa", "WM42AB")),
        "Day": draw.choice(("Tuesdays", "Mon and Thu", "FR")), "Start": draw.choice(("10:00", "2.30pm", "10am")),
        "End": "16:30", "Price": draw.choice(("", "free", "£2.50", 3)), "Min age": draw.choice(("", 18, "55")),
        "Max age": "", "Languages": draw.choice(("", "Urdu", "Polish, Urdu")), "Step free?": "Step-free",
    }


def rows(number: int, damaged: int, *, seed: int = 7) -> tuple[list[dict[str, Any]], dict[int, set[str]]]:
    """The rows, and for each damaged one (as the spreadsheet numbers it) the headings that are wrong in it."""
    draw = Random(seed)
    made = [row(one, draw) for one in range(number)]
    wrong: dict[int, set[str]] = {}
    for turn, place in enumerate(sorted(draw.sample(range(number), damaged))):
        chosen = [DAMAGE[turn % len(DAMAGE)], *([draw.choice(DAMAGE)] if turn % 5 == 0 else [])]
        for heading, value in chosen:
            made[place][heading] = value
        wrong[place + 2] = {heading for heading, _ in chosen}
    return made, wrong


def as_csv(file: Path, made: list[dict[str, Any]]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, HEADINGS)
        writer.writeheader()
        writer.writerows(made)
    return file


def as_xlsx(file: Path, made: list[dict[str, Any]]) -> Path:
    with xlsxwriter.Workbook(str(file), {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Groups")
        for place, heading in enumerate(HEADINGS):
            sheet.write_string(0, place, heading)
        for number, one in enumerate(made, 1):
            for place, heading in enumerate(HEADINGS):
                value = one[heading]
                if isinstance(value, (int, float)):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)
    return file
