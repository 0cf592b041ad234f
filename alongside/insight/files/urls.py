from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("desk/return/files/", views.home, name="home"),
    path("desk/return/files/<int:pk>/", views.given, name="given"),
    path("desk/return/files/<int:pk>/failing/", views.failing, name="failing"),
    path("desk/return/files/<int:pk>/delete/", views.delete, name="delete"),
]
