from django.urls import path

from . import team_views, views

app_name = "measures"
urlpatterns = [
    path("desk/measures/", views.home, name="home"),
    path("desk/measures/runs/<int:pk>/", views.run, name="run"),
    path("desk/measures/file.<str:kind>", views.download, name="download"),
    path("desk/measures/team/", team_views.board, name="team"),
    path("desk/measures/team/<slug:team_key>/<str:key>/people/", team_views.people, name="team_people"),
    path("desk/measures/<str:key>/target/", views.target, name="target"),
    path("desk/measures/<str:key>/", views.measure, name="measure"),
    path("desk/measures/<str:key>/people/", views.people, name="people"),
]
