"""Forms about a person. Choices come from the code lists; what people type is made comparable in `normal`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design.forms import Boxes, DayBoxes, DayField, DesignForm, Radios, Words

from . import normal
from .actions import HomeAddress

NOT_ASKED = [("", "Not asked yet")]


def _options(name: str, blank: list[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    return [*(blank or []), *codelists.options(name, on=timezone.localdate())]


def _text(label: str, *, length: int = 100, help_text: str = "", required: bool = False,
          **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text,
                           widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs}))


def _postcode(value: str) -> str:
    value = normal.postcode(value or "")
    if value and not normal.is_postcode(value):
        raise ValidationError("Enter a whole postcode, for example WM4 1AB, or leave it empty")
    return value


def _contact(kind: str, value: str) -> str:
    value = (value or "").strip()
    if not value:
        return ""
    if kind == "email":
        forms.EmailField().clean(value)
        return value
    if not normal.is_telephone(value):
        raise ValidationError("Enter a telephone number, for example 01632 960 417 or 07700 900 123")
    return value


class _EitherName(DesignForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("given") and not data.get("family"):
            self.add_error("given", "Enter a given name or a family name")
        return data


class NameFields(_EitherName):
    given = _text("Given names", help_text="Either box alone is enough", always_asked=True)
    family = _text("Family name", help_text="Some people have one name only", always_asked=True)
    known_as = _text("Known as", help_text="What the person likes to be called, if it is another name")
    family_first = forms.BooleanField(label="The family name is written first", required=False)


class AddressFields(DesignForm):
    line_1 = _text("House and street", length=120)
    line_2 = _text("Second line", length=120)
    town = _text("Town", length=80)
    postcode = _text("Postcode", length=10)

    def clean_postcode(self) -> str:
        return _postcode(self.cleaned_data["postcode"])

    def address(self, kind: str = "home") -> HomeAddress | None:
        data = self.cleaned_data
        if kind != "no_fixed_address" and not data["line_1"] and not data["postcode"]:
            return None
        return HomeAddress(line_1=data["line_1"], line_2=data["line_2"], town=data["town"],
                           postcode=data["postcode"], uprn=data.get("uprn", ""), kind=kind)


class AddPersonForm(NameFields, AddressFields):
    date_of_birth = DayField(label="Date of birth", required=False, not_future=True, widget=DayBoxes(birthday=False))
    date_of_birth_estimated = forms.BooleanField(label="This is an estimate", required=False)
    nhs_number = _text("NHS number", length=14, help_text="Ten figures, if known", inputmode="numeric")
    home_telephone = _text("Home telephone", length=40, inputmode="tel")
    mobile = _text("Mobile", length=40, inputmode="tel")
    email = _text("Email", length=254)
    gender = forms.ChoiceField(label="Gender", required=False)
    # What was typed into search, so that the page can say what was looked for.
    q = forms.CharField(widget=forms.HiddenInput, required=False)
    why_not_duplicate = forms.CharField(
        label="Why is this somebody else?", required=False, max_length=500, widget=Words(rows=2),
        help_text="Say what you know or were told, for example: twin sister, lives at another address",
    )

    field_order = ["given", "family", "known_as", "family_first", "date_of_birth", "date_of_birth_estimated",
                   "nhs_number", "gender", "line_1", "line_2", "town", "postcode", "home_telephone", "mobile", "email",
                   "why_not_duplicate", "q"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gender"].choices = _options("gender", NOT_ASKED)

    def clean_nhs_number(self) -> str:
        return _nhs(self.cleaned_data["nhs_number"])

    def clean_home_telephone(self) -> str:
        return _contact("home_telephone", self.cleaned_data["home_telephone"])

    def clean_mobile(self) -> str:
        return _contact("mobile", self.cleaned_data["mobile"])

    def clean_email(self) -> str:
        return _contact("email", self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("date_of_birth_estimated") and not data.get("date_of_birth"):
            self.add_error("date_of_birth", "Enter the estimated date of birth, or take the tick off")
        return data

    def person(self) -> dict[str, Any]:
        """The arguments of add_person."""
        data = self.cleaned_data
        plain = ["given", "family", "known_as", "family_first", "date_of_birth", "date_of_birth_estimated",
                 "nhs_number", "home_telephone", "mobile", "email", "gender", "why_not_duplicate"]
        return {**{name: data[name] for name in plain}, "address": self.address()}


def _nhs(value: str) -> str:
    if not (value or "").strip():
        return ""
    try:
        return normal.nhs_number(value)
    except normal.NotAnNHSNumber as problem:
        raise ValidationError(str(problem)) from None


class NameForm(NameFields):
    what = forms.ChoiceField(label="What happened?", choices=[
        ("corrected", "It was written down wrongly"), ("changed", "The name has changed")],
        widget=Radios(reveals={"changed": "from_day"},
                      hints={"changed": "The former name is kept and still finds the person"}))
    from_day = DayField(label="Changed on")


class OtherNameForm(_EitherName):
    kind = forms.ChoiceField(label="What kind of name?", widget=Radios(), choices=[
        ("birth", "Name at birth"), ("former", "Former name"), ("alias", "Other name used")])
    given = _text("Given names")
    family = _text("Family name")


class AddressForm(AddressFields):
    uprn = _text("Unique property reference number", length=12, help_text="If known", inputmode="numeric")

    def clean_uprn(self) -> str:
        value = self.cleaned_data["uprn"].strip()
        if value and not value.isdecimal():
            raise ValidationError("The property reference has only figures, at most twelve")
        return value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        homeless = data.get("kind") == "no_fixed_address"
        if not homeless and not data.get("line_1") and not data.get("postcode") and "postcode" not in self.errors:
            self.add_error("line_1", "Enter the house and street, or a postcode")
        return data


class MoveHomeForm(AddressForm):
    kind = forms.ChoiceField(label="What kind of address?", widget=Radios(small=True))
    from_day = DayField(label="From when?", required=False)

    field_order = ["kind", "line_1", "line_2", "town", "postcode", "uprn", "from_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _options("address_kind")


class ContactForm(DesignForm):
    kind = forms.ChoiceField(label="What is it?", widget=Radios(small=True))
    value = _text("Number or address", length=254, required=True)
    preferred = forms.BooleanField(label="This is the way they prefer", required=False)
    no_texts = forms.BooleanField(label="No text messages to this number", required=False)
    safe = forms.ChoiceField(label="Is it safe to leave a message?", required=False, widget=Radios(small=True),
                             choices=[("", "Not asked yet"), ("yes", "Yes"), ("no", "No")])
    note = _text("Note", length=200, help_text="Whose it is, or when to ring")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _options("contact_detail_kind")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        try:
            data["value"] = _contact(data.get("kind", ""), data.get("value", ""))
        except ValidationError as problem:
            self.add_error("value", problem)
        return data

    def contact(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"kind": data["kind"], "value": data["value"], "preferred": data["preferred"],
                "no_texts": data["no_texts"], "note": data["note"],
                "safe_to_leave_message": {"yes": True, "no": False}.get(data["safe"])}


class IdentityForm(DesignForm):
    date_of_birth = DayField(label="Date of birth", required=False, not_future=True)
    date_of_birth_estimated = forms.BooleanField(label="This is an estimate", required=False)
    gender = forms.ChoiceField(label="Gender", required=False)
    pronouns = _text("Pronouns", length=60, help_text="For example: she, her")
    ethnicity = forms.ChoiceField(label="Ethnicity, as the person describes it", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gender"].choices = _options("gender", NOT_ASKED)
        self.fields["ethnicity"].choices = _options("ethnicity", NOT_ASKED)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("date_of_birth_estimated") and not data.get("date_of_birth") and "date_of_birth" not in self.errors:
            self.add_error("date_of_birth", "Enter the estimated date of birth, or take the tick off")
        return data


class CommunicationForm(DesignForm):
    first_language = forms.ChoiceField(label="First language", required=False)
    interpreter = forms.ChoiceField(label="Is an interpreter needed?", required=False)
    interpreter_language = forms.ChoiceField(label="Into which language?", required=False,
                                             help_text="For a spoken language only")
    needs = forms.MultipleChoiceField(label="What makes information accessible?", required=False,
                                      widget=Boxes(small=True))
    detail = _text("Anything to add", length=200, help_text="For example: 18 point print, speak to the left side")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, source in (("first_language", "language"), ("interpreter", "interpreter_kind"),
                             ("interpreter_language", "language")):
            self.fields[name].choices = _options(source, NOT_ASKED)
        self.fields["needs"].choices = _options("communication_need")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("interpreter") != "spoken":
            data["interpreter_language"] = ""
        elif not data.get("interpreter_language"):
            self.add_error("interpreter_language", "Choose the language the interpreter speaks")
        return data


class IdentifierForm(DesignForm):
    kind = forms.ChoiceField(label="Which number?", widget=Radios(small=True))
    value = _text("Number", length=60, required=True)
    verified_how = _text("How was it checked?", length=200,
                         help_text="For example: seen on a letter, traced. Leave empty if it was not")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _options("identifier_kind")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == "nhs_number" and data.get("value"):
            try:
                data["value"] = _nhs(data["value"])
            except ValidationError as problem:
                self.add_error("value", problem)
        return data


class GPPracticeForm(DesignForm):
    name = _text("Practice", length=160, required=True)
    code = _text("Practice code", length=10, help_text="Six characters, if known")
    gp_name = _text("GP", length=120)
    telephone = _text("Telephone", length=40, inputmode="tel")


class ReasonForm(DesignForm):
    reason = forms.CharField(label="Why?", max_length=1000, widget=Words(rows=3))


class JoinForm(ReasonForm):
    survivor = forms.ChoiceField(label="Which record goes on?", widget=Radios(),
                                 help_text="Everything on the other comes to it. Nothing is lost, and the two can be "
                                           "parted again")

    field_order = ["survivor", "reason"]

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survivor"].choices = choices
        self.fields["reason"].label = "How do you know they are one person?"


class DeathForm(DesignForm):
    died_on = DayField(label="Date of death", not_future=True)
    told_by = _text("Who told us?", length=200, required=True,
                    help_text="For example: son, the hospital, the registrar")
    note = forms.CharField(label="Anything colleagues should know", required=False, max_length=1000,
                           widget=Words(rows=3))
