from django.urls import path

from . import views

app_name = "access"

_PERSON = "desk/people/<int:subject_id>/"

urlpatterns = [
    path(_PERSON + "restriction/", views.restrict, name="restrict"),
    path(_PERSON + "restriction/lift/", views.lift, name="lift"),
    path(_PERSON + "emergency-opening/", views.break_glass, name="break_glass"),
    path("desk/emergency-openings/", views.openings, name="openings"),
    path("desk/emergency-openings/<int:opening_id>/", views.review, name="review"),
]
