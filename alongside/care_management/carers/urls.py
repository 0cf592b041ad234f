"""Addresses of carers' assessments."""

from django.urls import path

from . import views

app_name = "carers"
ONE = "desk/people/<int:subject_id>/as-a-carer/<int:assessment_id>/"
urlpatterns = [
    path("desk/people/<int:subject_id>/as-a-carer/", views.index, name="index"),
    path("desk/people/<int:subject_id>/as-a-carer/start/", views.start, name="start"),
    path(ONE, views.read, name="read"),
    path(f"{ONE}write/", views.write, name="write"),
    path(f"{ONE}write/<slug:part>/", views.write, name="write"),
    path(f"{ONE}take-on/", views.take_on, name="take_on"),
    path(f"{ONE}give/", views.give, name="give"),
    path(f"{ONE}sign/", views.to_sign, name="to_sign"),
    path(f"{ONE}correct/", views.correct, name="correct"),
    path(f"{ONE}leave-as-signed/", views.leave, name="leave"),
    path(f"{ONE}for-the-council/", views.bring_back, name="bring_back"),
    path(f"{ONE}end/", views.end, name="end"),
    path(f"{ONE}print/", views.on_paper, name="print"),
]
