"""Where everything is. Each room adds a line."""

from django.urls import include, path

from alongside.config import health
from alongside.config.api import api

urlpatterns = [
    path("health", health.health, name="health"),
    path("ready", health.ready, name="ready"),
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.urls")),
]
