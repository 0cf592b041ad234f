"""Addresses of referrals."""

from django.urls import path

from . import views

app_name = "referrals"

urlpatterns = [
    path("desk/referrals/", views.index, name="index"),
    path("desk/referrals/record/", views.record, name="record"),
    path("desk/referrals/<int:pk>/", views.read, name="read"),
    path("desk/referrals/<int:pk>/person/", views.match, name="match"),
    path("desk/referrals/<int:pk>/talk/", views.talk, name="talk"),
    path("desk/referrals/<int:pk>/settle/", views.settle, name="settle"),
    path("desk/referrals/<int:pk>/tell/", views.tell, name="tell"),
    path("desk/referrals/<int:pk>/not-told/", views.not_told, name="not_told"),
]
