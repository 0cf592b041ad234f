"""Addresses of warnings for staff."""

from django.urls import path

from . import views

app_name = "warnings"
urlpatterns = [
    path("desk/people/<int:subject_id>/warnings/", views.index, name="index"),
    path("desk/people/<int:subject_id>/warnings/record/", views.record, name="record"),
    path("desk/people/<int:subject_id>/warnings/if-support-fails/", views.support_failure, name="support_failure"),
    path("desk/warnings/<int:pk>/keep/", views.keep, name="keep"),
    path("desk/warnings/<int:pk>/end/", views.end, name="end"),
    path("desk/warnings/if-support-fails/<int:pk>/end/", views.end_support_failure, name="end_support_failure"),
    path("desk/warnings/overdue/", views.overdue, name="overdue"),
    path("desk/warnings/emergency-list/", views.emergency_list, name="emergency_list"),
]
