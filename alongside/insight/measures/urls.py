from django.urls import path

from . import views

app_name = "measures"
urlpatterns = [
    path("desk/measures/", views.home, name="home"),
    path("desk/measures/runs/<int:pk>/", views.run, name="run"),
    path("desk/measures/file.<str:kind>", views.download, name="download"),
    path("desk/measures/<str:key>/", views.measure, name="measure"),
    path("desk/measures/<str:key>/people/", views.people, name="people"),
]
