"""The demo sign-in, the administrator's screens, cover, and one's own account. Signing in itself: `signing_in/urls`."""

from django.urls import path

from .views import demo

app_name = "accounts"
urlpatterns = [
    path("accounts/demo/", demo.demo, name="demo"),
    path("accounts/demo/<slug:persona>/", demo.demo_sign_in, name="demo_sign_in"),
]
