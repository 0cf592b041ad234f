import datetime as dt
import re

import pytest
from django import forms

from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words, component, errors_of
from alongside.foundation.design.samples import SampleForm


class CallForm(DesignForm):
    who = forms.CharField(label="Who rang?")
    on = DayField(label="Day of the call", not_future=True)
    outcome = forms.ChoiceField(
        label="What was agreed",
        choices=[("ring", "Ring again"), ("other", "Something else")],
        widget=Radios(hints={"ring": "We promise a day"}, reveals={"other": "other_words"}),
    )
    other_words = forms.CharField(label="What", widget=Words(rows=3))


GOOD = {"who": "Jean", "on_day": "3", "on_month": "feb", "on_year": "2026", "outcome": "ring"}


def test_a_month_may_be_a_number_or_a_name():
    for month in ("2", "02", "Feb", "february", "feb."):
        form = CallForm(GOOD | {"on_month": month})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["on"] == dt.date(2026, 2, 3)


def test_a_day_may_also_come_in_one_piece():
    form = CallForm({"who": "Jean", "on": "2026-02-03", "outcome": "ring"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == dt.date(2026, 2, 3)


@pytest.mark.parametrize(
    ("boxes", "sentence", "box"),
    [
        (("", "2", "2026"), "Day of the call needs a day", "day"),
        (("3", "", ""), "Day of the call needs a month and a year", "month"),
        (
            ("3", "13", "2026"),
            "Day of the call: the month must be a number from 1 to 12, or a name such as March",
            "month",
        ),
        (
            ("3", "ma", "2026"),
            "Day of the call: the month must be a number from 1 to 12, or a name such as March",
            "month",
        ),
        (("3", "2", "26"), "Day of the call: the year must have four figures, for example 1947", "year"),
        (("third", "2", "2026"), "Day of the call: the day must be a number", "day"),
        (("30", "2", "2026"), "Day of the call must be a real day: February 2026 has no day 30", "day"),
        (("3", "2", "2999"), "Day of the call cannot be in the future", "year"),
        (("0", "2", "2026"), "Day of the call must be a real day: February 2026 has no day 0", "day"),
        (("3", "2", "0000"), "Day of the call must be a real day: February 0000 has no day 3", "day"),
    ],
)
def test_a_wrong_day_says_what_is_wrong_and_points_at_its_box(boxes, sentence, box):
    form = CallForm(GOOD | dict(zip(("on_day", "on_month", "on_year"), boxes, strict=True)))
    assert not form.is_valid()
    assert errors_of(form) == [{"text": sentence, "href": f"#id_on_{box}"}]


def test_what_was_typed_stands_in_the_boxes_again():
    html = str(CallForm(GOOD | {"on_day": "31"}))
    assert 'value="31"' in html
    assert 'value="feb"' in html


def test_a_required_question_is_named_in_its_error():
    form = CallForm({})
    assert form.errors["who"] == ["Answer “Who rang?”"]
    assert form.errors["outcome"] == ["Choose an answer for “What was agreed”"]
    assert form.errors["on"] == ["Fill in “Day of the call”"]


def test_a_revealed_question_is_asked_only_when_its_option_is_chosen():
    assert "other_words" not in CallForm(GOOD).errors
    assert "other_words" in CallForm(GOOD | {"outcome": "other"}).errors


def test_an_answer_whose_question_fell_away_is_dropped():
    form = CallForm(GOOD | {"other_words": "Typed before changing her mind"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["other_words"] == ""


def test_every_link_of_the_error_summary_leads_to_something_on_the_page():
    form = SampleForm({"how": "other"})
    page = str(form)
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    links = [line["href"].removeprefix("#") for line in errors_of(form)]
    assert links
    assert set(links) <= ids


def test_labels_hints_and_errors_are_tied_to_their_box():
    page = str(SampleForm({"how": "other"}))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for targets in re.findall(r'(?:aria-describedby|for)="([^"]+)"', page):
        assert set(targets.split()) <= set(ids)


def test_each_kind_of_field_has_its_component():
    kinds = {bound.name: component(bound)[0] for bound in SampleForm()}
    assert kinds == {
        "given_name": "input",
        "nhs_number": "input",
        "born": "date",
        "how": "radios",
        "other_way": "input",
        "helps": "checkboxes",
        "team": "select",
        "words": "count",
        "amount": "input",
        "letter": "file",
        "agreed": "checkboxes",
    }


def test_what_somebody_typed_is_never_markup():
    page = str(CallForm(GOOD | {"who": '"><script>alert(1)</script>', "on_day": '"><b>'}))
    assert "<script>" not in page
    assert '"><b>' not in page


def test_chosen_boxes_stay_chosen_and_a_hint_stands_under_its_option():
    class Going(DesignForm):
        well = forms.MultipleChoiceField(
            choices=[("cooks", "Cooks"), ("walks", "Walks")], widget=Boxes(hints={"walks": "Far"})
        )

    page = str(Going({"well": ["walks"]}))
    assert re.search(r'value="walks"[^>]* checked', page)
    assert not re.search(r'value="cooks"[^>]* checked', page)
    assert "Far" in page


def test_an_upload_makes_the_form_multipart():
    assert SampleForm().is_multipart()


def test_a_box_is_as_wide_as_what_goes_in():
    class Form(DesignForm):
        order = forms.IntegerField()
        postcode = forms.CharField(max_length=10)
        telephone = forms.CharField(max_length=40)
        street = forms.CharField(max_length=200)

    classes = [component(bound)[1]["classes"] for bound in Form()]
    assert classes == ["govuk-input--width-5", "govuk-input--width-10", "govuk-input--width-20", ""]


def test_the_browser_is_not_told_to_cut_off_what_is_too_long():
    class Form(DesignForm):
        street = forms.CharField(max_length=10)

    form = Form({"street": "Lower Cawthorpe Moor Road"})
    assert "maxlength" not in component(form["street"])[1]["attributes"]
    assert not form.is_valid() and form["street"].value() == "Lower Cawthorpe Moor Road"
