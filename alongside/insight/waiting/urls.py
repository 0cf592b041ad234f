from django.urls import path

from . import views

app_name = "waiting"
urlpatterns = [
    path("desk/waits/", views.board, name="board"),
    path("desk/waits/national/", views.national, name="national"),
    path("desk/waits/national/work-out/", views.work_out, name="work_out"),
    path("desk/waits/national/people/", views.national_people, name="national_people"),
    path("desk/waits/<str:key>/", views.clock, name="clock"),
]
