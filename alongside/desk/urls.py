from django.urls import path

from alongside.desk.person import views as person

app_name = "desk"

urlpatterns = [
    path("desk/people/<int:subject_id>/", person.overview, name="person"),
    path("desk/people/<int:subject_id>/timeline/", person.timeline, name="timeline"),
]
