"""An assessment offered because of what came up in a planning session."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation import codelists
from alongside.foundation.access.opening import open_subject
from alongside.foundation.design.forms import DesignForm, Radios, Words
from alongside.foundation.permissions import needs
from alongside.front_door.bookings.models import PlanningSession
from alongside.people.pages import task_page

from .. import actions
from ..models import AssessmentOffer


class OfferForm(DesignForm):
    kind = forms.ChoiceField(
        label="What do you offer?", widget=Radios(), error_messages={"required": "Choose which assessment you offer"},
        choices=[("adult", "An assessment of their own needs (section 9)"),
                 ("carer", "A carer’s assessment, for what they do for somebody else (section 10)")])
    answer = forms.ChoiceField(label="What did they answer?", choices=AssessmentOffer.Answer.choices,
                               widget=Radios(reveals={"refused": "refusal_kind"}),
                               error_messages={"required": "Say what they answered"})
    refusal_kind = forms.ChoiceField(label="Why not?", error_messages={"required": "Choose why they refused"})
    refusal_words = forms.CharField(label="In their words", required=False, max_length=1000, widget=Words(rows=3))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refusal_kind"].choices = [("", "Choose one"), *codelists.options("assessment_refusal")]


@needs("conversations.record")
def offer_assessment(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "offering an assessment")
    session = PlanningSession.objects.of(subject).filter(pk=pk).first()
    if session is None:
        raise Http404("No planning session with this number on this record.")
    back = reverse("bookings:session", args=[subject.pk, session.pk])
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offer = actions.offer_after(subject=subject, session=session, by=request.user, **form.cleaned_data)
        messages.success(request, {
            "accepted": "Accepted. It is on the list of whoever assesses.",
            "refused": "The answer is kept. They can ask again whenever they like.",
            "thinking": "They think about it. You are reminded to ask again in two weeks.",
        }[offer.answer])
        return redirect(back)
    return task_page(
        request, subject, form, tab="overview", title="Offer an assessment", verb="Save the answer", back=back,
        intro="It seems that they may need care and support, or help to go on caring. The council must then offer an "
              "assessment, whatever it thinks it could provide. The planning session stays what it was.")
