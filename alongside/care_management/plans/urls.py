"""Addresses of care and support plans and carers' support plans."""

from django.urls import path

from . import views

app_name = "plans"
ONE = "desk/people/<int:subject_id>/plans/<int:plan_id>/"
urlpatterns = [
    path("desk/plans/to-sign-off/", views.board, name="board"),
    path("desk/people/<int:subject_id>/plans/", views.index, name="index"),
    path("desk/people/<int:subject_id>/plans/start/<int:determination_id>/", views.start, name="start"),
    path(ONE, views.read, name="read"),
    path(f"{ONE}write/", views.write, name="write"),
    path(f"{ONE}write/<slug:part>/", views.write, name="write"),
    path(f"{ONE}take-over/", views.take_over, name="take_over"),
    path(f"{ONE}check/", views.check, name="check"),
    path(f"{ONE}sign-off/", views.sign_off, name="sign_off"),
    path(f"{ONE}send-back/", views.send_back, name="send_back"),
    path(f"{ONE}new-version/", views.new_version, name="new_version"),
    path(f"{ONE}copy/", views.give_copy, name="copy"),
    path(f"{ONE}document/", views.write_document, name="document"),
    path(f"{ONE}end/", views.end, name="end"),
    path(f"{ONE}support/<int:support_id>/", views.kind, name="kind"),
    path(f"{ONE}support/<int:support_id>/end/", views.end_support, name="end_support"),
    path("desk/people/<int:subject_id>/plans/short-term/", views.start_short_term, name="short_term"),
    path("desk/people/<int:subject_id>/plans/short-term/<int:support_id>/end/", views.end_short_term,
         name="end_short_term"),
    path(f"{ONE}print/", views.on_paper, name="print"),
    path(f"{ONE}easy-read/", views.easy_read, name="easy_read"),
]
