"""Addresses of who works with a person, and of the waiting list."""

from django.urls import path

from . import views

app_name = "involvements"
urlpatterns = [
    path("desk/people/<int:subject_id>/who-works-with-them/", views.index, name="index"),
    path("desk/people/<int:subject_id>/who-works-with-them/ask/", views.ask, name="ask"),
    path("desk/people/<int:subject_id>/ask-to-be-named/", views.ask_to_be_named, name="ask_to_be_named"),
    path("desk/waiting-list/", views.waiting_list, name="waiting_list"),
    path("desk/waiting-list/<int:pk>/", views.wait, name="wait"),
    path("desk/waiting-list/<int:pk>/risk/", views.judge_risk, name="judge_risk"),
    path("desk/waiting-list/<int:pk>/in-touch/", views.touch, name="touch"),
    path("desk/waiting-list/<int:pk>/keeper/", views.keeper, name="keeper"),
    path("desk/waiting-list/<int:pk>/allocate/", views.allocate, name="allocate"),
    path("desk/involvements/<int:pk>/accept/", views.accept, name="accept"),
    path("desk/involvements/<int:pk>/hand-over/", views.transfer, name="transfer"),
    path("desk/involvements/<int:pk>/close/", views.close, name="close"),
    path("desk/hand-overs/<int:pk>/accept/", views.accept_transfer, name="accept_transfer"),
    path("desk/hand-overs/<int:pk>/send-back/", views.send_back, name="send_back"),
]
