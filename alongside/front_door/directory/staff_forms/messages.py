"""How a wrong answer is put right, in a sentence."""

from __future__ import annotations

WEB = {"invalid": "Write a whole web address, like https://www.club.example"}
EMAIL = {"invalid": "Write an email address like name@club.example"}
AGES = {
    "invalid": "Write the age in numbers, like 18",
    "min_value": "Write an age between 0 and 120",
    "max_value": "Write an age between 0 and 120",
}
SHORT = {"class": "govuk-input--width-3", "inputmode": "numeric"}
CLOCK = {"invalid": "Write the time like 10:00 or 14:30"}
