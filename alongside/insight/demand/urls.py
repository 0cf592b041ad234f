from django.urls import path

from . import views

app_name = "demand"
urlpatterns = [
    path("desk/demand/", views.home, name="home"),
    path("desk/demand/cohorts/", views.cohorts, name="cohorts"),
    path("desk/demand/groups/", views.groups, name="groups"),
    path("desk/demand/contacts/", views.funnel, name="funnel"),
    path("desk/demand/journeys/", views.journeys, name="journeys"),
    path("desk/demand/load/", views.load, name="load"),
    path("desk/demand/files/<slug:what>.<slug:ending>/", views.file, name="file"),
]
