from alongside.portal.opening import Line, lines
from alongside.rules.council import OpeningHours


def test_days_with_the_same_hours_share_a_line():
    week = [
        OpeningHours("monday", "08:30", "17:30"),
        OpeningHours("tuesday", "08:30", "17:30"),
        OpeningHours("wednesday", "08:30", "17:30"),
        OpeningHours("thursday", "09:00", "19:00"),
        OpeningHours("friday", "12:00", "17:00"),
    ]
    assert lines(week) == [
        Line("Monday to Wednesday", "8.30am to 5.30pm"),
        Line("Thursday", "9am to 7pm"),
        Line("Friday", "noon to 5pm"),
    ]


def test_a_closed_day_between_ends_a_line_and_the_order_of_the_pack_does_not_matter():
    week = [
        OpeningHours("wednesday", "09:00", "17:00"),
        OpeningHours("monday", "09:00", "17:00"),
        OpeningHours("saturday", "10:00", "12:00"),
        OpeningHours("sunday", "10:00", "12:00"),
    ]
    assert [line.days for line in lines(week)] == ["Monday", "Wednesday", "Saturday and Sunday"]
