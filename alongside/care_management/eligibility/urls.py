"""Addresses of eligibility decisions."""

from django.urls import path

from . import views

app_name = "eligibility"
ONE = "desk/people/<int:subject_id>/eligibility/<int:determination_id>/"
urlpatterns = [
    path("desk/people/<int:subject_id>/assessments/<int:assessment_id>/eligibility/", views.decide, name="decide"),
    path(
        "desk/people/<int:subject_id>/as-a-carer/<int:assessment_id>/eligibility/",
        views.decide_carer,
        name="decide_carer",
    ),
    path(ONE, views.read, name="read"),
    path(f"{ONE}needs/", views.needs_to_meet, name="needs"),
    path(f"{ONE}letter/", views.letter, name="letter"),
]
