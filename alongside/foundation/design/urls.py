"""The living style page, the answer that keeps a sign-in alive, and the council's own pictures."""

from django.urls import path

from alongside.foundation.design import views

app_name = "design"
urlpatterns = [
    path("", views.style_page, name="style_page"),
    path("form/", views.style_form, name="style_form"),
    path("person/", views.style_person, name="style_person"),
    path("wizard/", views.style_wizard, name="style_wizard"),
    path("print/", views.style_print, name="style_print"),
    path("keep/", views.keep, name="keep"),
    path("picture/<slug:key>/", views.picture, name="picture"),
]
