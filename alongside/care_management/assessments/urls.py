"""Addresses of the assessments of adults."""

from django.urls import path

from . import views

app_name = "assessments"
ONE = "desk/people/<int:subject_id>/assessments/<int:assessment_id>/"
urlpatterns = [
    path("desk/assessments/", views.board, name="board"),
    path("desk/people/<int:subject_id>/assessments/", views.index, name="index"),
    path("desk/people/<int:subject_id>/assessments/start/", views.start, name="start"),
    path("desk/people/<int:subject_id>/advocates/<int:check_id>/", views.advocate, name="advocate"),
    path(ONE, views.read, name="read"),
    path(f"{ONE}write/", views.write, name="write"),
    path(f"{ONE}write/<slug:part>/", views.write, name="write"),
    path(f"{ONE}give/", views.give, name="give"),
    path(f"{ONE}lead/", views.lead, name="lead"),
    path(f"{ONE}how-full/", views.change_depth, name="change_depth"),
    path(f"{ONE}ask-for-a-signature/", views.send_to_sign, name="send_to_sign"),
    path(f"{ONE}sign/", views.to_sign, name="to_sign"),
    path(f"{ONE}send-back/", views.send_back, name="send_back"),
    path(f"{ONE}correct/", views.correct, name="correct"),
    path(f"{ONE}end/", views.end, name="end"),
    path(f"{ONE}share/", views.share, name="share"),
    path(f"{ONE}copy/", views.write_copy, name="write_copy"),
    path(f"{ONE}print/", views.on_paper, name="print"),
]
