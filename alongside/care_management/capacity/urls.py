"""Addresses of capacity assessments and best-interests records."""

from django.urls import path

from . import views

app_name = "capacity"
ONE = "desk/people/<int:subject_id>/capacity/<int:capacity_id>/"
urlpatterns = [
    path("desk/people/<int:subject_id>/capacity/start/", views.start, name="start"),
    path(ONE, views.read, name="read"),
    path(f"{ONE}write/", views.write, name="write"),
    path(f"{ONE}write/<slug:part>/", views.write, name="write"),
    path(f"{ONE}end/", views.end, name="end"),
    path(f"{ONE}best-interests/", views.best_interests, name="best_interests"),
    path(f"{ONE}best-interests/<slug:part>/", views.best_interests, name="best_interests"),
    path(f"{ONE}print/", views.on_paper, name="print"),
]
