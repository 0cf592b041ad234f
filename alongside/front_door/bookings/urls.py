"""Addresses of planning sessions."""

from django.urls import path

from . import views

app_name = "bookings"

_PERSON = "desk/people/<int:subject_id>/planning-sessions/"

urlpatterns = [
    path("desk/planning-sessions/", views.index, name="index"),
    path(_PERSON + "book/", views.book, name="book"),
    path(_PERSON + "<int:pk>/", views.session, name="session"),
    path(_PERSON + "<int:pk>/write-up/", views.write_up, name="write_up"),
    path(_PERSON + "<int:pk>/cancel/", views.cancel, name="cancel"),
    path(_PERSON + "<int:pk>/print/", views.on_paper, name="print"),
]
