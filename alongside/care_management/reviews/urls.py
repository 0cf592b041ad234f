"""Addresses of reviews."""

from django.urls import path

from . import views

app_name = "reviews"
ONE = "desk/people/<int:subject_id>/reviews/<int:review_id>/"
urlpatterns = [
    path("desk/reviews/", views.board, name="board"),
    path("desk/reviews/give/", views.give, name="give"),
    path("desk/reviews/large-packages/", views.large, name="large"),
    path("desk/reviews/figures/", views.figures, name="figures"),
    path("desk/people/<int:subject_id>/plans/<int:plan_id>/ask-for-a-review/", views.ask, name="ask"),
    path(ONE, views.read, name="read"),
    path(f"{ONE}hold/", views.hold, name="hold"),
    path(f"{ONE}hold/<slug:part>/", views.hold, name="hold"),
    path(f"{ONE}late/", views.late, name="late"),
    path(f"{ONE}print/", views.on_paper, name="print"),
]
