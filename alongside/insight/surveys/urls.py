from django.urls import path

from . import views

app_name = "surveys"
urlpatterns = [
    path("desk/surveys/", views.home, name="home"),
    path("desk/surveys/load/", views.load, name="load"),
    path("desk/surveys/<int:pk>/", views.results, name="results"),
    path("desk/surveys/<int:pk>/figures/", views.figures_file, name="figures_file"),
    path("desk/surveys/<int:pk>/to-put-right/", views.faults_file, name="faults_file"),
    path("desk/surveys/samples/draw/", views.draw, name="draw"),
    path("desk/surveys/samples/<int:pk>/", views.sample, name="sample"),
    path("desk/surveys/samples/<int:pk>/analysis/", views.analysis_file, name="analysis_file"),
    path("desk/surveys/samples/<int:pk>/letters/", views.letters_file, name="letters_file"),
]
