from django.urls import path

from . import views

app_name = "returns"
urlpatterns = [
    path("desk/return/", views.home, name="home"),
    path("desk/return/worklist/", views.worklist, name="worklist"),
    path("desk/return/worklist/send/", views.send, name="send"),
    path("desk/return/specification/", views.specification, name="specification"),
    path("desk/return/<int:pk>/", views.built, name="built"),
    path("desk/return/<int:pk>/failing/", views.failing, name="failing"),
    path("desk/return/<int:pk>/file/", views.download, name="download"),
]
