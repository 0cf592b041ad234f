from django.urls import path

from alongside.portal import how_you_read, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("keeping-people-safe/", views.keeping_safe, name="keeping_safe"),
    path("how-we-use-what-you-tell-us/", views.privacy, name="privacy"),
    path("what-we-do/", views.what_we_do, name="what_we_do"),
    path("how-you-read/", how_you_read.choose, name="how_you_read"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
