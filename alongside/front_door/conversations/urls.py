"""Addresses of talks, concerns and the duty board."""

from django.urls import path

from .views import duty, offering, safety, talk

app_name = "conversations"

_PERSON = "desk/people/<int:subject_id>/"
_TALK = _PERSON + "conversations/<int:pk>/"

urlpatterns = [
    path("desk/duty/", duty.board, name="duty"),
    path("desk/duty/first-contact/", duty.first_contact_page, name="first_contact"),
    path("desk/duty/take/<int:task_id>/", duty.take, name="take"),
    path(_PERSON + "conversations/", talk.person, name="person"),
    path(_PERSON + "conversations/start/", talk.start, name="start"),
    path(_TALK, talk.hold, name="hold"),
    path(_TALK + "part/<slug:part>/", talk.hold, name="hold"),
    path(_TALK + "read/", talk.read, name="read"),
    path(_TALK + "print/", talk.on_paper, name="print"),
    path(_TALK + "take-on/", talk.take_on, name="take_on"),
    path(_TALK + "still-true/", talk.still_true, name="still_true"),
    path(_TALK + "promised/", talk.promised, name="promised"),
    path(_TALK + "keep-person/", talk.keep_person, name="keep_person"),
    path(_TALK + "urgent-support/", safety.urgent_support, name="urgent_support"),
    path(_TALK + "concern/", safety.concern_in_talk, name="concern_in_talk"),
    path(_TALK + "hand-over/", safety.hand_over, name="hand_over"),
    path(_PERSON + "planning-sessions/<int:pk>/offer-an-assessment/", offering.offer_assessment,
         name="offer_assessment"),
    path(_PERSON + "raise-concern/", safety.raise_concern, name="raise_concern"),
]
