"""Pages about one person, in the person frame: one part of the record, or one thing to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.foundation.design.forms import DesignForm
from alongside.foundation.design.shapes import Tab
from alongside.foundation.subjects.models import Subject
from alongside.people.people.presenters import frame

# The pages of each tab of the person frame: what it says, where it leads, who may read it.
PARTS: dict[str, list[tuple[str, str, str]]] = {
    "overview": [
        ("In their words", "about_me:index", "people.see"),
        ("How they live", "circumstances:index", "people.see"),
        ("Warnings for staff", "warnings:index", "warnings.see"),
    ],
    "people": [
        ("People around them", "relationships:index", "people.see"),
        ("Who works with them", "involvements:index", "involvements.see"),
        ("Agreed to share", "agreements:index", "people.see"),
        ("My plan", "own_access:index", "own_access.see"),
    ],
    "notes": [
        ("Notes", "case_notes:index", "case_notes.see"),
        ("Conversations", "conversations:person", "conversations.see"),
        ("Messages", "messages:index", "messages.see"),
        ("Referred on", "referrals:onward_index", "referrals.see"),
        ("Significant events", "case_notes:chronology", "case_notes.see"),
        ("Visits", "visits:index", "visits.record"),
        ("Risks", "risks:index", "risks.see"),
        ("Management decisions", "case_notes:decisions", "case_notes.see"),
    ],
}


def part_page(request: HttpRequest, subject: Subject, template: str, *, tab: str, here: str, title: str,
              **context: Any) -> HttpResponse:
    """One part of a person's record; `here` is the name of its address."""
    parts = [
        Tab(text, reverse(name, args=[subject.pk]), current=name == here)
        for text, name, permission in PARTS[tab] if request.user.may(permission)
    ]
    return render(request, template, {
        "frame": frame(subject, request.user, tab=tab), "subject": subject, "title": title, "parts": parts, **context,
    })


def task_page(request: HttpRequest, subject: Subject, form: DesignForm, *, tab: str, title: str, verb: str, back: str,
              intro: str = "", template: str = "people/task.jinja", **context: Any) -> HttpResponse:
    """One thing to do about a person: a form, its one filled button, and the way back without saving."""
    return render(request, template, {
        "frame": frame(subject, request.user, tab=tab), "subject": subject, "title": title, "form": form,
        "verb": verb, "intro": intro, "cancel": {"text": "Go back without saving", "href": back}, **context,
    })
