from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "alongside.foundation.access"
    default_auto_field = "django.db.models.BigAutoField"
