from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "alongside.insight.waiting"
    default_auto_field = "django.db.models.BigAutoField"
