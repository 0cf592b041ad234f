"""Invented records for the style page. Nobody here exists; telephone numbers come from the range kept for drama."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator

from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words
from alongside.foundation.design.shapes import (
    Button,
    Change,
    Fact,
    Happening,
    Link,
    PersonFrame,
    Promise,
    Row,
    Slice,
    Step,
    Tab,
    Tag,
    Warning_,
)

HERE = "#main-content"


class SampleForm(DesignForm):
    given_name = forms.CharField(label="Given name", max_length=60)
    nhs_number = forms.CharField(
        label="NHS number",
        help_text="10 digits, for example 999 041 2707",
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "numeric", "spellcheck": "false"}),
    )
    born = DayField(label="Date of birth", help_text="For example 3 February 1947", not_future=True)
    how = forms.ChoiceField(
        label="How should we keep in touch?",
        choices=[("telephone", "Telephone"), ("letter", "Letter"), ("other", "Another way")],
        widget=Radios(hints={"letter": "In large print if asked for"}, reveals={"other": "other_way"}),
    )
    other_way = forms.CharField(label="Which way?", help_text="Somebody else, a video call, a hub…")
    helps = forms.MultipleChoiceField(
        label="What is going well?",
        required=False,
        widget=Boxes(small=True),
        choices=[("cooking", "Cooks most days"), ("walking", "Walks to the shop"), ("friends", "Sees friends")],
    )
    team = forms.ChoiceField(
        label="Team", choices=[("", "Choose a team"), ("north", "North team"), ("south", "South team")]
    )
    words = forms.CharField(
        label="In their words",
        max_length=400,
        widget=Words(rows=3, limit=400),
        help_text="As they said it, first person",
    )
    amount = forms.DecimalField(
        label="A week",
        required=False,
        min_value=0,
        decimal_places=2,
        widget=forms.TextInput({"prefix": "£", "class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    letter = forms.FileField(label="The letter", required=False)
    agreed = forms.BooleanField(
        label="They agreed that we may share this",
        error_messages={"required": "Say whether they agreed to share this, or leave and record it another way"},
    )


class SafeForm(DesignForm):
    safe = forms.ChoiceField(
        label="Is anyone unsafe now?",
        choices=[
            ("yes", "Yes, someone is unsafe now"),
            ("worrying", "Not now, but something is worrying"),
            ("no", "No"),
        ],
        initial="worrying",
        widget=Radios(
            boxed=True,
            attrs={"class": "al-boxed--unsafe"},
            hints={
                "yes": "Opens urgent support and safeguarding. 999 if life is at risk.",
                "worrying": "We agree what to do, and by when, before the call ends.",
            },
        ),
    )
    words = forms.CharField(
        label="In their words",
        widget=Words(rows=2),
        initial="“I climbed on the stool to do the windows and I came over giddy.”",
    )


URGENT = [
    Row(
        "9.40 today",
        "Gerald Pickup",
        "Wife in hospital. Nobody with him after 2 pm",
        "26 min ago",
        True,
        HERE,
        kind="Out-of-hours hand-over, Marlon Reyes",
        button=Button("Start support", HERE, primary=True),
    ),
    Row(
        "Today",
        "Safeguarding: F.M.",
        "Restricted. First look due in a working day",
        "by 5 pm",
        True,
        HERE,
        kind="Concern from district nurse",
        button=Button("Open", HERE),
    ),
    Row(
        "11 May",
        "Winnie Okafor",
        "Ring about the falls clinic date, promised 6 May",
        "1 day late",
        True,
        HERE,
        kind="Third fall since January",
        button=Button("Ring, record", HERE),
    ),
]
DUE = [
    Row(
        "Tue",
        "Abdul Rahman Miah",
        "Home visit. Sylheti interpreter booked",
        "2 pm",
        href=HERE,
        tag=Tag("Assessment", "work"),
        button=Button("Open visit", HERE),
    ),
    Row(
        "Wed",
        "Lorraine Fitch",
        "Answer: can her Tuesday respite move to Thursday?",
        "13 May",
        href=HERE,
        tag=Tag("Promise to carer"),
        button=Button("Answer", HERE),
    ),
    Row(
        "Thu",
        "Kieran Doyle",
        "Week 8 of his plan. Two of three outcomes met",
        "14 May",
        href=HERE,
        tag=Tag("Review", "work"),
        button=Button("Start", HERE),
    ),
    Row(
        "Thu",
        "Beatrice Nyambura",
        "Eligibility: facts complete, decider needed",
        "14 May",
        href=HERE,
        tag=Tag("Decision", "decision"),
        button=Button("Decide", HERE),
    ),
    Row(
        "Fri",
        "Stanisław Bąk",
        "Letter about his contribution returned undelivered",
        "15 May",
        href=HERE,
        tag=Tag("Check address", "soon"),
        button=Button("Fix", HERE),
    ),
    Row(
        "Fri",
        "Wilhelmina Featherstonehaugh-Abernathy",
        "A line that is longer than it should be, because somebody wrote "
        "a great deal about the second worker for the move to adult services",
        "15 May",
        href=HERE,
        tag=Tag("Transition"),
        button=Button("Ask team", HERE),
    ),
]
WAITING = [
    Row(
        "23 days",
        "Dorothy Entwistle",
        "Bathroom, therapist. Risk checked 8 May: same",
        "since 19 Apr",
        href=HERE,
        keeper="Ruksana Iqbal",
        keeper_note="rings each Friday",
        button=Button("Log a call", HERE),
    ),
    Row(
        "12 days",
        "Moses Achterberg",
        "Hospital letter on swallowing",
        "since 30 Apr",
        href=HERE,
        keeper="Amara Bello",
        keeper_note="ring next 14 May",
        button=Button("Log a call", HERE),
    ),
]
PROMISES = [
    Promise(
        "11 May", "1 day late", "Ring Winnie about the falls clinic date", "Amara Bello", "promised on 6 May", late=True
    ),
    Promise("13 May", "tomorrow", "Grab rail at the back step", "Tom Ashworth", "occupational therapy"),
    Promise(
        "21 May", "Thursday", "Yearly review", "Amara Bello", "Winnie wants Chidi on video", link=Link("Book", HERE)
    ),
    Promise("29 May", "2½ weeks", "Answer Tobi about a break on Saturdays", "Carers centre", "Devon Reid"),
]
HAPPENED = [
    Happening(
        "In 9 days",
        "Yearly review due",
        "Plan began 18 June 2025. Council rule: four weeks before the year is up",
        Tag("Coming", "soon"),
        coming=True,
    ),
    Happening(
        "8 May",
        "Larkfield changed the morning call to 9.15",
        "Winnie asked on 6 May. All seven days, same 45 minutes",
        Tag("Support"),
    ),
    Happening(
        "6 May", "Telephone call with Winnie", "“The girl came at seven again.” Amara Bello, 12 minutes", Tag("Contact")
    ),
    Happening(
        "22 Apr",
        "Fall in the garden, no injury",
        "Careline answered in 4 minutes. Third fall since January",
        Tag("Safety", "late"),
        marked="late",
    ),
    Happening(
        "2 Apr",
        "Contribution changed to £71.20 from £68.90",
        "Yearly uprating. Letter read 4 April",
        Tag("Money"),
        marked="soon",
    ),
    Happening(
        "11 Mar",
        "Safeguarding concern closed, wishes met",
        "Cash missing. Winnie asked for a lockable tin",
        Tag("Safeguarding", "decision"),
        marked="decision",
    ),
]
FRAME = PersonFrame(
    name="Winifred Okafor",
    known_as="Winnie",
    facts=[
        Fact("Age and date of birth", "79 · 3 February 1947"),
        Fact("NHS number", "999 041 2707"),
        Fact("Pronouns", "She, her"),
        Fact("How to communicate", "Speak to her left side · 18 point print", wide=True),
        Fact("Lives", "14 Tanner’s Row, Westmere WM4 · alone", wide=True),
        Fact("Telephone", "01632 960 417"),
    ],
    tabs=[
        Tab("Overview", HERE, True),
        Tab("Notes", HERE, count=48),
        Tab("Assessments", HERE, count=3),
        Tab("Plan and support", HERE),
        Tab("Money", HERE),
        Tab("Safeguarding", HERE),
        Tab("People and sharing", HERE),
        Tab("Letters", HERE, count=12),
        Tab("Who looked", HERE),
    ],
    warnings=[
        Warning_(
            "Ring before you visit.",
            "Her grandson Tobi has shouted at staff at the door. Go in daylight.",
            dt.date(2027, 6, 30),
        ),
        Warning_("Dog.", "Shut in when asked."),
    ],
    warnings_href=HERE,
    actions=[Button("Add a note", HERE), Button("Start Winnie’s review", HERE, primary=True)],
    more=[Link("Correct an address", HERE), Link("Record a death", HERE)],
)
WEIGHT = [
    Slice("Complex or safeguarding · 3 people", 9.0, "9.0"),
    Slice("Active work · 5 people", 7.5, "7.5"),
    Slice("Settled, review only · 10 people", 5.0, "5.0"),
]
SUPPORT = [
    [{"text": "Unhurried mornings", "note": "washing, dressing"}, "Larkfield Homecare", "7 × 45 min", "£138.60"],
    [{"text": "Church and allotment", "note": "getting out"}, "Direct payment, Grace M.", "6 hours", "£100.80"],
    [{"text": "Pendant and falls sensor", "note": "safe at home"}, "Careline", "Always on", "£4.75"],
    [{"text": "Sunday dinner and company"}, "Jean, next door", "Weekly", "Family and friends"],
]
COMPARED = [
    Change(
        "A good day",
        "“To be asked what I want.”",
        "“Church on Sunday, the allotment when it is dry.”",
        Tag("Changed", "work"),
    ),
    Change("Washing and dressing", "Needs help with buttons and shoes", "Needs help with buttons and shoes"),
    Change("Getting out", "", "A lift to the lunch club on Thursdays", Tag("New", "done")),
]
STEPS = [
    Step("Safe now?", HERE, "done"),
    Step("Who got in touch", HERE, "done"),
    Step("What is going well", HERE, "current"),
    Step("What matters, a good day", HERE),
    Step("What has changed", HERE, "error"),
    Step("What we agreed", HERE),
]
CHIPS = [
    Tab("All", HERE, True),
    Tab("Contact", HERE, count=48),
    Tab("Decisions", HERE, count=9),
    Tab("Support", HERE, count=17),
    Tab("Health", HERE, count=11),
    Tab("Safety", HERE, count=4),
]
VIEWS = [Tab("Mine", HERE, True), Tab("North team", HERE), Tab("Unallocated", HERE, count=4)]
BARS = [
    {"label": "North team", "amount": 21, "shown": "21 people"},
    {"label": "South team", "amount": 9, "shown": "9 people"},
    {"label": "Over the promise", "amount": 4, "shown": "4 people late", "late": True},
]


def everything() -> dict[str, Any]:
    return {
        "urgent": URGENT,
        "due_rows": DUE,
        "waiting": WAITING,
        "promised": PROMISES,
        "happened": HAPPENED,
        "frame": FRAME,
        "weight": WEIGHT,
        "support": SUPPORT,
        "compared": COMPARED,
        "steps": STEPS,
        "chip_items": CHIPS,
        "views": VIEWS,
        "bar_items": BARS,
        "years": ["2021", "2022", "2023", "2024", "2025"],
        "pay": [
            {"label": "Winnie", "amount": 71.2, "shown": "£71.20", "fill": 3},
            {"label": "Council", "amount": 190.95, "shown": "£190.95", "fill": 0},
        ],
        "series": [
            {"label": "Westmere", "values": [61, 64, None, 72, 76]},
            {"label": "England", "values": [66, 66, 65, 68, 69]},
        ],
        "others": [1, 20, 22, 31, 35, 38, 41, 45, 52, 60, 71, 84],
        "page_of_many": Paginator(range(120), 10).page(4),
    }
