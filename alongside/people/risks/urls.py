"""Addresses of risk assessments."""

from django.urls import path

from . import views

app_name = "risks"
urlpatterns = [
    path("desk/people/<int:subject_id>/risks/", views.index, name="index"),
    path("desk/people/<int:subject_id>/risks/record/", views.record, name="record"),
    path("desk/risks/<int:pk>/look-again/", views.look_again, name="look_again"),
    path("desk/risks/<int:pk>/end/", views.end, name="end"),
]
