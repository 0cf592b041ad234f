from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "alongside.foundation.work"
    default_auto_field = "django.db.models.BigAutoField"
