"""A person's letters: the list, one to read, writing from a template, sending, and what came back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile, words
from alongside.foundation.documents import actions, templates
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.presenters import formats_note, letter_of, status_tag
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.notifications.contact import contact_of
from alongside.foundation.permissions import needs
from alongside.people.about_me import presenters as about_me
from alongside.people.people.presenters import frame
from alongside.rules import council

from . import composed
from .forms import CameBackForm, LetterForm, SendForm

ON_A_PAGE = 25


def _template(key: str) -> templates.Template:
    try:
        return templates.load(settings.COUNCIL_PACK)[key]
    except KeyError:
        raise Http404("The council has no such letter template.") from None


def _document(subject: Any, document_id: int) -> Document:
    return get_object_or_404(Document.objects.of(subject), pk=document_id)


@require_safe
@needs("documents.see")
def letters(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letters")
    page = Paginator(Document.objects.of(subject), ON_A_PAGE).get_page(request.GET.get("page"))
    user: Any = request.user
    return render(request, "desk/letters.jinja", {
        "frame": frame(subject, user, tab="letters"), "subject": subject, "page": page,
        "rows": composed.rows(page.object_list), "messages_sent": composed.messages_about(subject),
        "may_send": user.may("documents.send"),
    })


@require_safe
@needs("documents.see")
def letter(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    return _show(request, subject, _document(subject, document_id), SendForm())


def _show(request: HttpRequest, subject: Any, document: Document, form: SendForm, status: int = 200) -> HttpResponse:
    user: Any = request.user
    return render(request, "desk/letter.jinja", {
        "frame": frame(subject, user, tab="letters"), "subject": subject, "document": document,
        "letter": letter_of(document), "tag_of_status": status_tag(document), "formats": formats_note(document),
        "deliveries": composed.deliveries(document), "arranged": composed.arranged(document), "form": form,
        "may_send": user.may("documents.send"), "differs": about_me.beside_one(document), "differing": about_me,
        "can_change": document.is_draft and document.template in templates.load(settings.COUNCIL_PACK),
    }, status=status)


@require_safe
@needs("documents.send")
def choose(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letters")
    return render(request, "desk/letter_choose.jinja", {
        "frame": frame(subject, request.user, tab="letters"), "subject": subject,
        "templates": templates.load(settings.COUNCIL_PACK).values(),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@needs("documents.send")
def write(request: HttpRequest, subject_id: int, template: str) -> HttpResponse:
    subject = open_subject(request, subject_id, "letters")
    chosen = _template(template)
    contact = contact_of(subject)
    form = LetterForm(request.POST if request.method == "POST" else None, template=chosen, initial={
        "to_the_person": "no" if subject.died_on else "yes", "addressee": "" if subject.died_on else contact.name,
        "address": "" if subject.died_on else "\n".join(contact.address), "format": contact.format,
        "put_into": "" if subject.died_on else contact.put_into,
    })
    if form.is_valid():
        document = _written(request, subject, chosen, form)
        if document:
            messages.success(request, "The draft is kept. Read it through, then send it.")
            return redirect("desk:letter", subject.pk, document.pk)
    return _ask(request, subject, chosen, form, "Keep the draft")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("documents.send")
def change(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    document = _document(subject, document_id)
    chosen = _template(document.template)
    now = {
        **{f"ask_{key}": value for key, value in document.facts.items()}, "addressee": document.addressee,
        "address": document.address, "format": document.format, "put_into": document.put_into,
        "to_the_person": "yes" if document.to_the_person else "no",
    }
    form = LetterForm(request.POST if request.method == "POST" else None, template=chosen, initial=now)
    meanwhile.watch(form, now)
    if form.is_valid():
        if document.is_draft and meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="the letter", subject=subject, tables=(Document,),
                                  back=reverse("desk:letter", args=[subject.pk, document.pk]))
        if _written(request, subject, chosen, form, document):
            messages.success(request, "The draft is changed.")
            return redirect("desk:letter", subject.pk, document.pk)
    return _ask(request, subject, chosen, form, "Keep the changes")


def _written(request: HttpRequest, subject: Any, chosen: templates.Template, form: LetterForm,
             document: Document | None = None) -> Document | None:
    """The draft; nothing, and the reason beside the form, where it cannot be printed or is no longer a draft."""
    user: Any = request.user
    data = form.cleaned_data
    answers = {**form.answers, **composed.known(user, data["addressee"], council.load(settings.COUNCIL_PACK))}
    title, greeting, blocks = chosen.fill(answers)
    said: dict[str, Any] = {
        "title": title[:200], "greeting": greeting, "blocks": [*blocks, composed.sign_off(user)],
        "addressee": data["addressee"], "address": form.address_lines, "format": data["format"], "by": user,
        "facts": form.answers, "to_the_person": data["to_the_person"] == "yes",
        "put_into": data["put_into"],
    }
    try:
        if document:
            return actions.change_draft(document=document, **said)
        return actions.write_letter(subject=subject, kind="letter", template=chosen.key,
                                    template_version=chosen.version, **said)
    except (CannotBePrinted, actions.CannotSend, ValueError) as why:
        form.add_error(None, str(why))
        return None


def _ask(request: HttpRequest, subject: Any, chosen: templates.Template, form: LetterForm, verb: str) -> HttpResponse:
    return render(request, "desk/letter_write.jinja", {
        "frame": frame(subject, request.user, tab="letters"), "subject": subject, "template": chosen, "form": form,
        "verb": verb, "asks": contact_of(subject).asks,
    }, status=422 if form.is_bound else 200)


@require_POST
@needs("documents.send")
def send(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    document = _document(subject, document_id)
    form = SendForm(request.POST)
    if form.is_valid():
        try:
            actions.send_letter(document=document, how=form.cleaned_data["how"], by=request.user)  # type: ignore[arg-type]
        except (actions.CannotSend, CannotBePrinted) as why:
            form.add_error("how", str(why))
        else:
            messages.success(request, "Sent.")
            return redirect("desk:letter", subject.pk, document.pk)
    return _show(request, subject, document, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("documents.send")
def came_back(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    document = _document(subject, document_id)
    form = CameBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and document.returned_at:
        form.add_error(None, f"{document.returned_by} recorded on {words.date(document.returned_at)} that it came "
                             "back.")
    elif form.is_valid():
        try:
            actions.came_back(document=document, why=form.cleaned_data["why"], by=request.user)  # type: ignore[arg-type]
        except actions.CannotSend as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Recorded. Whoever sent it is asked to check the address.")
            return redirect("desk:letter", subject.pk, document.pk)
    return render(request, "desk/letter_came_back.jinja", {
        "frame": frame(subject, request.user, tab="letters"), "subject": subject, "document": document, "form": form,
        "today": timezone.localdate(),
    }, status=422 if form.is_bound else 200)


@require_POST
@needs("documents.send")
def set_aside(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    document = _document(subject, document_id)
    try:
        actions.set_aside(document=document, by=request.user)  # type: ignore[arg-type]
    except actions.CannotSend as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "Set aside. It stays on the record as not sent.")
    return redirect("desk:letters", subject.pk)
