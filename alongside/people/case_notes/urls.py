"""Addresses of notes, the chronology, decisions and supervision."""

from django.urls import path

from . import views

app_name = "case_notes"
urlpatterns = [
    path("desk/people/<int:subject_id>/notes/", views.index, name="index"),
    path("desk/people/<int:subject_id>/notes/write/", views.write, name="write"),
    path("desk/people/<int:subject_id>/significant-events/", views.chronology, name="chronology"),
    path("desk/people/<int:subject_id>/significant-events/print/", views.chronology_print, name="chronology_print"),
    path("desk/people/<int:subject_id>/decisions/", views.decisions, name="decisions"),
    path("desk/people/<int:subject_id>/decisions/ask/", views.ask, name="ask"),
    path("desk/people/<int:subject_id>/decisions/record/", views.record_decision, name="record_decision"),
    path("desk/notes/<int:pk>/", views.note, name="note"),
    path("desk/notes/<int:pk>/correct/", views.correct, name="correct"),
    path("desk/decisions/<int:pk>/", views.decide, name="decide"),
    path("desk/supervision/", views.supervision, name="supervision"),
    path("desk/supervision/<int:user_id>/", views.supervision_of, name="supervision_of"),
]
