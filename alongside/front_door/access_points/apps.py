from django.apps import AppConfig


class AccessPointsConfig(AppConfig):
    name = "alongside.front_door.access_points"
    default_auto_field = "django.db.models.BigAutoField"
