from django.urls import path

from . import views

app_name = "work"
urlpatterns = [
    path("desk/work/hand-over/", views.hand_over, name="hand_over"),
    path("desk/work/<int:task_id>/", views.task, name="task"),
    path("desk/work/<int:task_id>/finish/", views.finish, name="finish"),
    path("desk/work/<int:task_id>/call/", views.touch, name="touch"),
    path("desk/work/<int:task_id>/wait/", views.wait, name="wait"),
    path("desk/work/<int:task_id>/wait/over/", views.stop_waiting, name="stop_waiting"),
    path("desk/work/<int:task_id>/hold/", views.hold, name="hold"),
    path("desk/work/<int:task_id>/resume/", views.resume, name="resume"),
    path("desk/work/<int:task_id>/day/", views.day, name="day"),
    path("desk/work/<int:task_id>/accept/", views.accept, name="accept"),
]
