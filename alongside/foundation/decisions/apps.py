from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "alongside.foundation.decisions"
    default_auto_field = "django.db.models.BigAutoField"
